"""What the pages of the room share: the request, a row or 404, money and values as people read them."""

from decimal import Decimal
from typing import TypeVar

from django.db.models import Model, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from dengta.domains.goals.models import FixedPer
from dengta.domains.people.models import Account
from dengta.domains.service.selectors.kpis import Unit, kpi_named
from dengta.web.http import Request as WebRequest

M = TypeVar("M", bound=Model)
Request = WebRequest[Account]
DASH = "–"


def one_or_404(rows: QuerySet[M], pk: object) -> M:
    """The row of this key, or 404."""
    row = rows.filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


def yuan(amount: Decimal) -> str:
    """Money to the cent, thousands marked."""
    return f"¥{amount:,.2f}"


def wage(amount: Decimal, per: str = "") -> str:
    """A wage, and for what it is agreed where that is no whole month."""
    return _("{amount} an hour").format(amount=yuan(amount)) if per == FixedPer.HOUR else yuan(amount)


def kpi_value(key: str, value: float | None) -> str:
    """A value of this KPI as it is written on every screen; a dash where nothing is known."""
    if value is None:
        return DASH
    unit = kpi_named(key).unit
    if unit is Unit.SHARE:
        return f"{value * 100:.1f}%"
    if unit is Unit.SECONDS:
        return f"{value:,.0f} s"
    return f"{value:,.0f}" if unit is Unit.COUNT else f"{value:,.2f}"


def kpi_interval(key: str, low: float | None, high: float | None) -> str:
    """The interval of a value."""
    return f"{kpi_value(key, low)}–{kpi_value(key, high)}" if low is not None and high is not None else DASH


def weight(share: Decimal) -> str:
    """A weight as per cent, without needless decimals."""
    return f"{share * 100:.1f}".rstrip("0").rstrip(".") + "%"
