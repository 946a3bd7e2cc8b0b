"""Telling a leader that measures outweigh praise (R-097)."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.people.models import Account
from dengta.domains.people.selectors.organisation import nearest_leaders
from dengta.domains.recognition.models import ClimateWarning
from dengta.domains.recognition.selectors.climates import climates_of_house, hidden_units
from dengta.domains.recognition.selectors.judged_days import last_closed_month
from dengta.domains.recognition.services.judged_notices import CLIMATE
from dengta.foundation import notify
from dengta.foundation.audit.record import record
from dengta.foundation.rules import Rule

R_097 = Rule("R-097", _("At least three times praise for each measure of a month; below that the leader is told"))


@transaction.atomic
def warn_of_climate(*, now: datetime) -> int:
    """Tell whoever leads a team in which the last month had less praise for each measure than there should be. Once for
    each team and month; answers how many were new. A small team's numbers are not named: they would be about persons.
    """
    today = day_of(now)
    month = last_closed_month(today)
    book = climates_of_house([month], today)
    told = set(ClimateWarning.objects.filter(month=month).values_list("unit", flat=True))
    found = {unit: book.of([unit.pk], month) for unit in book.units if unit.pk not in told}
    asked = {unit: one for unit, one in found.items() if R_097.warns(when=one.asked)}
    leaders = nearest_leaders([unit.pk for unit in asked], today)
    accounts = Account.objects.select_related("employee").in_bulk({one for some in leaders.values() for one in some})
    hidden = hidden_units(book.people, [unit.pk for unit in book.units])
    for unit, one in asked.items():
        warning = ClimateWarning.objects.create(
            unit=unit, month=month, praise=one.praise, measures=one.measures, told_at=now
        )
        words = _("{team}: praise {praise}, measures {measures} in {month}")
        if unit.pk in hidden:
            words = _("{team}: less than {floor} times praise for each measure in {month}")
        notify.send_many(
            to=[accounts[pk] for pk in sorted(leaders.get(unit.pk, ()))], broadcast=False, kind=CLIMATE,
            title=format_lazy(
                words, team=unit.name, praise=one.praise, measures=one.measures, floor=f"{book.floor:g}",
                month=date_format(month, "YEAR_MONTH_FORMAT"),
            ),
            body=_("Who did something well that nobody has said yet? A measure is heard better where praise is usual."),
            url=f"{reverse('judged:climate')}?month={month.isoformat()}",
        )  # fmt: skip
        record(None, "recognition.climate_warned", warning, unit=unit.name, month=month)
    return len(asked)
