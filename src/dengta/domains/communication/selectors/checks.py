"""Checks as their readers see them; and the guard that keeps them away from anybody's sanction."""

from django.db.models import Count, Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.models import CheckItem, WorkplaceCheck
from dengta.domains.communication.policies import checks as policies
from dengta.foundation.access import Actor
from dengta.foundation.rules import Rule

R_122 = Rule("R-122", _("Checks of dress and workplace are lists for the team; nobody is punished by them"))
OPEN_FINDING = Q(items__ok=False, items__fixed_at__isnull=True)


def checks(actor: Actor) -> QuerySet[WorkplaceCheck]:
    """Checks the reader may know of, with how many lines, findings and open findings. One query."""
    rows = policies.see.scope(actor, WorkplaceCheck.objects.select_related("unit"))
    return rows.annotate(
        lines=Count("items", distinct=True),
        unanswered=Count("items", filter=Q(items__ok__isnull=True), distinct=True),
        fine=Count("items", filter=Q(items__ok=True), distinct=True),
        findings=Count("items", filter=Q(items__ok=False), distinct=True),
        still_open=Count("items", filter=OPEN_FINDING, distinct=True),
    )


def items_of(check: WorkplaceCheck) -> QuerySet[CheckItem]:
    """The lines of a check in their order. One query."""
    return check.items.select_related("owner", "photo", "fix_photo").order_by("position", "pk")


def to_put_right(actor: Actor, check: WorkplaceCheck) -> frozenset[int]:
    """Open findings of a check that the reader may report as put right. One query."""
    rows = policies.put_right.scope(actor, check.items.filter(ok=False, fixed_at=None))
    return frozenset(rows.values_list("pk", flat=True))


def may_sanction_from(source: Model | type[Model]) -> bool:
    """Whether a sanction against a person may rest on this. Rooms that know of sanctions ask here before they link
    one: a checklist of a team is never a reason (R-122)."""
    return not R_122.warns(when=source._meta.label_lower in {"communication.workplacecheck", "communication.checkitem"})
