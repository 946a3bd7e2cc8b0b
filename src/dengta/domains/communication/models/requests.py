"""Requests that go up to the next level or across to another department, and the links for those outside."""

from django.db import models
from django.utils.translation import gettext_lazy as _

SUMMARY = 100


class MonthlyStatement(models.Model):
    """What a leader says to the next level once a month: risks, and whether anything is asked for."""

    unit = models.ForeignKey("people.Unit", on_delete=models.CASCADE, related_name="+")
    author = models.ForeignKey("people.Employee", on_delete=models.CASCADE, related_name="+")
    # The first day of the month it is about.
    month = models.DateField()
    risks = models.TextField()
    written_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "month"], name="statement_once_a_month")]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.month:%Y-%m}"

    @property
    def pk_text(self) -> str:
        """The id for an address put together in a template."""
        return str(self.pk)


class WorkRequest(models.Model):
    """Something that somebody needs from the next level or from another department, from asking to the end."""

    class Direction(models.TextChoices):
        UP = "up", _("to the next level")
        ACROSS = "across", _("to another department")

    class Status(models.TextChoices):
        OPEN = "open", _("waits for an answer")
        PROMISED = "promised", _("promised")
        REFUSED = "refused", _("refused")
        CLOSED = "closed", _("closed")
        WITHDRAWN = "withdrawn", _("withdrawn")

    class Cause(models.TextChoices):
        """Where it comes from: never a person."""

        PRODUCT = "product", _("product")
        PROCESS = "process", _("process")
        POLICY = "policy", _("policy")
        SUPPLIER = "supplier", _("supplier")
        UNKNOWN = "unknown", _("not known yet")

    class Verdict(models.TextChoices):
        YES = "yes", _("agreed")
        PART = "part", _("agreed in part")
        NO = "no", _("refused")

    direction = models.CharField(max_length=6, choices=Direction.choices)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.OPEN)
    employee = models.ForeignKey("people.Employee", on_delete=models.CASCADE, related_name="work_requests")
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    addressee = models.ForeignKey("people.Employee", null=True, on_delete=models.SET_NULL, related_name="+")
    escalated_to = models.ForeignKey("people.Employee", null=True, on_delete=models.SET_NULL, related_name="+")
    department = models.CharField(max_length=80, blank=True)
    statement = models.ForeignKey(MonthlyStatement, null=True, on_delete=models.SET_NULL, related_name="asks")

    summary = models.CharField(max_length=SUMMARY)
    urgent = models.BooleanField(default=False)
    facts = models.TextField()
    proposal = models.TextField()
    # Across only: what we can do ourselves, what the other side needs, and why it is so.
    authority = models.TextField(blank=True)
    their_need = models.TextField(blank=True)
    cause = models.TextField(blank=True)
    cause_code = models.CharField(max_length=10, choices=Cause.choices, default=Cause.UNKNOWN)
    concerns_customer = models.BooleanField(default=False)
    needed_by = models.DateField(null=True)

    asked_at = models.DateTimeField()
    answer_by = models.DateField()
    escalated_at = models.DateTimeField(null=True)
    verdict = models.CharField(max_length=4, choices=Verdict.choices, blank=True)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=80, blank=True)
    owner = models.CharField(max_length=80, blank=True)
    promised = models.TextField(blank=True)
    promised_until = models.DateField(null=True)
    kept = models.BooleanField(null=True)
    result = models.TextField(blank=True)
    customer_reply = models.TextField(blank=True)
    # Who says what came of it: not always who asked, because whoever moves away leaves requests behind.
    closed_by = models.ForeignKey("people.Employee", null=True, on_delete=models.SET_NULL, related_name="+")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(addressee__isnull=True) | ~models.Q(addressee=models.F("employee")),
                name="work_request_to_another",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="promised") | models.Q(promised_until__isnull=False),
                name="work_request_promise_has_a_day",
            ),
        ]
        indexes = [
            models.Index(fields=["employee", "asked_at"], name="work_request_of_employee"),
            models.Index(fields=["status", "answer_by"], name="work_request_open_by_day"),
        ]

    def __str__(self) -> str:
        return self.summary


class RequestOption(models.Model):
    """A way that would do, in its order."""

    request = models.ForeignKey(WorkRequest, on_delete=models.CASCADE, related_name="options")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=500)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["request", "position"], name="request_option_place")]
        ordering = ["position"]

    def __str__(self) -> str:
        return self.text


class OutsiderLink(models.Model):
    """A way in for somebody without an account: shows one request and its answer form, to whoever has link and code.

    Neither token nor code is kept, only what they hash to.
    """

    request = models.ForeignKey(WorkRequest, on_delete=models.CASCADE, related_name="links")
    recipient = models.CharField(max_length=80)
    token_hash = models.CharField(max_length=64, unique=True)
    code_hash = models.CharField(max_length=128)
    wrong_codes = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["request", "created_at"], name="outsider_links")]

    def __str__(self) -> str:
        return f"link of {self.request_id} for {self.recipient}"


class WeeklyReport(models.Model):
    """The week of a team in figures, made by itself for the next level. Figures are as they stood when it was made."""

    unit = models.ForeignKey("people.Unit", on_delete=models.CASCADE, related_name="+")
    author = models.ForeignKey("people.Employee", on_delete=models.CASCADE, related_name="+")
    recipient = models.ForeignKey("people.Employee", null=True, on_delete=models.SET_NULL, related_name="+")
    # The Monday it begins with.
    week = models.DateField()
    figures = models.JSONField(default=list)
    remark = models.TextField(blank=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "week"], name="weekly_report_once")]
        indexes = [models.Index(fields=["week"], name="weekly_report_by_week")]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.week}"
