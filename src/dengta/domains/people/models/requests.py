"""What people ask for: a change of their private data, a move to another team."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from dengta.domains.people.models.employees import Employee
from dengta.foundation.secrets import EncryptedText


class ChangeRequest(models.Model):
    """A person asks to have private data changed; somebody else decides."""

    class Status(models.TextChoices):
        OPEN = "open", _("Waiting for HR")
        APPROVED = "approved", _("Approved")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    employee = models.ForeignKey(Employee, on_delete=models.CASCADE, related_name="change_requests")
    # JSON of field → wished value: as private as the data themselves.
    wishes = EncryptedText()
    reason = models.CharField(_("reason"), max_length=300)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.OPEN)
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey("people.Account", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["employee"], condition=models.Q(status="open"), name="change_request_one_open"
            )
        ]
        indexes = [models.Index(fields=["status", "asked_at"], name="change_request_by_status")]

    def __str__(self) -> str:
        return f"change request of {self.employee_id}"


class Move(models.Model):
    """A proposal to work in another team or job: it takes effect on its date once the person has said yes."""

    class Kind(models.TextChoices):
        LATERAL = "lateral", _("Lateral move")
        JOB = "job", _("Job adjustment")
        TRANSFER = "transfer", _("Transfer to another site or client")

    class Status(models.TextChoices):
        PROPOSED = "proposed", _("Waiting for the person")
        AGREED = "agreed", _("Agreed")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    employee = models.ForeignKey(Employee, on_delete=models.CASCADE, related_name="moves")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.LATERAL)
    from_unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    to_unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    effective_on = models.DateField(_("takes effect on"))
    reason = models.CharField(_("reason"), max_length=300)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.PROPOSED)
    proposed_by = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answer_note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["employee"], condition=models.Q(status="proposed"), name="move_one_open_proposal"
            )
        ]
        indexes = [models.Index(fields=["status", "effective_on"], name="move_by_status")]

    def __str__(self) -> str:
        return f"{self.employee_id} to {self.to_unit_id} on {self.effective_on}"
