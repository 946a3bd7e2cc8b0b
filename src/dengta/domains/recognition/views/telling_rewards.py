"""How amounts of rewards are written."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dengta.domains.recognition.models import Reward

Form = Reward.Form


def money(amount: Decimal) -> str:
    """Money to the cent, thousands marked; what is below zero with its sign in front."""
    return f"−¥{-amount:,.2f}" if amount < 0 else f"¥{amount:,.2f}"


def amount_of(form: str, amount: Decimal) -> str:
    """Money, points or days, by the form; a dash where there is nothing to count."""
    if not amount:
        return "–"
    if form == Form.POINTS:
        return ngettext("{n} point", "{n} points", int(amount)).format(n=f"{int(amount):,}")
    if form == Form.LEAVE_DAY:
        return _("{n} days").format(n=f"{amount.normalize():f}")
    return money(amount)
