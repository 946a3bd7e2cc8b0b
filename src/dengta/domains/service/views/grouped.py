"""Tables of figures grouped by something: one row per agent, team, topic, queue, channel or day."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dengta.domains.people.models import Employee
from dengta.domains.service import policies
from dengta.domains.service.parameters import MIN_SAMPLE
from dengta.domains.service.selectors.agents import agents_with_figures, satisfaction_by_topic
from dengta.domains.service.selectors.figures import By, Figure, Group, figure_of, kpi_values
from dengta.domains.service.selectors.kpis import Kpi, kpi_named
from dengta.domains.service.selectors.periods import Period
from dengta.domains.service.selectors.slices import Slice
from dengta.domains.service.views import words
from dengta.domains.service.views.asking import Asked, Request
from dengta.domains.service.views.window import rows_path, strengths_path
from dengta.engines.metrics import Reliability
from dengta.foundation.exports import Column, wanted
from dengta.web.lists import PER_PAGE, ListPage, page_of

BY_WORDS: Mapping[str, Promise] = {
    "agent": _("Agent"),
    "unit": _("Team"),
    "type": _("Topic"),
    "queue": _("Queue"),
    "channel": _("Channel"),
    "day": _("Day"),
}
# Figures of more agents than this are not computed all at once only to sort by one of them.
MOST_SORTED = 300
# Nobody leafs further; and no database can skip as many rows as an address can name.
LAST_PAGE = 1_000_000


class Row(NamedTuple):
    """One line: what it is about, its figures, and the filter that opens its rows."""

    key: Any
    name: str
    note: str
    figures: Mapping[str, Figure]
    narrowed: Mapping[str, object]
    sums: Mapping[str, int] = MappingProxyType({})
    # The page about what the row is about, where there is one.
    url: str = ""

    def cells(self, kpis: Mapping[str, Kpi], rows_of: Callable[..., str]) -> list["Cell"]:
        """The figures of these KPIs (by the words for them) in order; `rows_of` gives the address of the rows."""
        rows_url = rows_of(**self.narrowed)
        cells = [
            Cell.of(label, kpi, self.figures.get(kpi.key), f"{rows_url}&kpi={kpi.key}") for label, kpi in kpis.items()
        ]
        # Days differ in this: the latest still change, the others are final.
        return [cell._replace(moving=cell.is_immature) for cell in cells] if isinstance(self.key, date) else cells


class Cell(NamedTuple):
    """One figure in a table; grey where its sample is too small. A tuple, because a table has hundreds."""

    label: str
    text: str
    few: bool
    n: int
    rows_url: str
    figure: Figure | None
    # Whether it still changes while others of its column are final: marked.
    moving: bool = False

    @property
    def is_immature(self) -> bool:
        """Whether the days it counts have not all had the time that its KPI needs."""
        return self.figure is not None and self.figure.reliability is Reliability.IMMATURE

    @classmethod
    def of(cls, label: str, kpi: Kpi, figure: Figure | None, rows_url: str) -> "Cell":
        """The cell of a figure that may be missing; its rows are behind `rows_url`."""
        if figure is None or figure.value is None:
            return cls(label, words.DASH, few=False, n=0, rows_url="", figure=None)
        few = bool(kpi.denominator) and figure.n < figure.minimum
        return cls(
            label=label,
            text=words.text(kpi.unit, figure.value),
            few=few,
            n=figure.n,
            rows_url=rows_url,
            figure=figure,
        )


def with_cells(rows: Sequence[Row], kpis: Sequence[Kpi], asked: Asked) -> list[tuple[Row, list[Cell]]]:
    """Each row with its figures, ready for the screen."""
    left_out = {"by", "sort", "minutes", "figures", "kpi"}.union(*(row.narrowed for row in rows))
    # Topics are not kept by queue: a queue left over in the address narrows neither the figure nor its rows.
    left_out |= {"queue"} if "type" in left_out else set()
    words_of, rows_of = {str(kpi.name): kpi for kpi in kpis}, asked.opener(rows_path(), *left_out)
    return [(row, row.cells(words_of, rows_of)) for row in rows]


@dataclass(frozen=True)
class Grouped:
    """A table ready for the screen and for export."""

    by: str
    kpis: Sequence[Kpi]
    page: ListPage[Row]
    sortable: bool


def where_of(asked: Asked, **more: Any) -> Slice:
    """The filter of a screen as a slice of the figures."""
    return Slice(
        start=asked.period.start,
        end=asked.period.end,
        unit=asked.unit.pk if asked.unit else None,
        queue=asked.queue.pk if asked.queue else None,
        channel=asked.channel,
        now=asked.now,
        **more,
    )


def to_show(request: Request, asked: Asked, *, by: str = "", **more: Any) -> Slice:
    """What a table is about: all that the reader may see; of a file only what they may take along, which is another
    right and may reach less far."""
    if wanted(request):
        right = policies.export_agent_figures if by == "agent" else policies.export_team_figures
        more["leaving"] = right.condition(request.user)
    return where_of(asked, **more)


def grouped(request: Request, asked: Asked, *, keys: Sequence[str], by: str) -> Grouped:
    """The table that the query string asks for."""
    kpis = [kpi_named(key) for key in keys]
    if by == "agent":
        return _by_agent(request, asked, kpis)
    where = to_show(request, asked)
    groups = (
        satisfaction_by_topic(request.user, where, minimum=MIN_SAMPLE.on(asked.today))
        if by == "type"
        else kpi_values(
            request.user,
            kpis=keys,
            where=where,
            today=asked.today,
            by=By(by),
            names=asked.names if by == "unit" else {},
        )
    )
    weeks = asked.period.whole_weeks if by == "type" else None
    rows = [_row(group, by, weeks) for group in groups]
    return Grouped(by, kpis, paged(request, rows, kpis, names=("name",)), sortable=True)


def _row(group: Group, by: str, kept_by: Period | None) -> Row:
    if kept_by is not None:
        return Row(group.key, group.name, "", group.figures, {by: group.key, **asked_period(kept_by)}, group.sums)
    if by == "day":
        day = group.key.isoformat()
        narrowed: dict[str, object] = {"period": "custom", "start": day, "end": day}
        return Row(group.key, words.day_text(group.key), "", group.figures, narrowed, group.sums)
    own = {"own": 1} if by == "unit" else {}
    return Row(group.key, group.name, "", group.figures, {by: group.key, **own}, group.sums)


def asked_period(period: Period) -> dict[str, object]:
    """An own period, as a query string names it."""
    return {"period": "custom", "start": period.start.isoformat(), "end": period.last.isoformat()}


def _by_agent(request: Request, asked: Asked, kpis: Sequence[Kpi]) -> Grouped:
    agents = agents_with_figures(request.user, where_of(asked), to_take=wanted(request))
    sort = request.GET.get("sort", "").removeprefix("-")
    if sort in {kpi.key for kpi in kpis}:
        known = {agent.pk: agent for agent in agents.order_by("pinyin", "pk")[: MOST_SORTED + 1]}
        if len(known) <= MOST_SORTED:
            rows = _agent_rows(request, asked, kpis, known)
            return Grouped("agent", kpis, paged(request, rows, kpis, names=("name",)), sortable=True)
    backwards = request.GET.get("sort") == "-name"
    order = ("-pinyin", "-pk") if backwards else ("pinyin", "pk")
    number, shown, ahead, is_open = _looked_through(agents.order_by(*order), request.GET.get("page", "1"))
    total = (number - 1) * PER_PAGE + ahead
    page = ListPage(
        rows=_agent_rows(request, asked, kpis, {agent.pk: agent for agent in shown}),
        everything=_AllAgents(request, asked, kpis),
        number=number,
        pages=max(1, -(-total // PER_PAGE)),
        total=total,
        sort="-name" if backwards else "name",
        default_sort="name",
        query=request.GET,
        is_open=is_open,
    )
    return Grouped("agent", kpis, page, sortable=total <= MOST_SORTED and not is_open)


class Someone(NamedTuple):
    """An agent, as a line names them."""

    pk: int
    name: str
    number: str


def _looked_through(agents: "QuerySet[Employee]", asked_page: str) -> tuple[int, list[Someone], int, bool]:
    """Number of the page, the agents on it, how many there are from there as far as one looks, and whether more follow.

    To count five thousand would cost more than all else on the page: each has to be asked whether they have figures.
    """
    number = min(max(1, int(asked_page)), LAST_PAGE) if asked_page.isdecimal() else 1
    first = (number - 1) * PER_PAGE
    found = list(agents.values_list("pk", "name", "number")[first : first + MOST_SORTED + 1])
    if not found and number > 1:
        return _looked_through(agents, "1")
    shown = [Someone(*agent) for agent in found[:PER_PAGE]]
    return number, shown, min(len(found), MOST_SORTED), len(found) > MOST_SORTED


class _AllAgents:
    """All agents of the table, for an export: computed when somebody really takes them along."""

    def __init__(self, request: Request, asked: Asked, kpis: Sequence[Kpi]) -> None:
        self._ask = (request, asked, kpis)

    def rows(self) -> list[Row]:
        """Every line, in the order of the screen."""
        request, asked, kpis = self._ask
        where = to_show(request, asked, by="agent")
        groups = kpi_values(request.user, kpis=[kpi.key for kpi in kpis], where=where, today=asked.today, by=By.AGENT)
        agents = {agent.pk: agent for agent in agents_with_figures(request.user, where, to_take=True)}
        rows = [(agents[group.key], group) for group in groups if group.key in agents]
        rows.sort(key=lambda row: (row[0].pinyin, row[0].pk))
        if request.GET.get("sort") == "-name":
            rows.reverse()
        return [_agent_row(group, agent) for agent, group in rows]


def everything(page: ListPage[Row]) -> Sequence[Row]:
    """All rows of a table, for an export."""
    return page.everything.rows() if isinstance(page.everything, _AllAgents) else page.everything


def _agent_rows(
    request: Request, asked: Asked, kpis: Sequence[Kpi], agents: Mapping[int, Employee | Someone]
) -> list[Row]:
    """The figures of these agents, in their order. Nobody is asked for where there is nobody."""
    if not agents:
        return []
    where = to_show(request, asked, by="agent", agents=list(agents))
    keys, names = [kpi.key for kpi in kpis], {pk: agent.name for pk, agent in agents.items()}
    groups = kpi_values(request.user, kpis=keys, where=where, today=asked.today, by=By.AGENT, names=names)
    known = {group.key: group for group in groups}
    return [_agent_row(known[pk], agent) for pk, agent in agents.items() if pk in known]


def _agent_row(group: Group, agent: Employee | Someone) -> Row:
    narrowed, page = {"agent": agent.pk}, strengths_path(agent.pk)
    return Row(group.key, agent.name, agent.number, group.figures, narrowed, url=page)


def paged(request: Request, rows: Sequence[Row], kpis: Sequence[Kpi], *, names: Sequence[str]) -> ListPage[Row]:
    """A page of rows that are in memory: by name, or by a figure with small samples always behind the others."""
    allowed = {*names, *(kpi.key for kpi in kpis)}
    sort = request.GET.get("sort", "name")
    if sort.removeprefix("-") not in allowed:
        sort = "name"
    return page_of(request, _ordered(rows, sort), sort=sort, default="name")


def _ordered(rows: Sequence[Row], sort: str) -> list[Row]:
    key, reverse_order = sort.removeprefix("-"), sort.startswith("-")
    if key == "name":
        return list(reversed(rows)) if reverse_order else list(rows)
    judged = [row for row in rows if _may_rank(row.figures.get(key))]
    rest = [row for row in rows if not _may_rank(row.figures.get(key))]
    judged.sort(key=lambda row: row.figures[key].value or 0.0, reverse=reverse_order)
    return [*judged, *rest]


def _may_rank(figure: Figure | None) -> bool:
    """Below the smallest sample there is no order, only a grey figure at the end (G11)."""
    return figure is not None and figure.value is not None and figure.n >= figure.minimum


def whole_of(table: Grouped) -> Mapping[str, Figure] | None:
    """The figures of everything together: made of the sums of all lines. None where not all of it is at hand."""
    if table.by not in {"unit", "queue", "channel", "day"} or not table.page.everything:
        return None
    sums = Counter[str]()
    for row in table.page.everything:
        sums.update(row.sums)
    first = table.page.everything[0].figures
    return {kpi.key: figure_of(kpi, sums, minimum=first[kpi.key].minimum) for kpi in table.kpis}


def columns_of(kpis: Sequence[Kpi], *, by: str) -> list[Column]:
    """What stands on screen as columns of a file: value, and sample where the figure has one."""
    columns = [Column("name", BY_WORDS[by], "name")]
    if by == "agent":
        columns.append(Column("number", _("Staff number"), "note"))
    for kpi in kpis:
        columns.append(Column(kpi.key, kpi.name, _value(kpi.key), kind="percent" if kpi.unit == "share" else "decimal"))
        if kpi.denominator:
            columns.append(Column(f"{kpi.key}_n", _sample_label(kpi), _sample(kpi.key), kind="integer"))
    return columns


def _sample_label(kpi: Kpi) -> str:
    return f"{kpi.name} (n)"


def _value(key: str) -> Any:
    return lambda row: row.figures[key].value if key in row.figures else None


def _sample(key: str) -> Any:
    return lambda row: row.figures[key].n if key in row.figures else None
