"""Posts that are needed, people who apply for them, and the structured interview."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from dengta.domains.people.models.bilingual import Versioned
from dengta.domains.people.models.employees import Employee
from dengta.foundation.dated import Dated, DatedManager, ends_after_it_begins
from dengta.foundation.secrets import EncryptedText

BEST_SCORE = 5
HEAVIEST = 5


class PostPlan(Dated):
    """How many people of a grade, with a skill, a unit needs, and which demand of the company stands behind it."""

    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="post_plans")
    grade = models.CharField(_("grade"), max_length=20)
    skill = models.ForeignKey(
        "people.Skill", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("skill")
    )
    skill_level = models.PositiveSmallIntegerField(_("at least level"), default=1)
    needed = models.PositiveSmallIntegerField(_("posts needed"))
    demand = models.CharField(_("company demand"), max_length=300)

    objects = DatedManager()

    class Meta:
        constraints = [
            ends_after_it_begins("post_plan_dates"),
            models.UniqueConstraint(fields=["unit", "grade", "skill", "valid_from"], name="post_plan_once"),
            models.UniqueConstraint(
                fields=["unit", "grade", "valid_from"],
                condition=models.Q(skill__isnull=True),
                name="post_plan_once_without_skill",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.needed} × {self.grade} for {self.unit_id}"


class Candidate(models.Model):
    """Somebody who would like to work here."""

    class Status(models.TextChoices):
        OPEN = "open", _("In the process")
        HIRED = "hired", _("Hired")
        DECLINED = "declined", _("Declined")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("name"), max_length=80)
    phone = EncryptedText(_("mobile phone"), blank=True)
    source = models.CharField(_("where they heard of us"), max_length=80, blank=True)
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="candidates")
    grade = models.CharField(_("grade"), max_length=20, blank=True)
    applied_on = models.DateField(_("applied on"))
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.OPEN)
    decision_note = models.CharField(max_length=300, blank=True)
    employee = models.OneToOneField(Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="candidacy")

    class Meta:
        indexes = [models.Index(fields=["status", "applied_on"], name="candidate_by_status")]

    def __str__(self) -> str:
        return self.name


class InterviewCriterion(Versioned):
    """One question of the culture-and-service form: its weight, and how answers of one, three and five points sound."""

    class Part(models.TextChoices):
        CULTURE = "culture", _("Culture")
        SERVICE = "service", _("Serving customers")

    part = models.CharField(_("part"), max_length=10, choices=Part.choices)
    weight = models.PositiveSmallIntegerField(_("weight"), default=1)
    weak = models.CharField(_("one point"), max_length=300, blank=True)
    weak_en = models.CharField(_("one point, in English"), max_length=300, blank=True)
    fair = models.CharField(_("three points"), max_length=300, blank=True)
    fair_en = models.CharField(_("three points, in English"), max_length=300, blank=True)
    strong = models.CharField(_("five points"), max_length=300)
    strong_en = models.CharField(_("five points, in English"), max_length=300, blank=True)

    class Meta(Versioned.Meta):
        constraints = [
            *Versioned.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(weight__gte=1, weight__lte=HEAVIEST), name="interviewcriterion_weight"
            ),
        ]

    @property
    def anchors(self) -> list[tuple[int, str]]:
        """Points, and how an answer that earns them sounds, in the reader's language."""
        words = ((1, self.weak, self.weak_en), (3, self.fair, self.fair_en), (BEST_SCORE, self.strong, self.strong_en))
        return [(points, self.in_reader_language(own, english)) for points, own, english in words if own]


class Interview(models.Model):
    """A structured interview; complete when every criterion has a score and the words that earned it."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="interviews")
    interviewer = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    held_on = models.DateField(_("held on"))
    summary = models.TextField(_("summary"), blank=True)
    completed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-held_on", "-pk")

    def __str__(self) -> str:
        return f"interview of {self.candidate_id} on {self.held_on}"


class InterviewScore(models.Model):
    """The score of one criterion, in the version that was asked, with its evidence."""

    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(InterviewCriterion, on_delete=models.PROTECT, related_name="+")
    score = models.PositiveSmallIntegerField()
    evidence = models.CharField(max_length=500)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["interview", "criterion"], name="interview_score_once"),
            models.CheckConstraint(
                condition=models.Q(score__gte=1, score__lte=BEST_SCORE), name="interview_score_range"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.criterion_id}: {self.score}"
