"""What the stand-up and the 1:1 know of figures: three numbers of yesterday, and those of one person in four weeks."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import Sum
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy, ngettext

from dengta.domains.communication.selectors import praise_to_give, standup_figures
from dengta.domains.communication.selectors.praise_to_give import Ground
from dengta.domains.communication.selectors.standup_figures import About, Number
from dengta.domains.people.models import Employee
from dengta.domains.service import policies
from dengta.domains.service.models import AgentDay
from dengta.domains.service.parameters import CSAT_TARGET
from dengta.domains.service.selectors.figures import Figure, kpi_values
from dengta.domains.service.selectors.periods import period_of
from dengta.domains.service.selectors.quiet_times import gaps_of
from dengta.domains.service.selectors.slices import Slice
from dengta.domains.service.views import words
from dengta.domains.service.views.agent_home import own_figures
from dengta.foundation import slots
from dengta.foundation.access import Actor

STANDUP_KPIS = ("answered", "service_level", "csat")
TALK_KPIS = ("answered", "csat", "aht", "fcr")
TALK_PERIOD = "28d"
MOST_GAPS = 3


def yesterday_of(actor: Actor, about: About) -> Sequence[Number]:
    """Three numbers of the day before, as far as the reader may see sums of this team."""
    day = about.day - timedelta(days=1)
    where = Slice(start=day, end=about.day, unit=about.unit)
    (group,) = kpi_values(actor, kpis=STANDUP_KPIS, where=where, today=about.day)
    return [_number(figure, about, day.isoformat()) for figure in group.figures.values() if figure.n]


def _number(figure: Figure, about: About, day: str) -> Number:
    rows = f"{reverse('service:rows')}?kpi={figure.kpi.key}&period=custom&start={day}&end={day}&unit={about.unit}"
    few = bool(figure.kpi.denominator) and figure.n < figure.minimum
    value = words.text(figure.kpi.unit, figure.value)
    return Number(label=str(figure.kpi.name), value=value, n=figure.n, url=rows, few=few)


def standup(request: HttpRequest, about: About) -> Mapping[str, Any] | None:
    """The numbers for the projector, each opening its rows."""
    return {"numbers": yesterday_of(request.user, about)}


def gap(request: HttpRequest, about: About) -> Mapping[str, Any]:
    """When people were missing on such a weekday: what is known of today until rosters are written here."""
    gaps = gaps_of(request.user, about.unit, about.day)
    return {"known": gaps is not None, "gaps": (gaps or [])[:MOST_GAPS], "day": about.day}


def one_on_one(request: HttpRequest, employee: Employee) -> Mapping[str, Any] | None:
    """The figures of one person with sample and interval; nothing for whoever may not see them."""
    today = timezone.localdate()
    period = period_of(TALK_PERIOD, today=today)
    where = Slice(start=period.start, end=period.end, agent=employee.pk)
    (group,) = kpi_values(request.user, kpis=TALK_KPIS, where=where, today=today)
    targets = {"csat": float(CSAT_TARGET.on(today))}
    own = own_figures(group.figures, targets=targets, agent=employee.pk, period=TALK_PERIOD)
    return {"own": own, "period": words.period_text(period)}


def top_marks(actor: Actor, employee: int, since: date) -> Sequence[Ground]:
    """How many customers gave the best mark since a day: a ground for praise. Nothing where none did. One query."""
    rows = policies.see_agent_figures.scope(actor, AgentDay.objects.filter(agent=employee, day__gte=since))
    sums = rows.aggregate(**{f"of_{mark}": Sum(f"csat_{mark}") for mark in range(1, 6)})
    best, answers = sums["of_5"] or 0, sum(value or 0 for value in sums.values())
    if not best:
        return []
    text = ngettext(
        "{n} customer gave you 5 of 5 ({answers} answers).", "{n} customers gave you 5 of 5 ({answers} answers).", best
    )
    url = f"{reverse('service:rows')}?kpi=csat&period=custom&start={since}&end={timezone.localdate()}&agent={employee}"
    return [Ground(text.format(n=best, answers=answers), gettext_lazy("ratings of customers"), url)]


def register() -> None:
    """Put them into the slots of the room below; called once by `apps.ready()`."""
    standup_figures.provide(yesterday_of)
    praise_to_give.register(top_marks)
    for slot, context in (("standup", standup), ("one_on_one", one_on_one)):
        slots.register(
            slot,
            slots.Panel(
                order=10, name=f"service.{slot}", template=f"service/panels/{slot}.html", context=context, queries=9
            ),
        )
    slots.register(
        "standup",
        slots.Panel(order=20, name="service.gap", template="service/panels/gap.html", context=gap, queries=3),
    )
