"""A formal case: what somebody is said to have breached, and every step until it is forgotten again."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dengta.domains.recognition.models.measures import Measure, Repetition
from dengta.foundation.secrets.fields import EncryptedText


class Case(models.Model):
    """One breach of one clause by one person. Its words stand in its steps (`CaseStep`), which replay to its state.

    opened → notified → heard → found → proposed → decided → delivered → (appealed) → final → executed → expired;
    closed without a measure from any state before the decision, and by an appeal that lifts it. What is brought against
    the person after they were heard leads back to notified: they are heard about it too.
    """

    class State(models.TextChoices):
        OPENED = "opened", pgettext_lazy("case", "Opened")
        NOTIFIED = "notified", pgettext_lazy("case", "Notice given")
        HEARD = "heard", pgettext_lazy("case", "Heard")
        FOUND = "found", pgettext_lazy("case", "Finding made")
        PROPOSED = "proposed", pgettext_lazy("case", "Measure proposed")
        DECIDED = "decided", pgettext_lazy("case", "Decided")
        DELIVERED = "delivered", pgettext_lazy("case", "Delivered")
        APPEALED = "appealed", pgettext_lazy("case", "Appealed")
        FINAL = "final", pgettext_lazy("case", "Final")
        EXECUTED = "executed", pgettext_lazy("case", "Carried out")
        EXPIRED = "expired", pgettext_lazy("case", "Expired")
        CLOSED = "closed", pgettext_lazy("case", "Closed without a measure")

    NEXT: dict[str, frozenset[str]] = {
        State.OPENED: frozenset({State.NOTIFIED, State.CLOSED}),
        State.NOTIFIED: frozenset({State.HEARD, State.CLOSED}),
        State.HEARD: frozenset({State.NOTIFIED, State.FOUND, State.CLOSED}),
        State.FOUND: frozenset({State.NOTIFIED, State.PROPOSED, State.CLOSED}),
        State.PROPOSED: frozenset({State.FOUND, State.DECIDED, State.CLOSED}),
        State.DECIDED: frozenset({State.DELIVERED}),
        State.DELIVERED: frozenset({State.APPEALED, State.FINAL}),
        State.APPEALED: frozenset({State.FINAL, State.CLOSED}),
        State.FINAL: frozenset({State.EXECUTED}),
        State.EXECUTED: frozenset({State.EXPIRED}),
        State.EXPIRED: frozenset(),
        State.CLOSED: frozenset(),
    }

    class Source(models.TextChoices):
        """Where the fact came from."""

        ATTENDANCE = "attendance", pgettext_lazy("case source", "Attendance record")
        QA = "qa", pgettext_lazy("case source", "Quality review")
        COMPLAINT = "complaint", pgettext_lazy("case source", "Customer complaint")
        REPORT = "report", pgettext_lazy("case source", "Report by a colleague")
        FIGURES = "figures", pgettext_lazy("case source", "Figures of the team")
        CHECKLIST = "checklist", pgettext_lazy("case source", "Team checklist")

    class Heard(models.TextChoices):
        """How the person was heard."""

        STATEMENT = "statement", _("Statement given")
        REFUSED = "refused", _("Declined to say anything, on record")
        NO_ANSWER = "no_answer", _("No answer within the time")

    class Cause(models.TextChoices):
        """What it came from (R-038): only the last one can count against the person."""

        PRODUCT = "product", pgettext_lazy("cause", "Product")
        PROCESS = "process", pgettext_lazy("cause", "Process")
        POLICY = "policy", pgettext_lazy("cause", "Policy")
        TRAINING = "training", pgettext_lazy("cause", "Training or information")
        AGENT = "agent", pgettext_lazy("cause", "Own conduct")

    class Leniency(models.TextChoices):
        """Why less than the table says, or less than similar cases led to. Good figures are refused as one (R-098)."""

        SELF_REPORTED = "self_reported", _("Reported it themselves")
        REPAIRED = "repaired", _("Put right what came of it")
        PROVOKED = "provoked", _("Was provoked or under pressure")
        PERSONAL_HARDSHIP = "hardship", _("Personal hardship")
        LITTLE_HARM = "little_harm", _("Hardly any harm")
        GOOD_FIGURES = "good_figures", _("Good figures")

    class Delivery(models.TextChoices):
        """How the letter reached the person, and what proves it."""

        SIGNED = "signed", _("In person, signed for")
        WITNESSED = "witnessed", _("In person, not signed, two witnesses")
        POST = "post", _("Registered post")
        IN_SYSTEM = "in_system", _("Opened in the system")

    class Closing(models.TextChoices):
        """Why it ended without a measure."""

        NO_BREACH = "no_breach", _("Nothing was breached")
        OTHER_CAUSE = "other_cause", _("It came from product, process, policy or training")
        SHIELDED = "shielded", _("An attempt in good faith: shielded")
        TOO_LATE = "too_late", _("The facts are too old")
        LIFTED = "lifted", _("Lifted on appeal")
        WITHDRAWN = "withdrawn", _("Opened by mistake")

    number = models.CharField(pgettext_lazy("case", "number"), max_length=12, unique=True)
    employee = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    # Where the person belonged when it happened: whoever led there decides, also after a move.
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey("recognition.ClauseVersion", on_delete=models.PROTECT, related_name="cases")
    happened_on = models.DateField(_("happened on"))
    known_on = models.DateField(_("known on"))
    source = models.CharField(_("where it comes from"), max_length=12, choices=Source.choices)
    source_key = models.CharField(max_length=80, blank=True)
    reported_by = models.ForeignKey("people.Employee", null=True, on_delete=models.PROTECT, related_name="+")
    complainant = models.ForeignKey("people.Employee", null=True, on_delete=models.PROTECT, related_name="+")
    handler = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPENED)
    opened_at = models.DateTimeField()
    extended_until = models.DateField(null=True)

    # Both sides: the contact that a customer complains about, and the person.
    contact = models.CharField(_("contact"), max_length=40, blank=True)
    contact_reviewed_at = models.DateTimeField(null=True)
    noticed_at = models.DateTimeField(null=True)
    statement_due = models.DateField(null=True)
    heard_at = models.DateTimeField(null=True)
    heard = models.CharField(max_length=10, choices=Heard.choices, blank=True)

    cause = models.CharField(_("cause"), max_length=10, choices=Cause.choices, blank=True)
    harm = models.BooleanField(_("somebody was harmed"), default=False)
    found_at = models.DateTimeField(null=True)
    found_by = models.ForeignKey("people.Employee", null=True, on_delete=models.PROTECT, related_name="+")
    repetition = models.PositiveSmallIntegerField(choices=Repetition.choices, null=True)

    measure = models.PositiveSmallIntegerField(_("measure"), choices=Measure.choices, null=True)
    leniency = models.CharField(_("why less"), max_length=16, choices=Leniency.choices, blank=True)
    proposed_by = models.ForeignKey("people.Employee", null=True, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(null=True)
    digest = models.CharField(max_length=64, blank=True)
    decider = models.ForeignKey("people.Employee", null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    # Whether waiting would put somebody in danger, so that carrying it out does not wait for the appeal.
    is_for_safety = models.BooleanField(default=False)

    delivery = models.CharField(max_length=10, choices=Delivery.choices, blank=True)
    delivered_on = models.DateField(null=True)
    appeal_until = models.DateField(null=True)
    execute_by = models.DateField(null=True)
    executed_on = models.DateField(null=True)
    counts_until = models.DateField(null=True)
    escalated_at = models.DateTimeField(null=True)
    closing = models.CharField(max_length=12, choices=Closing.choices, blank=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(known_on__gte=F("happened_on")), name="case_known_after_it_happened"),
            models.CheckConstraint(condition=~Q(handler=F("employee")), name="case_handled_by_another"),
            # checks of dress and workplace are lists for the team.
            models.CheckConstraint(condition=~Q(source="checklist"), name="case_not_from_a_checklist"),
            # No sanction without hearing, and none without a finding.
            models.CheckConstraint(
                condition=Q(measure__isnull=True)
                | Q(heard_at__isnull=False, found_at__isnull=False, noticed_at__isnull=False, cause="agent"),
                name="case_no_measure_without_hearing",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["decided", "delivered", "appealed", "final", "executed", "expired"])
                | Q(
                    measure__isnull=False, decided_at__isnull=False, decider__isnull=False,
                    proposed_by__isnull=False,
                )
                & ~Q(decider=F("employee"))
                & ~Q(decider=F("proposed_by")),
                name="case_decided_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["executed", "expired"])
                | Q(delivered_on__isnull=False, executed_on__isnull=False, appeal_until__isnull=False),
                name="case_carried_out_after_delivery",
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False) & ~Q(closing="") | ~Q(state="closed"),
                name="case_closed_with_a_ground",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["employee", "state"], name="case_of_person"),
            models.Index(fields=["unit", "state"], name="case_of_unit"),
            models.Index(fields=["version", "state"], name="case_of_clause"),
        ]

    def __str__(self) -> str:
        return self.number

    def can_become(self, state: str) -> bool:
        """Whether the map of states leads there."""
        return state in self.NEXT[self.state]


class CaseStep(models.Model):
    """One thing that was done in a case, in order, with its words. Nobody changes or removes one."""

    class Kind(models.TextChoices):
        OPENED = "opened", pgettext_lazy("case step", "Case opened")
        HANDED_OVER = "handed_over", pgettext_lazy("case step", "Handed over")
        EXTENDED = "extended", pgettext_lazy("case step", "Time extended")
        NOTIFIED = "notified", pgettext_lazy("case step", "Notice and rights")
        EVIDENCE = "evidence", pgettext_lazy("case step", "Evidence added")
        CONTACT_REVIEWED = "contact_reviewed", pgettext_lazy("case step", "Contact reviewed")
        STATED = "stated", pgettext_lazy("case step", "Statement")
        NOT_STATED = "not_stated", pgettext_lazy("case step", "Hearing closed")
        SHIELD_CLAIMED = "shield_claimed", pgettext_lazy("case step", "Good faith claimed")
        SHIELD_REVIEWED = "shield_reviewed", pgettext_lazy("case step", "Good faith reviewed")
        FOUND = "found", pgettext_lazy("case step", "Finding")
        PROPOSED = "proposed", pgettext_lazy("case step", "Measure proposed")
        APPROVED = "approved", pgettext_lazy("case step", "Approved")
        SENT_BACK = "sent_back", pgettext_lazy("case step", "Sent back")
        DECIDED = "decided", pgettext_lazy("case step", "Decision")
        DELIVERED = "delivered", pgettext_lazy("case step", "Delivered")
        READ = "read", pgettext_lazy("case step", "Confirmed as read")
        APPEALED = "appealed", pgettext_lazy("case step", "Appeal")
        APPEAL_DECIDED = "appeal_decided", pgettext_lazy("case step", "Appeal decided")
        FINAL = "final", pgettext_lazy("case step", "Became final")
        EXECUTED = "executed", pgettext_lazy("case step", "Carried out")
        CLOSING_ASKED = "closing_asked", pgettext_lazy("case step", "Asked to close it")
        ESCALATED = "escalated", pgettext_lazy("case step", "Next level told")
        EXPIRED = "expired", pgettext_lazy("case step", "Expired")
        CLOSED = "closed", pgettext_lazy("case step", "Closed")

    # Known before it is written: the encrypted text is bound to it.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="steps")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=16, choices=Kind.choices)
    # The state of the case after it, and what else it changed, by field: the log replays to the case.
    state = models.CharField(max_length=10, choices=Case.State.choices)
    changes = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    # Whether the person it is about reads it too.
    is_served = models.BooleanField(default=False)
    text = EncryptedText(blank=True)

    class Meta:
        ordering = ["case", "number"]
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="case_step_once")]

    def __str__(self) -> str:
        return f"{self.kind} in case {self.case_id}"
