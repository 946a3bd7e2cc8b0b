"""The rows behind a number: exactly those that were counted, with the filter in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
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
from dengta.domains.service.selectors.choices import Choice
from dengta.domains.service.selectors.drill import Part, Rows, rows_behind
from dengta.domains.service.selectors.figures import Figure, kpi_values
from dengta.domains.service.selectors.kpis import Kpi, Table, kpi_named
from dengta.domains.service.views import words
from dengta.domains.service.views.asking import Asked, Request, asked
from dengta.domains.service.views.filters import filter_words
from dengta.domains.service.views.grouped import where_of
from dengta.foundation.access import Permission
from dengta.foundation.exports import Column, respond, wanted
from dengta.web.http import page
from dengta.web.lists import PER_PAGE, ListPage

EXPORTS: dict[type[Model], Permission[Any]] = {
    Contact: policies.export_contacts,
    Survey: policies.export_surveys,
    Complaint: policies.export_complaints,
    AgentState: policies.export_state_rows,
}
SHOWN = ("period", "unit", "queue", "channel", "type")


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
    asking = asked(request, shown=SHOWN, default="28d")
    agent = _agent(request, asking)
    part = Part.NUMERATOR if request.GET.get("part") == "numerator" and kpi.denominator else Part.DENOMINATOR
    where = where_of(asking, type=asking.type.pk if asking.type else None, agent=agent.pk if agent else None)
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
    found = _page_of(request, behind)
    context = {
        "asked": asking,
        "kpi": kpi,
        "part": part.value,
        "agent": agent,
        "filter_words": filter_words(asking, agent.name if agent else ""),
        "figure": _figure(request, kpi, asking, agent),
        "page": found,
        "lines": [_line(row, asking) for row in found.rows],
        "all_url": asking.url(part=None),
        "met_url": asking.url(part="numerator"),
        "kept": [(name, request.GET[name]) for name in ("kpi", "part", "agent") if request.GET.get(name)],
        "listing": "rows",
        "may_export": EXPORTS[behind.model].anywhere(request.user),
    }
    return page(request, "service/rows.html", context, fragment="report")


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


def _figure(request: Request, kpi: Kpi, asking: Asked, agent: Choice | None) -> Figure | None:
    """The number itself, so that one sees what the rows add up to. Topics have no sums of their own."""
    if kpi.table is Table.OPEN or asking.type is not None or (agent is not None and not kpi.personal):
        return None
    where = where_of(asking, agent=agent.pk if agent else None)
    groups = kpi_values(request.user, kpis=[kpi.key], where=where, today=asking.today)
    return groups[0].figures[kpi.key] if groups else None


def _page_of(request: Request, behind: Rows) -> ListPage[Model]:
    shown = Paginator(behind.rows, PER_PAGE).get_page(request.GET.get("page"))
    return ListPage(
        rows=list(shown.object_list),
        everything=behind.rows,
        number=shown.number,
        pages=shown.paginator.num_pages,
        total=shown.paginator.count,
        sort="",
        default_sort="",
        query=request.GET,
    )


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
        return _("{grade} of 5").format(grade=row.csat) if row.csat is not None else _("No answer")
    if isinstance(row, Complaint):
        return str(row.get_cause_display())
    if row.outcome == Contact.Outcome.ABANDONED:
        return _("Gave up after {time}").format(time=words.clock(row.wait_s or 0))
    if row.outcome == Contact.Outcome.SHORT_ABANDON:
        return _("Gave up at once")
    if row.handle_s is None:
        return _("Handled")
    return _("Waited {wait}, handled {handle}").format(
        wait=words.clock(row.wait_s or 0), handle=words.clock(row.handle_s)
    )


def _read(name: str) -> Any:
    """A column that only some kinds of facts have."""
    return lambda row: getattr(row, name, None)


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
    Column("cause", gettext_lazy("Cause"), lambda row: row.get_cause_display() if hasattr(row, "cause") else ""),
)
