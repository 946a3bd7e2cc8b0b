"""What people hold, and what of it waits to be booked."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, F, Min, QuerySet, Sum
from django.utils.translation import gettext as _

from dengta.domains.recognition.models import Grant
from dengta.domains.recognition.policies import benefits as policies
from dengta.foundation.access import Actor

OPEN = (Grant.State.WAITING, Grant.State.BOOKED)


def own_grants(actor: Actor) -> QuerySet[Grant]:
    """What the reader was given as time or things. One query, and one for what was taken."""
    rows = Grant.objects.filter(employee_id=policies.own_id(actor)).select_related("reward", "of_list", "event")
    return rows.prefetch_related("uses")


@dataclass(frozen=True)
class Balance:
    """How much of one kind somebody can still take, and by when the first of it runs out."""

    kind: str
    left: Decimal
    until: object


def balance(actor: Actor) -> Sequence[Balance]:
    """Of each kind of time that the reader holds. One query."""
    rows = Grant.objects.filter(employee_id=policies.own_id(actor), state__in=OPEN).exclude(kind=Grant.Kind.GIFT)
    sums = rows.order_by().values("kind").annotate(open=Sum(F("quantity") - F("used")), until=Min("valid_until"))
    labels = dict(Grant.Kind.choices)
    return [Balance(str(labels[row["kind"]]), row["open"], row["until"]) for row in sums.order_by("kind")]


def others_grants(actor: Actor) -> QuerySet[Grant]:
    """What others hold whom the reader leads or looks after. One query."""
    rows = policies.see_grants.scope(actor, Grant.objects.exclude(employee_id=policies.own_id(actor)))
    return rows.select_related("employee", "unit", "reward", "of_list")


def to_book(actor: Actor) -> Sequence[tuple[str, int]]:
    """How much waits to be booked or fetched, by kind. One query."""
    waiting = policies.see_grants.scope(actor, Grant.objects.filter(state=Grant.State.WAITING))
    waiting = waiting.exclude(employee_id=policies.own_id(actor))
    counts = dict(waiting.order_by().values_list("kind").annotate(Count("pk")))
    return [(str(label), counts[kind]) for kind, label in Grant.Kind.choices if kind in counts]


def in_words(row: Grant) -> str:
    """What it is and whose, in a line."""
    return _("{name}: {what}, {amount} ({why}), until {until}").format(
        name=row.employee.name, what=row.get_kind_display(), amount=f"{row.left:g}", why=row.reward.title,
        until=row.valid_until,
    )  # fmt: skip
