"""The employment record, what it reminds of, and the private data, which lie encrypted in a table of their own."""

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from dengta.domains.people.models.employees import Employee
from dengta.foundation.dated import Dated, DatedManager, ends_after_it_begins
from dengta.foundation.secrets import EncryptedText


class Employment(Dated):
    """The terms somebody works under, for a time; a renewal or an amendment is a new row."""

    class Kind(models.TextChoices):
        LABOUR = "labour", _("Labour contract")
        PART_TIME = "part_time", _("Part-time contract")
        DISPATCH = "dispatch", _("Labour dispatch")
        INTERN = "intern", _("Internship agreement")
        SERVICE = "service", _("Service agreement")

    class Term(models.TextChoices):
        FIXED = "fixed", _("Fixed term")
        OPEN = "open", _("Open-ended")
        TASK = "task", _("Until a task is done")

    employee = models.ForeignKey(Employee, on_delete=models.CASCADE, related_name="employments")
    kind = models.CharField(_("contract type"), max_length=10, choices=Kind.choices, default=Kind.LABOUR)
    term = models.CharField(_("term"), max_length=10, choices=Term.choices, default=Term.FIXED)
    # How many contracts have been signed in a row, this one included: after two fixed terms an open one may be due.
    signing = models.PositiveSmallIntegerField(_("signing"), default=1)
    signed_on = models.DateField(_("signed on"))
    ends_on = models.DateField(_("contract ends on"), null=True, blank=True)
    probation_ends_on = models.DateField(_("probation ends on"), null=True, blank=True)

    objects = DatedManager()

    class Meta:
        constraints = [
            ends_after_it_begins("employment_dates"),
            models.UniqueConstraint(fields=["employee", "valid_from"], name="employment_once"),
            models.UniqueConstraint(
                fields=["employee"], condition=models.Q(valid_to__isnull=True), name="employment_one_open"
            ),
            models.CheckConstraint(
                condition=models.Q(term="fixed", ends_on__isnull=False) | ~models.Q(term="fixed"),
                name="employment_fixed_term_has_an_end",
            ),
        ]
        indexes = [
            models.Index(fields=["ends_on"], name="employment_by_end"),
            models.Index(fields=["probation_ends_on"], name="employment_by_probation"),
        ]

    def __str__(self) -> str:
        return f"{self.employee_id}: {self.kind} from {self.valid_from}"


class EmploymentReminder(models.Model):
    """A reminder that went out: its key makes sure that it goes out once."""

    class Kind(models.TextChoices):
        CONTRACT_END = "contract_end", _("Contract ends")
        PROBATION_END = "probation_end", _("Probation ends")
        THIRD_TERM = "third_term", _("Third fixed term")

    employee = models.ForeignKey(Employee, on_delete=models.CASCADE, related_name="employment_reminders")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    due_on = models.DateField()
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["employee", "kind", "due_on"], name="employment_reminder_once")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.employee_id} on {self.due_on}"


class PrivateData(models.Model):
    """What only the person and HR may read. Every reading is on record."""

    FIELDS = ("id_number", "phone", "bank_account", "home_address", "emergency_name", "emergency_phone")

    employee = models.OneToOneField(Employee, primary_key=True, on_delete=models.CASCADE, related_name="private_data")
    id_number = EncryptedText(_("identity number"), blank=True)
    phone = EncryptedText(_("mobile phone"), blank=True)
    bank_account = EncryptedText(_("bank account"), blank=True)
    home_address = EncryptedText(_("home address"), blank=True)
    emergency_name = EncryptedText(_("emergency contact"), blank=True)
    emergency_phone = EncryptedText(_("phone of the emergency contact"), blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"private data of {self.pk}"

    @classmethod
    def labels(cls) -> dict[str, str]:
        """The fields with the words people read."""
        fields = {field.name: field for field in cls._meta.fields}
        return {name: capfirst(str(fields[name].verbose_name)) for name in cls.FIELDS}
