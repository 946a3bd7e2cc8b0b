"""Important talks, for the two who signed them; and for the rooms above, whether one is signed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery

from dengta.domains.communication.models import Talk, TalkSignature, TalkVersion
from dengta.domains.communication.policies import one_on_ones as policies
from dengta.domains.people.models import Employee, Membership, RoleGrant, UnitClosure
from dengta.domains.people.selectors.organisation import LEADING_ROLES
from dengta.foundation.access import Actor, RoleHeld, facts_of


def readable(actor: Actor) -> QuerySet[Talk]:
    """The important talks the reader is one of the two in, with topic and day of the current version."""
    current = TalkVersion.objects.filter(talk=OuterRef("pk"), voided_at__isnull=True)
    rows = policies.see_talks.scope(actor, Talk.objects.filter(policies.one_of_the_two(actor)))
    return rows.select_related("employee", "leader").annotate(
        topic=Subquery(current.values("topic")[:1]), held_on=Subquery(current.values("held_on")[:1])
    )


@dataclass(frozen=True)
class Worded:
    """One version of a talk with what the two put under it."""

    version: TalkVersion
    signatures: list[TalkSignature]

    def of(self, employee_id: int | None) -> TalkSignature | None:
        """What this side put under it; None for nothing yet."""
        return next((one for one in self.signatures if one.signer_id == employee_id), None)


def versions_of(talk: Talk) -> list[Worded]:
    """All versions, the current one first. Two queries."""
    rows = talk.versions.order_by("-number").prefetch_related("signatures__signer")
    return [Worded(row, sorted(row.signatures.all(), key=lambda one: one.pk)) for row in rows]


def is_signed_about(*, employee_id: int, subject_type: str, subject_key: object) -> bool:
    """Whether somebody has signed a talk about this, together with who led it: the written proof of an announcement.

    For rooms and parts that ask about their own subject; it says nothing of what was talked about.
    """
    rows = Talk.objects.filter(employee=employee_id, subject_type=subject_type, subject_key=str(subject_key))
    return rows.filter(status=Talk.Status.SIGNED).exists()


def people_below(actor: Actor, day: date) -> QuerySet[Employee]:
    """Everybody the reader leads, nearest or further down: whom they may have an important talk with."""
    facts = facts_of(actor)
    me = facts.employee_id or 0
    held = [role for role in facts.roles if role.role in LEADING_ROLES]
    members = Membership.objects.on(day)
    if not any(role.whole for role in held):
        members = members.filter(unit_id__in=frozenset[int]().union(*(role.tree for role in held)))
    people = Employee.objects.filter(pk__in=members.values("employee_id")) if held else Employee.objects.none()
    # Whoever leads the same unit, or one further up, and only sits in one of these teams.
    beside = RoleGrant.objects.on(day).filter(role__in=LEADING_ROLES).exclude(unit_id__in=_strictly_below(held, day))
    people = people.exclude(account__in=beside.values("account_id"))
    return people.exclude(pk=me).exclude(status=Employee.Status.LEFT).order_by("pinyin", "pk")


def _strictly_below(held: Iterable[RoleHeld], day: date) -> QuerySet[UnitClosure, int]:
    units = {role.unit_id for role in held}
    below = UnitClosure.objects.on(day).filter(ancestor_id__in=units, depth__gte=1)
    return below.values_list("descendant_id", flat=True)
