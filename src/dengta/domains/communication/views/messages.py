"""The load report: how many messages reached whom."""

from django.http import HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from dengta.domains.communication.forms.messages import LoadFilter
from dengta.domains.communication.policies import messages as policies
from dengta.domains.communication.selectors import messages as selectors
from dengta.domains.communication.views.shared import Request
from dengta.foundation import exports
from dengta.foundation.notify.models import Notice
from dengta.web import http, lists
from dengta.web.decisions import need, need_when

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
# So many teams stand above the people; the others are a page of their own.
MOST_TEAMS = 10


@require_safe
def load(request: Request) -> HttpResponseBase:
    need(policies.see_load, request.user)
    asked, today = _filters(request.GET).asked, timezone.localdate()
    span = selectors.span_of(asked.get("start"), asked.get("end"), today=today)
    wanted = exports.wanted(request)
    report = selectors.report(request.user, span, today=today, to_take=wanted)
    sort = _asked_sort(request)
    people = report.over if asked.get("show") == "over" else report.people
    people = people.sorted_by(sort.removeprefix("-"), falling=sort.startswith("-"))
    if wanted:
        return exports.respond(
            request, name="communication.load", columns=COLUMNS, rows=people, permission=policies.export_load,
            people=len(people),
        )  # fmt: skip
    shown = request.GET.copy()
    shown["start"], shown["end"] = span.first.isoformat(), span.last.isoformat()
    page = lists.page_of(request, people, sort=sort, default=DEFAULT, filters=_filters(shown))
    facts = {
        "page": page,
        "report": report,
        "teams": report.teams[:MOST_TEAMS],
        "may_take": policies.export_load.anywhere(request.user),
        "leads": policies.see_load.beyond_own(request.user),
    }
    return http.page(request, "communication/messages/load.html", facts, fragment="list")


@require_safe
def load_of_teams(request: Request) -> HttpResponse:
    """All teams, whoever got most above the limit first."""
    need_when(policies.see_load.beyond_own(request.user))
    asked, today = _filters(request.GET).asked, timezone.localdate()
    span = selectors.span_of(asked.get("start"), asked.get("end"), today=today)
    report = selectors.report(request.user, span, today=today)
    facts = {"page": lists.page_of(request, report.teams), "report": report}
    return http.page(request, "communication/messages/load_of_teams.html", facts, fragment="list")


def _filters(query: QueryDict) -> LoadFilter:
    return LoadFilter(query, queryset=Notice.objects.none())


def _asked_sort(request: Request) -> str:
    sort = request.GET.get("sort", DEFAULT)
    return sort if sort.removeprefix("-") in selectors.SORTS else DEFAULT
