"""What can follow from a breach, from nothing to the separation review, and how a clause is graded.

There is no fine, and nothing that takes money: losses are a matter of the contract and of the law (R-106, L-67).
"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Measure(models.IntegerChoices):
    """The grades of the scale, mildest first."""

    NONE = 0, _("No measure")
    COACHING_TALK = 1, _("Coaching talk")
    REMINDER = 2, _("Written reminder")
    WRITTEN_WARNING = 3, _("Written warning")
    RECORD = 4, pgettext_lazy("measure", "Record")
    TRANSFER_OF_DUTY = 5, _("Transfer of duty")
    SEPARATION_REVIEW = 6, _("Separation review")


# What can keep somebody out of danger, so that it may be carried out before an appeal; a talk or a letter cannot.
AT_ONCE = (Measure.TRANSFER_OF_DUTY, Measure.SEPARATION_REVIEW)


class Severity(models.IntegerChoices):
    """How grave a breach is by itself."""

    LIGHT = 1, _("1 · light")
    NOTABLE = 2, _("2 · notable")
    SERIOUS = 3, _("3 · serious")
    GRAVE = 4, _("4 · grave")


class Repetition(models.IntegerChoices):
    """The how-manieth time within the months in which a breach counts."""

    FIRST = 1, _("First time")
    SECOND = 2, _("Second time")
    LATER = 3, _("Third time and later")


class Category(models.TextChoices):
    """The chapters of a book."""

    ATTENDANCE = "attendance", _("Attendance and shifts")
    SERVICE_CONDUCT = "service_conduct", _("Conduct towards customers")
    PROCESS = "process", _("Process and quality")
    INFORMATION_SECURITY = "information_security", _("Customer data and security")
    INTEGRITY = "integrity", _("Honesty and records")
    TEAM_RESPECT = "team_respect", _("Working together")
    SAFETY = "safety", _("Workplace and safety")
    REWARD = "reward", _("Rewards")


class ClauseKind(models.TextChoices):
    """A clause asks for something, or promises something."""

    CONDUCT = "conduct", _("Standard of conduct")
    REWARD = "reward", _("Reward")
