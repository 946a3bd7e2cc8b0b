"""Teams compared like with like: raw beside adjusted, and whether the difference is noise or real."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from dengta.domains.service import policies
from dengta.domains.service.selectors.comparison import COMPARABLE, Compared, teams_compared
from dengta.domains.service.selectors.kpis import Good, Kpi, kpi_named
from dengta.domains.service.views import words
from dengta.domains.service.views.asking import Asked, Request, asked
from dengta.domains.service.views.drawing import Judged, drawn_on, scale_of
from dengta.domains.service.views.filters import filter_words
from dengta.domains.service.views.grouped import Cell, asked_period, to_show
from dengta.domains.service.views.window import rows_path
from dengta.foundation.exports import Column, respond, wanted
from dengta.web.http import page
from dengta.web.lists import page_of


@dataclass(frozen=True)
class Line:
    """A team on the screen."""

    team: Compared
    cells: list[Cell]
    judged: Judged
    expected: str
    covered: str


@require_safe
def teams(request: Request) -> HttpResponseBase:
    """One figure of all teams; the adjusted one stands beside the raw one, never instead of it."""
    asking = asked(request, shown=("period", "unit", "channel"), default="28d")
    key = request.GET.get("kpi", "csat")
    kpi = kpi_named(key if key in COMPARABLE else "csat")
    minimum = kpi.minimum.on(asking.today)
    where = to_show(request, asking)
    compared = teams_compared(request.user, kpi=kpi.key, where=where, minimum=minimum, names=asking.names)
    if wanted(request):
        return respond(
            request,
            name="service.teams",
            columns=COLUMNS,
            rows=compared,
            permission=policies.export_team_figures,
        )
    shown = page_of(request, compared)
    context: dict[str, Any] = {
        "asked": asking,
        "kpi": kpi,
        "kpis": [kpi_named(each) for each in COMPARABLE],
        "switch": [(each, kpi_named(each).name, asking.url(kpi=each)) for each in COMPARABLE],
        "kept": [("kpi", kpi.key)],
        "filter_words": filter_words(asking),
        "lines": _lines(shown.rows, kpi, asking, scale_of([end for team in compared for end in _ends(team)])),
        "sentence": _sentence(compared, kpi),
        "page": shown,
        "moving": words.still_moving([kpi], last=min(asking.period.whole_weeks.last, asking.today), today=asking.today),
        "listing": "teams",
        "may_export": policies.export_team_figures.anywhere(request.user),
    }
    return page(request, "service/teams.html", context, fragment="report")


def _lines(teams: Sequence[Compared], kpi: Kpi, asking: Asked, scale: tuple[float, float]) -> list[Line]:
    weeks = asked_period(asking.period.whole_weeks)
    rows_of = asking.opener(rows_path(), "kpi", "unit", "own", *weeks)
    return [_line(team, kpi, scale, rows_of(kpi=kpi.key, unit=team.unit, own=1, **weeks)) for team in teams]


def _ends(team: Compared) -> tuple[float, float, float]:
    return team.interval.low, team.interval.high, team.expected


def _line(team: Compared, kpi: Kpi, scale: tuple[float, float], rows_url: str) -> Line:
    drawn = drawn_on(scale, team.interval.low, team.adjusted, team.interval.high, team.expected)
    return Line(
        team=team,
        cells=[
            Cell(label, words.text(kpi.unit, value), not team.enough, team.n, rows_url, None)
            for label, value in ((_("Raw"), team.raw), (_("Adjusted"), team.adjusted))
        ],
        judged=Judged(drawn, words.interval_text(kpi.unit, *team.interval), *verdict(team, kpi)),
        expected=words.text(kpi.unit, team.expected),
        covered=_("compared on {share} of the work of all").format(share=words.share(team.covered)),
    )


def verdict(team: Compared, kpi: Kpi) -> tuple[str, str]:
    """What may be said about a team: nothing with few, nothing where chance suffices, else which way."""
    if not team.enough:
        return "mute", _("Too few to judge")
    if team.is_noise:
        return "mute", _("The difference is noise")
    above = team.adjusted > team.expected
    if kpi.good is Good.NEITHER:
        return "info", _("Really longer") if above else _("Really shorter")
    return ("good", _("Really better")) if above is (kpi.good is Good.UP) else ("warn", _("Really lower"))


def _sentence(compared: list[Compared], kpi: Kpi) -> str:
    judged = [team for team in compared if team.enough]
    if len(judged) < 2:
        return _("There are not two teams with enough to compare.")
    real = [team.name for team in judged if not team.is_noise]
    if not real:
        return _("{kpi}: all differences between these teams can be chance.").format(kpi=kpi.name)
    return _("{kpi}: {teams} really differ from what their work lets one expect; the rest is noise.").format(
        kpi=kpi.name, teams=_(", ").join(real)
    )


COLUMNS = (
    Column("name", gettext_lazy("Team")),
    Column("raw", gettext_lazy("Raw"), kind="decimal"),
    Column("adjusted", gettext_lazy("Adjusted"), kind="decimal"),
    Column("low", gettext_lazy("Interval from"), "interval.low", kind="decimal"),
    Column("high", gettext_lazy("Interval to"), "interval.high", kind="decimal"),
    Column("expected", gettext_lazy("Expected of this work"), kind="decimal"),
    Column("n", gettext_lazy("Sample"), kind="integer"),
)
