"""The load report: how many messages reached whom."""

from collections.abc import Callable, Sequence
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from dengta.domains.communication.forms.messages import LoadFilter
from dengta.domains.communication.policies import messages as policies
from dengta.domains.communication.selectors import messages as selectors
from dengta.domains.communication.selectors.messages import Load
from dengta.domains.communication.views.shared import Request
from dengta.foundation import exports
from dengta.foundation.notify.models import Notice
from dengta.web import http, lists
from dengta.web.decisions import need

SORTS: dict[str, Callable[[Load], Any]] = {
    "person": lambda load: load.number,
    "notices": lambda load: load.notices,
    "broadcasts": lambda load: load.broadcasts,
    "urgent": lambda load: load.urgent_share,
    "most": lambda load: load.most,
    "over": lambda load: (load.over, load.most),
}
DEFAULT = "-over"
COLUMNS = [
    exports.Column("number", _("Staff number")),
    exports.Column("name", _("Name")),
    exports.Column("team", _("Team")),
    exports.Column("notices", _("Notices"), kind="integer"),
    exports.Column("per_day", _("Notices a day"), kind="decimal"),
    exports.Column("broadcasts", _("Broadcasts"), kind="integer"),
    exports.Column("broadcasts_per_day", _("Broadcasts a day"), kind="decimal"),
    exports.Column("urgent", _("Urgent"), kind="integer"),
    exports.Column("most", _("Most broadcasts on one day"), kind="integer"),
    exports.Column("over", _("Days above the limit"), kind="integer"),
]


@require_safe
def load(request: Request) -> HttpResponseBase:
    need(policies.see_load, request.user)
    filters = LoadFilter(request.GET, queryset=Notice.objects.none())
    asked, today = filters.asked, timezone.localdate()
    span = selectors.span_of(asked.get("start"), asked.get("end"), today=today)
    wanted = exports.wanted(request)
    report = selectors.report(request.user, span, to_take=wanted)
    sort, rows = _sorted(request, report.over if asked.get("show") == "over" else report.people)
    if wanted:
        return exports.respond(
            request, name="communication.load", columns=COLUMNS, rows=rows, permission=policies.export_load,
            people=len(rows),
        )  # fmt: skip
    shown = request.GET.copy()
    shown["start"], shown["end"] = span.first.isoformat(), span.last.isoformat()
    filters = LoadFilter(shown, queryset=Notice.objects.none())
    page = lists.page_of(request, rows, sort=sort, default=DEFAULT, filters=filters)
    return _shown(request, page, report)


def _shown(request: Request, page: lists.ListPage[Load], report: selectors.Report) -> HttpResponse:
    facts = {
        "page": page,
        "report": report,
        "may_take": policies.export_load.anywhere(request.user),
        "leads": policies.see_load.beyond_own(request.user),
    }
    return http.page(request, "communication/messages/load.html", facts, fragment="list")


def _sorted(request: Request, rows: Sequence[Load]) -> tuple[str, list[Load]]:
    sort = request.GET.get("sort", DEFAULT)
    if sort.removeprefix("-") not in SORTS:
        sort = DEFAULT
    ordered = sorted(rows, key=lambda load: load.number)
    ordered.sort(key=SORTS[sort.removeprefix("-")], reverse=sort.startswith("-"))
    return sort, ordered
