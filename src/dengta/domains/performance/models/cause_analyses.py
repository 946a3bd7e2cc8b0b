"""Cause analyses: why a figure of a team changed, asked of everybody before anybody is blamed."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CauseAnalysis(models.Model):
    """Why one figure of one team differs between two periods. Closed, nothing of it changes any more.

    Both periods are half-open: `…_end` is the first day that does not count.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", pgettext_lazy("cause analysis", "Proposed")
        OPEN = "open", pgettext_lazy("cause analysis", "Under way")
        CLOSED = "closed", pgettext_lazy("cause analysis", "Closed")
        DECLINED = "declined", pgettext_lazy("cause analysis", "Not pursued")

    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    kpi = models.CharField(max_length=40)
    before_start = models.DateField()
    before_end = models.DateField()
    after_start = models.DateField()
    after_end = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    # What the house proposed because of a drop has nobody behind it.
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    counted_at = models.DateTimeField()
    # Whoever leads answers first for what they did themselves.
    own_share = models.TextField(max_length=2000, blank=True)
    own_action = models.TextField(max_length=2000, blank=True)
    own_by = models.ForeignKey("people.Employee", null=True, on_delete=models.PROTECT, related_name="+")
    conclusion = models.TextField(max_length=2000, blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    declined_because = models.TextField(max_length=1000, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(before_start__lt=F("before_end"), before_end__lte=F("after_start"))
                & Q(after_start__lt=F("after_end")),
                name="cause_periods_in_order",
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False) & ~Q(conclusion="")
                | ~Q(state="closed") & Q(closed_at__isnull=True),
                name="cause_closed_with_conclusion",
            ),
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(declined_because=""), name="cause_declined_with_reason"
            ),
            models.UniqueConstraint(fields=["unit", "kpi", "after_start", "after_end"], name="cause_once_per_period"),
        ]
        indexes = [
            models.Index(fields=["unit", "-after_start"], name="cause_of_unit"),
            models.Index(fields=["unit", "after_start", "after_end"], condition=Q(state="closed"), name="cause_closed"),
        ]

    def __str__(self) -> str:
        return f"{self.kpi} of {self.unit_id} from {self.after_start}"

    @property
    def is_open(self) -> bool:
        """Whether it can still be written on."""
        return self.state == self.State.OPEN


class CauseStratum(models.Model):
    """One kind of work (topic, channel, shift) in both periods: how much of it there was, and how many of it met.

    What the arithmetic is made of, as it stood when it was counted; ids instead of links, as in the sums of the
    service room.
    """

    analysis = models.ForeignKey(CauseAnalysis, on_delete=models.CASCADE, related_name="strata")
    # 0 where no topic is known.
    topic = models.BigIntegerField(default=0)
    topic_name = models.CharField(max_length=120, blank=True)
    channel = models.PositiveSmallIntegerField()
    shift = models.PositiveSmallIntegerField()
    before_n = models.PositiveIntegerField()
    before_hits = models.PositiveIntegerField()
    after_n = models.PositiveIntegerField()
    after_hits = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["analysis", "topic", "channel", "shift"], name="cause_stratum_once"),
            models.CheckConstraint(
                condition=Q(before_hits__lte=F("before_n"), after_hits__lte=F("after_n")),
                name="cause_stratum_hits_are_some",
            ),
        ]

    def __str__(self) -> str:
        return f"stratum {self.pk} of {self.analysis_id}"


class CauseFinding(models.Model):
    """What was found where one looked. “Nothing” is a finding too, as long as it says what was looked at."""

    class Section(models.TextChoices):
        MIX = "mix", _("Mix of work")
        PROCESS = "process", _("Process")
        TRAINING = "training", _("Training and knowledge")
        PRODUCT = "product", _("Product and policy")
        VOLUME = "volume", _("Volume and staffing")

    class Cause(models.TextChoices):
        NOTHING = "nothing", _("Checked, nothing found")
        MIX = "mix", pgettext_lazy("cause", "Mix of work or volume")
        PRODUCT = "product", pgettext_lazy("cause", "Product")
        PROCESS = "process", pgettext_lazy("cause", "Process")
        POLICY = "policy", pgettext_lazy("cause", "Policy")
        AGENT = "agent", pgettext_lazy("cause", "How agents worked")

    analysis = models.ForeignKey(CauseAnalysis, on_delete=models.CASCADE, related_name="findings")
    section = models.CharField(max_length=10, choices=Section.choices)
    cause = models.CharField(max_length=10, choices=Cause.choices)
    text = models.TextField(max_length=2000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["analysis", "section"], name="cause_finding_once"),
            models.CheckConstraint(condition=~Q(text=""), name="cause_finding_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.section} of {self.analysis_id}"


class CauseContribution(models.Model):
    """What somebody who does the work says of it. `nameless`: colleagues read it without the name."""

    analysis = models.ForeignKey(CauseAnalysis, on_delete=models.CASCADE, related_name="contributions")
    employee = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    text = models.TextField(max_length=2000)
    nameless = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["analysis", "employee"], name="cause_contribution_once"),
            models.CheckConstraint(condition=~Q(text=""), name="cause_contribution_says_something"),
        ]

    def __str__(self) -> str:
        return f"contribution {self.pk} to {self.analysis_id}"


class CauseAction(models.Model):
    """What is done about a cause: by one owner, until a day."""

    analysis = models.ForeignKey(CauseAnalysis, on_delete=models.CASCADE, related_name="actions")
    what = models.CharField(max_length=200)
    owner = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    done_at = models.DateTimeField(null=True)
    done_note = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["analysis", "due_on"], name="cause_action_due")]

    def __str__(self) -> str:
        return self.what
