"""The lists by which rewards in money are paid, and what each person has to confirm."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q, QuerySet, Sum

from dengta.domains.people.models import Unit, UnitClosure
from dengta.domains.recognition.models import PayoutItem, PayoutLine, PayoutList, Reward
from dengta.domains.recognition.policies import bonuses as policies
from dengta.domains.recognition.selectors.bonuses import STANDS
from dengta.domains.recognition.selectors.judged_days import month_after
from dengta.foundation.access import Actor

State = PayoutList.State
HANDED = (State.APPROVED, State.PAID, State.RECEIVED)


def to_pay(unit_id: int, month: date, *, but: int | None = None) -> QuerySet[Reward]:
    """All rewards in money of a month in a unit and below it, from whichever part of the house, that stand and are on
    no other list. One query."""
    last = month_after(month)
    below = UnitClosure.objects.on(last).filter(ancestor=unit_id).values("descendant")
    rows = Reward.objects.filter(STANDS, form=Reward.Form.CASH, amount__gt=0)
    rows = rows.filter(Q(unit=unit_id) | Q(unit__in=below), granted_on__gte=month, granted_on__lt=last)
    elsewhere = PayoutItem.objects.exclude(line__payout=but) if but is not None else PayoutItem.objects.all()
    return rows.exclude(pk__in=elsewhere.values("reward")).order_by("employee", "granted_on", "pk")


def by_person(rewards: Sequence[Reward]) -> Mapping[int, list[Reward]]:
    """Under whom they are paid. No query."""
    found: dict[int, list[Reward]] = defaultdict(list)
    for one in rewards:
        found[one.employee_id].append(one)
    return found


def digest_of(unit_id: int, month: date, rewards: Sequence[Reward]) -> str:
    """By which everything that is approved is known again: whom, how much, for which rewards. No query."""
    said = [unit_id, f"{month:%Y-%m}", sorted([one.employee_id, one.pk, f"{one.amount:.2f}"] for one in rewards)]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def lists(actor: Actor) -> QuerySet[PayoutList]:
    """The lists the reader may see, with how many people are on each and how many have it. One query."""
    rows = policies.see_lists.scope(actor, PayoutList.objects.select_related("unit", "prepared_by__employee"))
    return rows.annotate(
        people=Count("lines"), received=Count("lines", filter=Q(lines__received_at__isnull=False)),
        missing=Count("lines", filter=Q(lines__received_at__isnull=True) & ~Q(lines__missing_said="")),
    )  # fmt: skip


def lines_of(actor: Actor, payout: PayoutList) -> QuerySet[PayoutLine]:
    """The people on a list, as far as the reader may see them. One query."""
    rows = policies.see_lines.scope(actor, PayoutLine.objects.filter(payout=payout))
    return rows.select_related("employee", "unit", "payout").annotate(rewards=Count("items"))


def own_lines(actor: Actor) -> QuerySet[PayoutLine]:
    """What the reader was paid or is about to be, once it is approved. One query."""
    rows = PayoutLine.objects.filter(employee=policies.own_id(actor), payout__state__in=HANDED)
    return rows.select_related("payout__unit").order_by("-payout__month")


def handed_to_pay(month: date) -> Mapping[int, Decimal]:
    """By person, the rewards in money that approved lists hand to the pay of a month. One query."""
    rows = PayoutLine.objects.filter(payout__month=month, payout__state__in=HANDED)
    return dict(rows.order_by().values_list("employee").annotate(sum=Sum("amount")))


def units_to_prepare(actor: Actor) -> QuerySet[Unit]:
    """Units whose lists the reader prepares: the company, or a client’s branch. One query."""
    rows = policies.prepare.scope(actor, Unit.objects.filter(kind__in=[Unit.Kind.COMPANY, Unit.Kind.CLIENT]))
    return rows.order_by("pk")
