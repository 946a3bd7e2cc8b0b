"""5S: how a team's workplace looks. Findings are put right by the team: the tables know who sees to it, and of no
person to blame."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class WorkplaceCheck(models.Model):
    """A walk through the workplace of a team with the checklist."""

    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="workplace_checks")
    done_on = models.DateField()
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "done_on"], name="workplace_check_once_a_day")]

    def __str__(self) -> str:
        return f"5S of {self.unit_id} on {self.done_on}"


class CheckItem(models.Model):
    """A line of the checklist: fine, or a finding that stays open until the team has put it right."""

    class Area(models.TextChoices):
        SORT = "sort", _("Sort")
        SET = "set", _("Set in order")
        SHINE = "shine", _("Shine")
        STANDARDISE = "standardise", _("Standardise")
        SUSTAIN = "sustain", _("Sustain")
        APPEARANCE = "appearance", _("Dress")

    check_of = models.ForeignKey(WorkplaceCheck, on_delete=models.CASCADE, related_name="items")
    area = models.CharField(max_length=12, choices=Area.choices)
    what = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField()
    ok = models.BooleanField(null=True)
    note = models.CharField(max_length=300, blank=True)
    photo = models.ForeignKey("files.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    # Of a finding: who sees to it that it is put right, whoever it came from, and until when.
    owner = models.ForeignKey("people.Employee", null=True, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(null=True)
    fixed_at = models.DateTimeField(null=True)
    fix_note = models.CharField(max_length=300, blank=True)
    fix_photo = models.ForeignKey("files.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(fixed_at__isnull=True) | Q(ok=False), name="check_item_fix_of_a_finding")
        ]
        indexes = [models.Index(fields=["check_of", "position"], name="check_item_in_order")]

    def __str__(self) -> str:
        return self.what
