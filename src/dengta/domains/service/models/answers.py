"""What customers said: survey answers and complaints; and what agents object to."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dengta.domains.service.models.contacts import Contact
from dengta.domains.service.models.dimensions import Channel, ContactType, Queue, Source


class About(models.Model):
    """What an answer or a complaint is about, written down when it was asked or came in.

    Whatever happens to the contact afterwards, the answer stays with the agent and team who served it.
    """

    source = models.ForeignKey(Source, on_delete=models.PROTECT, db_index=False, related_name="+")
    external_id = models.CharField(max_length=80)
    contact = models.ForeignKey(Contact, null=True, on_delete=models.PROTECT, related_name="%(class)ss")
    agent = models.ForeignKey("people.Employee", null=True, on_delete=models.PROTECT, db_index=False, related_name="+")
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, db_index=False, related_name="+")
    queue = models.ForeignKey(Queue, on_delete=models.PROTECT, db_index=False, related_name="+")
    channel = models.PositiveSmallIntegerField(choices=Channel.choices)
    type = models.ForeignKey(ContactType, null=True, on_delete=models.PROTECT, db_index=False, related_name="+")
    # The business day it counts on: of sending a survey, of receiving a complaint.
    day = models.DateField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.external_id


class Survey(About):
    """A survey sent to a customer, and the answer if one came."""

    sent_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    shift = models.PositiveSmallIntegerField(default=0)
    csat = models.PositiveSmallIntegerField(_("satisfaction, 1 to 5"), null=True)
    nps = models.PositiveSmallIntegerField(_("recommendation, 0 to 10"), null=True)
    ces = models.PositiveSmallIntegerField(_("effort, 1 to 7"), null=True)
    solved = models.BooleanField(_("matter solved, says the customer"), null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "external_id"], name="survey_once_per_source"),
            models.CheckConstraint(condition=Q(csat__isnull=True) | Q(csat__range=(1, 5)), name="survey_csat_1_to_5"),
            models.CheckConstraint(condition=Q(nps__isnull=True) | Q(nps__range=(0, 10)), name="survey_nps_0_to_10"),
            models.CheckConstraint(condition=Q(ces__isnull=True) | Q(ces__range=(1, 7)), name="survey_ces_1_to_7"),
        ]
        indexes = [
            models.Index(fields=["agent", "day"], name="survey_agent_day"),
            models.Index(fields=["unit", "day"], name="survey_unit_day"),
        ]


class Complaint(About):
    """A complaint. Before it can count against anybody, its cause is classified (R-038)."""

    class Cause(models.TextChoices):
        UNDETERMINED = "undetermined", _("Not yet determined")
        PRODUCT = "product", _("Product")
        PROCESS = "process", _("Process")
        POLICY = "policy", _("Policy")
        AGENT = "agent", _("Agent")

    received_at = models.DateTimeField()
    cause = models.CharField(_("cause"), max_length=12, choices=Cause.choices, default=Cause.UNDETERMINED)
    justified = models.BooleanField(_("justified"), null=True)
    classified_at = models.DateTimeField(null=True)
    classified_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "external_id"], name="complaint_once_per_source")]
        indexes = [
            models.Index(fields=["agent", "day"], name="complaint_agent_day"),
            models.Index(fields=["unit", "day"], name="complaint_unit_day"),
        ]


class Contest(models.Model):
    """An agent objects to a figure or a row about them; the leader answers (R-015)."""

    class State(models.TextChoices):
        OPEN = "open", _("Waiting for an answer")
        UPHELD = "upheld", _("Objection upheld")
        REJECTED = "rejected", _("Objection answered, figure stays")

    agent = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    kpi = models.CharField(max_length=40)
    day = models.DateField()
    contact = models.ForeignKey(Contact, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(_("what is wrong with the figure"))
    opened_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    answer = models.TextField(_("answer"), blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["unit", "state"], name="contest_of_unit")]

    def __str__(self) -> str:
        return f"{self.kpi} {self.day}"
