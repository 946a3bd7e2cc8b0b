"""Forms of quality reviews: a draft that changes, and versions that never do."""

from django.db import models
from django.db.models import Q


class QaForm(models.Model):
    """A form of one client branch. `draft` holds its items as the next version will have them."""

    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    draft = models.JSONField(default=list)
    # Whether the draft says something that no version says yet.
    changed = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "name"], name="qa_form_name_once"),
            models.CheckConstraint(condition=~Q(name=""), name="qa_form_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class QaFormVersion(models.Model):
    """What a form asked from the moment it was published. Written once: reviews made with it keep it."""

    form = models.ForeignKey(QaForm, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    items = models.JSONField()
    published_at = models.DateTimeField()
    published_by = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["form", "number"], name="qa_version_once")]

    def __str__(self) -> str:
        return f"{self.form} {self.number}"
