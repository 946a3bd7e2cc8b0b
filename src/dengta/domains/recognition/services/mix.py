"""A mix is asked for, not money alone: said to whoever gives, and to whoever leads once a quarter."""

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.people.models import Account
from dengta.domains.people.selectors.organisation import nearest_leaders
from dengta.domains.recognition.models import MixWarning
from dengta.domains.recognition.selectors.judged_days import quarter_of
from dengta.domains.recognition.selectors.mix import in_quarter, mixes
from dengta.domains.recognition.selectors.reward_parameters import MIX_MIN
from dengta.foundation import notify
from dengta.foundation.audit.record import record
from dengta.foundation.rules import Rule

R_082 = Rule("R-082", _("A mix of pay, honour, flexible work and benefits, not money alone"))
MONEY_ONLY = "recognition.money_only"


def advise_on_mix(*, unit_id: int, day: date) -> None:
    """Ask whoever is about to give money, where there has been nothing else in the quarter."""
    found = next(iter(mixes(in_quarter(quarter_of(day)).filter(unit=unit_id))), None)
    n = found.n + 1 if found is not None else 1
    only = n >= MIX_MIN.on(day) and found is not None and found.is_money_only
    R_082.advise(when=only, code="recognition.money_only_so_far", n=n)


@transaction.atomic
def warn_of_mix(*, now: datetime) -> int:
    """Tell whoever leads a unit that its people are given nothing but money in this quarter, once. Answers how many
    units it was."""
    today = day_of(now)
    quarter, least = quarter_of(today), MIX_MIN.on(today)
    known = set(MixWarning.objects.filter(quarter=quarter).values_list("unit", flat=True))
    poor = [
        one
        for one in mixes(in_quarter(quarter))
        if one.unit.pk not in known and R_082.warns(when=one.is_money_only and one.n >= least)
    ]
    leaders = nearest_leaders([one.unit.pk for one in poor], today)
    for one in poor:
        row = MixWarning.objects.create(unit=one.unit, quarter=quarter, n=one.n, warned_on=today)
        notify.send_many(
            to=list(Account.objects.filter(pk__in=leaders.get(one.unit.pk, ()))), broadcast=False, kind=MONEY_ONLY,
            title=format_lazy(_("{unit}: only money was given this quarter"), unit=one.unit.name),
            body=format_lazy(_("All {n} rewards so far are money. What else would mean something?"), n=one.n),
            url=reverse("bonuses:mix"),
        )  # fmt: skip
        record(None, "recognition.mix_warned", row, n=one.n)
    return len(poor)
