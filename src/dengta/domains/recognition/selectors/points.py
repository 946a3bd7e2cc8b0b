"""What is on which account, what lapses when, and whether the books are in order."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from dengta.domains.communication.selectors.clock import start_of
from dengta.domains.people.models import UnitClosure
from dengta.domains.recognition.models import CatalogueItem, PointsAccount, PointsTransfer
from dengta.domains.recognition.policies import bonuses as policies
from dengta.domains.recognition.selectors.reward_parameters import POINTS_HOLD_DAYS
from dengta.foundation.access import Actor

Kind = PointsAccount.Kind
# Points lapse so soon that the person is told.
SOON = timedelta(days=60)


def balance_of(employee_id: int) -> int:
    """What somebody can redeem. One query."""
    rows = PointsAccount.objects.filter(kind=Kind.PERSON, employee=employee_id)
    return rows.values_list("balance", flat=True).first() or 0


def entries_of(employee_id: int) -> QuerySet[PointsTransfer]:
    """Everything that was booked on somebody's account, newest first. One query."""
    mine = PointsAccount.objects.filter(kind=Kind.PERSON, employee=employee_id)
    rows = PointsTransfer.objects.filter(source__in=mine) | PointsTransfer.objects.filter(target__in=mine)
    return rows.select_related("source", "target", "reward").order_by("-booked_at", "-pk")


def earned_by(employee_id: int) -> int:
    """All points somebody was ever given, spent or not. One query."""
    rows = PointsTransfer.objects.filter(target__kind=Kind.PERSON, target__employee=employee_id)
    given = rows.filter(kind__in=[PointsTransfer.Kind.GIVEN, PointsTransfer.Kind.BEYOND])
    return int(given.aggregate(sum=Coalesce(Sum("points"), 0))["sum"])


def lapsing(employee_id: int, day: date) -> int:
    """Points that lapse on a day unless they are spent: those older than they hold, less everything that went out
    since; the oldest are spent first. Two queries."""
    until = start_of(day - timedelta(days=POINTS_HOLD_DAYS.on(day)))
    rows = PointsTransfer.objects.filter(target__kind=Kind.PERSON, target__employee=employee_id, booked_at__lt=until)
    came = rows.aggregate(sum=Coalesce(Sum("points"), 0))["sum"]
    gone = PointsTransfer.objects.filter(source__kind=Kind.PERSON, source__employee=employee_id)
    return max(0, int(came) - int(gone.aggregate(sum=Coalesce(Sum("points"), 0))["sum"]))


def budget_over(unit_id: int, day: date) -> PointsAccount | None:
    """The budget from which a unit gives points: its own, or that of the nearest unit above with one. One query."""
    above = UnitClosure.objects.on(day).filter(descendant=unit_id, ancestor=OuterRef("unit")).values("depth")
    rows = PointsAccount.objects.filter(kind=Kind.BUDGET).annotate(far=Subquery(above[:1]))
    return rows.filter(far__isnull=False).select_related("unit").order_by("far").first()


def budgets(actor: Actor) -> QuerySet[PointsAccount]:
    """Budgets of points the reader may see. One query."""
    rows = policies.see_budgets.scope(actor, PointsAccount.objects.filter(kind=Kind.BUDGET))
    return rows.select_related("unit").order_by("unit__name")


def catalogue(actor: Actor) -> QuerySet[CatalogueItem]:
    """What the reader can redeem points for. One query."""
    return policies.browse.scope(actor, CatalogueItem.objects.filter(is_offered=True)).order_by("points", "pk")


@dataclass(frozen=True)
class Difference:
    """An account whose balance is not what was booked on it; `account` None: all together are not zero."""

    account: PointsAccount | None
    balance: int
    booked: int


def differences() -> Iterable[Difference]:
    """Where the books are not in order: somebody wrote past the services. Two queries."""
    total = 0
    came = PointsTransfer.objects.filter(target=OuterRef("pk")).order_by().values("target").annotate(s=Sum("points"))
    went = PointsTransfer.objects.filter(source=OuterRef("pk")).order_by().values("source").annotate(s=Sum("points"))
    rows = PointsAccount.objects.annotate(
        came=Coalesce(Subquery(came.values("s")), 0), went=Coalesce(Subquery(went.values("s")), 0)
    )
    for account in rows.select_related("unit", "employee").order_by("pk"):
        total += account.balance
        if account.balance != account.came - account.went:
            yield Difference(account, account.balance, account.came - account.went)
    if total:
        yield Difference(None, total, 0)
