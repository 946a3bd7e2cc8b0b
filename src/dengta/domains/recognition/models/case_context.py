"""What stands around cases: who is tied to whom, who is protected, trials, talks, and what a leader thinks about."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dengta.domains.recognition.models.cases import Case


class DeclaredTie(models.Model):
    """Two people who declared that they are close or at odds: neither decides about the other (R-087)."""

    class Kind(models.TextChoices):
        FAMILY = "family", pgettext_lazy("tie", "Family")
        CLOSE = "close", pgettext_lazy("tie", "Close outside work")
        CONFLICT = "conflict", pgettext_lazy("tie", "In a dispute")

    one = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices)
    declared_on = models.DateField()
    ended_on = models.DateField(null=True)

    class Meta:
        ordering = ["-declared_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["one", "other", "kind"], name="tie_declared_once"),
            models.CheckConstraint(condition=~Q(one=F("other")), name="tie_between_two"),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} and {self.other_id}"


class Protection(models.Model):
    """Until a day a measure against somebody needs the next level, because they complained or claimed (R-129). Why
    stays with the room that set it: here stands only that."""

    employee = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField()
    # The room and row that set it, for setting it once.
    source = models.CharField(max_length=80)

    class Meta:
        ordering = ["-until", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["employee", "source"], name="protection_once"),
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="protection_dates"),
        ]

    def __str__(self) -> str:
        return f"{self.employee_id} until {self.until}"


class Trial(models.Model):
    """A registered experiment: what fails inside it is not sanctioned (R-095)."""

    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(pgettext_lazy("trial", "name"), max_length=120)
    idea = models.CharField(_("what is tried, and what it should change"), max_length=500)
    limits = models.CharField(_("where it stops"), max_length=300)
    starts_on = models.DateField(pgettext_lazy("trial", "from"))
    ends_on = models.DateField(pgettext_lazy("trial", "until"))
    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    registered_at = models.DateTimeField()
    stopped_on = models.DateField(null=True)

    class Meta:
        ordering = ["-starts_on", "-pk"]
        constraints = [models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="trial_dates")]

    def __str__(self) -> str:
        return self.name


class ShieldReview(models.Model):
    """Somebody else looks first: an attempt in good faith, and nothing that excludes the shield (R-095, R-096)?"""

    class Outcome(models.TextChoices):
        SHIELDED = "shielded", pgettext_lazy("shield", "Shielded")
        REFUSED = "refused", pgettext_lazy("shield", "Not shielded")
        NOT_PART = "not_part", pgettext_lazy("shield", "Not part of this trial, and not shielded")

    class Exclusion(models.TextChoices):
        KNOWN_HARM = "known_harm", _("The harm was known in advance")
        FRAUD = "fraud", _("Fraud")
        SAFETY = "safety", _("Safety was breached")
        PRIVACY = "privacy", _("Somebody’s data was exposed")

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="shield")
    trial = models.ForeignKey(Trial, null=True, on_delete=models.PROTECT, related_name="+")
    claimed_at = models.DateTimeField()
    reviewer = models.ForeignKey("people.Employee", null=True, on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True)
    exclusion = models.CharField(max_length=12, choices=Exclusion.choices, blank=True)
    praise_suggested = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", reviewed_at__isnull=True)
                | Q(reviewed_at__isnull=False, reviewer__isnull=False) & ~Q(outcome=""),
                name="shield_reviewed_by_somebody",
            ),
            models.CheckConstraint(condition=~Q(outcome="shielded") | Q(exclusion=""), name="shield_without_exclusion"),
        ]

    def __str__(self) -> str:
        return f"good faith in case {self.case_id}"


class CoachingTalk(models.Model):
    """A talk about a standard, held and on record: before a repetition leads to more (R-098, R-099)."""

    employee = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    clause = models.ForeignKey("recognition.Clause", on_delete=models.PROTECT, related_name="+")
    case = models.OneToOneField(Case, null=True, on_delete=models.PROTECT, related_name="talk")
    held_on = models.DateField(pgettext_lazy("talk", "held on"))
    held_by = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    agreed = models.CharField(_("what was agreed"), max_length=500)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-held_on", "-pk"]
        constraints = [models.CheckConstraint(condition=~Q(employee=F("held_by")), name="talk_between_two")]

    def __str__(self) -> str:
        return f"talk with {self.employee_id} on {self.held_on}"


class Reflection(models.Model):
    """A leader under whom severe measures became frequent thinks about the own part; until then the next level decides
    with them (R-102)."""

    leader = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    quarter = models.DateField()
    opened_at = models.DateTimeField()
    severe = models.PositiveSmallIntegerField()
    agents = models.PositiveIntegerField()
    text = models.TextField(_("what I would do otherwise"), max_length=2000, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-quarter", "-pk"]
        constraints = [
            # One at a time: a further severe measure after the answer asks again.
            models.UniqueConstraint(
                fields=["leader", "quarter"], condition=Q(answered_at=None), name="reflection_one_open"
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | ~Q(text=""), name="reflection_answered_with_words"
            ),
        ]

    def __str__(self) -> str:
        return f"reflection of {self.leader_id}, {self.quarter}"
