"""The organisation as a tree whose edges carry dates."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from dengta.foundation.dated import Dated, DatedManager, ends_after_it_begins


class Unit(models.Model):
    """A node of the tree: the company, a site, a client or line of business, a team."""

    class Kind(models.TextChoices):
        COMPANY = "company", _("Company")
        SITE = "site", _("Site")
        CLIENT = "client", _("Client")
        LINE = "line", _("Line of business")
        TEAM = "team", _("Team")

    kind = models.CharField(max_length=10, choices=Kind.choices)
    code = models.CharField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=120)
    # Business days belong to the site's time zone; empty means: as the unit above.
    time_zone = models.CharField(max_length=40, blank=True)
    # Which local law holds there, as ISO 3166-2 ("CN-BJ"); empty means: as the unit above.
    region = models.CharField(max_length=20, blank=True)
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["kind", "name"], name="unit_kind_name")]

    def __str__(self) -> str:
        return self.name


class UnitLink(Dated):
    """`child` stands under `parent` for a time. The truth about the tree; the closure is derived from it."""

    child = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="links_up")
    parent = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="links_down")

    objects = DatedManager()

    class Meta:
        constraints = [
            ends_after_it_begins("unit_link_dates"),
            models.UniqueConstraint(fields=["child", "valid_from"], name="unit_link_once"),
            models.UniqueConstraint(
                fields=["child"], condition=models.Q(valid_to__isnull=True), name="unit_link_one_open"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.child_id} under {self.parent_id} from {self.valid_from}"


class UnitClosure(Dated):
    """Every pair of a unit and one at or above it, with the days for which that held. One join, no recursion."""

    ancestor = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="below")
    descendant = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="above")
    depth = models.PositiveSmallIntegerField()

    objects = DatedManager()

    class Meta:
        constraints = [
            ends_after_it_begins("unit_closure_dates"),
            models.UniqueConstraint(fields=["ancestor", "descendant", "valid_from"], name="unit_closure_once"),
        ]
        indexes = [models.Index(fields=["descendant", "valid_from"], name="unit_closure_upwards")]

    def __str__(self) -> str:
        return f"{self.descendant_id} within {self.ancestor_id}"
