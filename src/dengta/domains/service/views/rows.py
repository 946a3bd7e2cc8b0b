"""The rows behind a number: exactly those that were counted, with the filter in words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Model
from django.http import Http404
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from dengta.domains.people.models import Employee
from dengta.domains.service import policies
from dengta.domains.service.models import AgentState, Complaint, Contact, Survey
from dengta.domains.service.panels import READERS_OF_HEALTH
from dengta.domains.service.selectors.choices import Choice, queues_for
from dengta.domains.service.selectors.drill import Part, rows_behind
from dengta.domains.service.selectors.figures import Figure, kpi_values
from dengta.domains.service.selectors.health import restated_in
from dengta.domains.service.selectors.kpis import Kpi, Table, kpi_named
from dengta.domains.service.selectors.slices import Slice
from dengta.domains.service.selectors.unfinished import backlog
from dengta.domains.service.views import words
from dengta.domains.service.views.asking import Asked, Request, asked
from dengta.domains.service.views.filters import filter_words
from dengta.domains.service.views.grouped import where_of
from dengta.domains.service.views.window import Window
from dengta.foundation.access import Permission, facts_of
from dengta.foundation.exports import Column, respond, wanted
from dengta.web.http import page
from dengta.web.lists import page_of

EXPORTS: dict[type[Model], Permission[Any]] = {
    Contact: policies.export_contacts,
    Survey: policies.export_surveys,
    Complaint: policies.export_complaints,
    AgentState: policies.export_state_rows,
}
SHOWN = ("period", "unit", "queue", "channel", "type")
# What a form that narrows further must not lose.
KEPT = ("kpi", "part", "agent", "own", "quarter", "until", "queues")


@dataclass(frozen=True)
class Line:
    """A fact as a line of the list: when, what, who, where, and what it adds."""

    url: str
    number: str
    when: str
    agent: Employee | None
    unit: str
    queue: str
    channel: str
    topic: str
    says: str


@require_safe
def rows(request: Request) -> HttpResponseBase:
    """The facts that a figure counts, newest first; for a share, those that met it or all of them."""
    kpi = _kpi(request.GET.get("kpi", "offered"))
    window = Window.asked_for(request.GET)
    asking = asked(request, shown=("channel", "type") if window else SHOWN, default="28d")
    agent = _agent(request, asking)
    part = Part.NUMERATOR if request.GET.get("part") == "numerator" and kpi.denominator else Part.DENOMINATOR
    where = _where(request, asking, agent, window)
    behind = rows_behind(request.user, kpi=kpi.key, where=where, part=part)
    if wanted(request):
        return respond(
            request,
            name="service.rows",
            columns=COLUMNS,
            rows=behind.rows,
            permission=EXPORTS[behind.model],
            label=kpi.name,
        )
    found = page_of(request, behind.rows)
    figure = _figure(request, kpi, where, asking.today)
    context = {
        "asked": asking,
        **_restated(request, kpi, where, asking),
        "kpi": kpi,
        "part": part.value,
        "agent": agent,
        "filter_words": _in_words(asking, agent, window),
        "figure": figure,
        "moving": words.still_moving([kpi], last=asking.period.last, today=asking.today) if figure and figure.n else "",
        "unseen": figure is not None and _counted(kpi, figure, part) > found.total > 0,
        "backlog": _backlog(request, where, asking) if kpi.table is Table.OPEN else {},
        "page": found,
        "of_states": kpi.table is Table.STATES,
        "lines": [_line(row, asking) for row in found.rows],
        "parts": _parts(asking),
        "kept": [(name, request.GET[name]) for name in KEPT if request.GET.get(name)],
        "listing": "rows",
        "may_export": EXPORTS[behind.model].anywhere(request.user),
    }
    return page(request, "service/rows.html", context, fragment="report")


def _parts(asking: Asked) -> list[tuple[str, str, str]]:
    return [
        (Part.DENOMINATOR.value, _("All that count"), asking.url(part=None)),
        (Part.NUMERATOR.value, _("Only those that met it"), asking.url(part=Part.NUMERATOR.value)),
    ]


def _in_words(asking: Asked, agent: Choice | None, window: Window | None) -> str:
    return filter_words(asking, agent.name if agent else "", period=window.text(asking.zone) if window else None)


def _where(request: Request, asking: Asked, agent: Choice | None, window: Window | None) -> Slice:
    where = where_of(asking, type=asking.type.pk if asking.type else None, agent=agent.pk if agent else None)
    where = replace(where, own=request.GET.get("own") == "1" and where.unit is not None)
    if window is None:
        return where
    queues = [queue.pk for queue in queues_for(request.user)] if window.queues is None else window.queues
    return replace(where, quarters=(window.first, window.until), queues=queues)


def _restated(request: Request, kpi: Kpi, where: Slice, asking: Asked) -> dict[str, Any]:
    """How many days of this figure were recounted afterwards, and what did it last."""
    changes = restated_in(kpi, where=where, units=[unit.pk for unit in asking.units])
    return {
        "restated": len({change.day for change in changes}),
        "restated_by": changes[0] if changes else None,
        "reads_health": facts_of(request.user).holds(*READERS_OF_HEALTH),
    }


def _kpi(key: str) -> Kpi:
    try:
        return kpi_named(key)
    except KeyError as unknown:
        raise Http404 from unknown


def _agent(request: Request, asking: Asked) -> Choice | None:
    """The agent it is narrowed to; an unknown one is an unknown address."""
    if request.GET.get("agent") and asking.agent is None:
        raise Http404
    return asking.agent


def _figure(request: Request, kpi: Kpi, where: Slice, today: date) -> Figure | None:
    """The number itself, so that one sees what the rows add up to. Topics and hours have no sums of their own."""
    without_sums = where.type is not None or where.quarters is not None
    if kpi.table is Table.OPEN or without_sums or (where.agent is not None and not kpi.personal):
        return None
    groups = kpi_values(request.user, kpis=[kpi.key], where=where, today=today)
    return groups[0].figures[kpi.key] if groups else None


def _counted(kpi: Kpi, figure: Figure, part: Part) -> int:
    """How many rows the figure rests on; nothing where it is not counted in rows."""
    in_rows = kpi.table is not Table.STATES and part is Part.DENOMINATOR
    return figure.n if in_rows else 0


def _backlog(request: Request, where: Slice, asking: Asked) -> dict[str, str]:
    """Age of what is open, and how long it takes at the pace of the period."""
    where = replace(where, queues=None, quarters=None)  # what is open is open now, whenever it began
    now = backlog(request.user, where=where, now=asking.now)
    (group,) = kpi_values(request.user, kpis=["reopen_rate"], where=where, today=asking.today)
    days = now.days_of_work(closed=group.figures["reopen_rate"].denominator, days=asking.period.days)
    return {
        "n": words.count(now.n),
        "median": words.span(now.median_s),
        "p90": words.span(now.p90_s),
        "days": words.fixed(days, 1) if days is not None else words.DASH,
    }


def _line(row: Any, asking: Asked) -> Line:
    if isinstance(row, AgentState):
        return Line(
            url="",
            number=row.get_state_display(),
            when=words.moment_text(row.start_at, asking.zone),
            agent=row.agent,
            unit=row.unit.name,
            queue="",
            channel="",
            topic="",
            says=words.clock((row.end_at - row.start_at).total_seconds()),
        )
    contact_id = row.pk if isinstance(row, Contact) else row.contact_id
    return Line(
        url=reverse("service:contact", args=[contact_id]) if contact_id else "",
        number=row.external_id,
        when=words.moment_text(_moment(row), asking.zone),
        agent=row.agent,
        unit=row.unit.name,
        queue=row.queue.name,
        channel=str(row.get_channel_display()),
        topic=row.type.name if row.type else "",
        says=_says(row),
    )


def _moment(row: Any) -> Any:
    if isinstance(row, Survey):
        return row.sent_at
    return row.received_at if isinstance(row, Complaint) else row.created_at


def _says(row: Any) -> str:
    if isinstance(row, Survey):
        return _said(row)
    if isinstance(row, Complaint):
        return str(row.get_cause_display())
    if row.outcome == Contact.Outcome.ABANDONED:
        return _("Gave up after {time}").format(time=words.clock(row.wait_s or 0))
    return _("Gave up at once") if row.outcome == Contact.Outcome.SHORT_ABANDON else _served(row)


def _said(survey: Survey) -> str:
    said = [_("{grade} of 5").format(grade=survey.csat)] if survey.csat is not None else []
    if survey.solved is not None:
        said.append(_("solved") if survey.solved else _("not solved"))
    return _(", ").join(said) or _("No answer")


def _served(contact: Contact) -> str:
    if contact.handle_s is None:
        return _("Handled")
    if contact.wait_s is None:
        return _("Handled for {time}").format(time=words.clock(contact.handle_s))
    return _("Waited {wait}, handled {handle}").format(
        wait=words.clock(contact.wait_s), handle=words.clock(contact.handle_s)
    )


def _read(name: str) -> Any:
    """A column that only some kinds of facts have."""
    return lambda row: getattr(row, name, None)


def _yes_or_no(row: Any) -> str:
    solved = getattr(row, "solved", None)
    return "" if solved is None else _("yes") if solved else _("no")


COLUMNS: Sequence[Column] = (
    Column("number", gettext_lazy("Number"), lambda row: getattr(row, "external_id", "")),
    Column("day", gettext_lazy("Business day"), lambda row: getattr(row, "business_day", None) or row.day, kind="date"),
    Column("agent", gettext_lazy("Agent"), lambda row: row.agent.name if row.agent else ""),
    Column("staff", gettext_lazy("Staff number"), lambda row: row.agent.number if row.agent else ""),
    Column("unit", gettext_lazy("Team"), "unit.name"),
    Column("queue", gettext_lazy("Queue"), lambda row: row.queue.name if hasattr(row, "queue") else ""),
    Column(
        "channel", gettext_lazy("Channel"), lambda row: row.get_channel_display() if hasattr(row, "channel") else ""
    ),
    Column("topic", gettext_lazy("Topic"), lambda row: row.type.name if getattr(row, "type", None) else ""),
    Column("wait", gettext_lazy("Waited (s)"), _read("wait_s"), kind="integer"),
    Column("handle", gettext_lazy("Handled (s)"), _read("handle_s"), kind="integer"),
    Column("wrap", gettext_lazy("After-contact work (s)"), _read("wrap_s"), kind="integer"),
    Column("transfers", gettext_lazy("Times passed on"), _read("transfers"), kind="integer"),
    Column("csat", gettext_lazy("Satisfaction"), _read("csat"), kind="integer"),
    Column("solved", gettext_lazy("Matter solved, says the customer"), _yes_or_no),
    Column("cause", gettext_lazy("Cause"), lambda row: row.get_cause_display() if hasattr(row, "cause") else ""),
)
