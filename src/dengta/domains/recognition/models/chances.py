"""Good work opens doors: who is among the best of two quarters gets a plan with HR; an adopted idea gets its reward."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dengta.domains.recognition.models.rewards import Reward


class CareerChance(models.Model):
    """Somebody is among the best of their like over two quarters. Listed until there is a plan that they agree to."""

    class State(models.TextChoices):
        LISTED = "listed", pgettext_lazy("career chance", "No plan yet")
        PROPOSED = "proposed", pgettext_lazy("career chance", "Plan proposed")
        AGREED = "agreed", pgettext_lazy("career chance", "Plan agreed")
        DECLINED = "declined", pgettext_lazy("career chance", "Declined")
        DONE = "done", pgettext_lazy("career chance", "Done")

    class Path(models.TextChoices):
        TRAINING = "training", _("Training")
        EXPERT = "expert", _("Expert track")
        MANAGEMENT = "management", _("Management track")

    employee = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    # The team when it was found; and of which branch the others are whom the person was compared with.
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    branch = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    leads = models.BooleanField(default=False)
    # The first day of the second of the two quarters.
    quarter = models.DateField()
    score = models.FloatField()
    place = models.PositiveIntegerField()
    people = models.PositiveIntegerField()
    found_on = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.LISTED)
    path = models.CharField(_("path"), max_length=12, choices=Path.choices, blank=True)
    plan = models.TextField(_("plan"), max_length=2000, blank=True)
    review_on = models.DateField(_("looked at together on"), null=True)
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    planned_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    outcome = models.TextField(max_length=1000, blank=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-quarter", "place", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["employee", "quarter"], name="career_chance_once_a_quarter"),
            models.UniqueConstraint(
                fields=["employee"], condition=Q(state__in=("listed", "proposed", "agreed")),
                name="career_chance_one_open",
            ),
            models.CheckConstraint(condition=Q(place__gte=1, place__lte=F("people")), name="career_chance_place"),
            models.CheckConstraint(
                condition=Q(state="listed")
                | (~Q(plan="") & ~Q(path="") & Q(planned_by__isnull=False, review_on__isnull=False)),
                name="career_chance_planned",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["unit", "state"], name="career_chance_of_unit")]

    def __str__(self) -> str:
        return f"chance {self.pk} of {self.employee_id}"


class IdeaReward(models.Model):
    """What the authors of an adopted suggestion get: decided by the leader, within days."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("reward of an idea", "To be decided")
        GIVEN = "given", pgettext_lazy("reward of an idea", "Given")

    suggestion = models.OneToOneField("communication.Suggestion", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=80)
    promised = models.CharField(max_length=200, blank=True)
    adopted_on = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    decided_on = models.DateField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    # What was put before a second person, because it is more than one person gives.
    put_clause = models.ForeignKey("recognition.ClauseVersion", null=True, on_delete=models.PROTECT, related_name="+")
    put_form = models.CharField(max_length=16, choices=Reward.Form.choices, blank=True)
    put_amount = models.DecimalField(max_digits=11, decimal_places=2, null=True)
    put_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["state", "adopted_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open") | Q(decided_on__isnull=False), name="idea_reward_decided"
            ),
            models.CheckConstraint(
                condition=Q(put_by__isnull=True)
                | (Q(put_clause__isnull=False, put_amount__isnull=False) & ~Q(put_form="")),
                name="idea_reward_put",
            ),
            models.CheckConstraint(
                condition=Q(put_by__isnull=True) | ~Q(decided_by=F("put_by")), name="idea_reward_by_another"
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["unit", "state"], name="idea_reward_of_unit")]

    def __str__(self) -> str:
        return self.title


class IdeaAuthor(models.Model):
    """Somebody whose idea it was."""

    idea = models.ForeignKey(IdeaReward, on_delete=models.CASCADE, related_name="authors")
    employee = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["idea", "employee"], name="idea_author_once")]

    def __str__(self) -> str:
        return f"{self.employee_id} of {self.idea_id}"
