"""An agent's own page: figures of the last seven days with sample and interval, and where one is strong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dengta.domains.service.parameters import CSAT_TARGET
from dengta.domains.service.selectors.choices import clock_of, today_in, units_for
from dengta.domains.service.selectors.figures import Figure, kpi_values
from dengta.domains.service.selectors.kpis import Unit
from dengta.domains.service.selectors.periods import period_of
from dengta.domains.service.selectors.slices import Slice
from dengta.domains.service.selectors.strength import strengths_of
from dengta.domains.service.views import words
from dengta.domains.service.views.asking import Request
from dengta.domains.service.views.greeting import greeting
from dengta.domains.service.views.profile import Line, lines_of
from dengta.foundation.access import facts_of
from dengta.web.figures import Bullet
from dengta.web.http import page

OWN_KPIS = ("answered", "csat", "aht", "fcr", "transfer_rate")


@dataclass(frozen=True)
class Own:
    """One of one's own figures with what it needs to be read fairly."""

    figure: Figure
    value: str
    unit: str
    sample: str
    interval: str
    target: str
    bullet: Bullet | None
    few: bool
    definition_url: str
    rows_url: str


def agent_home(request: Request) -> HttpResponse:
    """My numbers of this week, the rows that make them, my strengths; then what other rooms add."""
    employee = facts_of(request.user).employee_id
    now = timezone.now()
    units = units_for(request.user)
    zone = clock_of(units)
    today = today_in(zone, now)
    period = period_of("7d", today=today)
    context: dict[str, Any] = {
        "greeting": greeting(request, now.astimezone(zone)),
        "period": words.period_text(period),
        "own": [],
        "strong": [],
    }
    if employee is not None:
        where = Slice(start=period.start, end=period.end, agent=employee)
        (group,) = kpi_values(request.user, kpis=OWN_KPIS, where=where, today=today)
        context["own"] = own_figures(group.figures, targets={"csat": float(CSAT_TARGET.on(today))}, agent=employee)
        shown = [figure.figure.kpi for figure in context["own"]]
        context["moving"] = words.still_moving(shown, last=period.last, today=today)
        context["strong"] = _strong(lines_of(strengths_of(request.user, agent=employee)))
        context["profile_url"] = reverse("service:own_strengths")
    return page(request, "service/agent_home.html", context)


def own_figures(
    figures: Mapping[str, Figure], *, targets: Mapping[str, float], agent: int, period: str = "7d"
) -> list[Own]:
    """The figures that have a sample at all, in the order asked."""
    return [_own(figure, targets.get(key), agent, period) for key, figure in figures.items() if figure.n]


def _own(figure: Figure, target: float | None, agent: int, period: str) -> Own:
    kpi, few = figure.kpi, bool(figure.kpi.denominator) and figure.n < figure.minimum
    value, unit = words.value_and_unit(kpi.unit, figure.value)
    ends, interval = figure.interval, ""
    if ends is not None:
        interval = _("95% interval {interval}").format(interval=words.interval_text(kpi.unit, *ends))
    return Own(
        figure=figure,
        value=value,
        unit=unit,
        sample=_("{n} contacts or answers").format(n=words.count(figure.n)) if kpi.denominator else "",
        interval=interval,
        target=_("Target {share}").format(share=words.share(target)) if target is not None else "",
        bullet=Bullet(value=figure.value, limit=1.0, target=target)
        if kpi.unit is Unit.SHARE and figure.value is not None
        else None,
        few=few,
        definition_url=reverse("service:definition", args=[kpi.key]),
        rows_url=f"{reverse('service:rows')}?kpi={kpi.key}&period={period}&agent={agent}",
    )


def _strong(lines: Sequence[Line]) -> list[Line]:
    """The topics in which one is clearly better than peers: at most three, and never a list of weaknesses here."""
    return [line for line in lines if line.judged.status == "good"][:3]
