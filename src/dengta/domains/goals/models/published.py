"""What counts only once it is published: versions of a unit, written by one person and published by another."""

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy


class Published(models.Model):
    """A version of something that people are judged or paid by. The latest published one that has begun is in force.

    It holds for `unit` and all below it that have none of their own. A published version is never changed.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("version", "Draft")
        PROPOSED = "proposed", pgettext_lazy("version", "Waiting for the second person")
        PUBLISHED = "published", pgettext_lazy("version", "Published")

    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=80)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT)
    starts_on = models.DateField()
    made_by = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    proposed_by = models.ForeignKey("people.Account", null=True, on_delete=models.PROTECT, related_name="+")
    published_by = models.ForeignKey("people.Account", null=True, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True)
    # Why it was sent back, for whoever goes on with it.
    note = models.TextField(max_length=1000, blank=True)

    class Meta:
        abstract = True
        ordering = ("-starts_on", "-version", "-pk")
        constraints = [
            models.UniqueConstraint(fields=["unit", "version"], name="%(class)s_version_once"),
            models.CheckConstraint(
                condition=~Q(status="published")
                | (
                    Q(published_at__isnull=False, published_by__isnull=False) & ~Q(published_by=models.F("proposed_by"))
                ),
                name="%(class)s_published_by_second",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} v{self.version}"


class Measured(models.Model):
    """A KPI with its weight, and the two values between which it scores 0 to 100."""

    kpi = models.CharField(max_length=40)
    weight = models.DecimalField(max_digits=4, decimal_places=3)
    baseline = models.FloatField()
    target = models.FloatField()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(condition=Q(weight__gt=0, weight__lte=1), name="%(class)s_weight_is_share"),
            models.CheckConstraint(condition=~Q(baseline=models.F("target")), name="%(class)s_scores_something"),
        ]
