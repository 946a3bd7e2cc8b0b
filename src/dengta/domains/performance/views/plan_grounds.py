"""Whether a plan may be begun for somebody: the guard's word for each person of a team, by name and never by rank."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dengta.domains.communication.selectors.crews import teams_led
from dengta.domains.people.models import Account, Employee, Membership, Unit
from dengta.domains.performance.forms.improvement_plans import GroundsFilter
from dengta.domains.performance.policies import improvement_plans as policies
from dengta.domains.performance.selectors import improvement_plans as selectors
from dengta.domains.performance.selectors.plan_figures import Guarded, guard, guards, measurable
from dengta.domains.performance.services.improvement_plans import why_not
from dengta.domains.performance.views.presenting_causes import between, percent
from dengta.domains.performance.views.shared import Request
from dengta.domains.service.selectors.kpis import kpi_named
from dengta.foundation.access import facts_of
from dengta.foundation.errors import RuleViolation
from dengta.web import http, lists
from dengta.web.decisions import need, need_when

FIRST = "csat"


@dataclass(frozen=True)
class ShownGround:
    """One person: the last whole month, and whether a plan may be begun."""

    person: Employee
    may: bool
    words: str
    value: str
    n: int
    interval: str
    team: str
    url: str = ""


@require_safe
def grounds(request: Request) -> HttpResponse:
    """The people of one team in the order of their names, each with "may begin" or "not yet, because …"."""
    today = timezone.localdate()
    teams = list(teams_led(request.user, today).order_by("name", "pk"))
    need_when(bool(teams))
    need(policies.begin_in, request.user)
    unit = next((one for one in teams if str(one.pk) == request.GET.get("unit")), teams[0])
    kpi = chosen_kpi(request)
    page = lists.list_page(
        request, _people(unit, request.user, today), sorts={"name": ("pinyin",)}, default="name", filters=GroundsFilter
    )
    ids = [person.pk for person in page.rows]
    seen = guards(request.user, employee_ids=ids, unit_id=unit.pk, kpi=kpi, today=today)
    busy = selectors.under_way(ids)
    rows = [_shown(person, seen[person.pk], busy=person.pk in busy) for person in page.rows]
    context = {"page": page, "rows": rows, "unit": unit, "kpi": kpi_named(kpi)}
    return http.page(request, "performance/plans/grounds.html", context, fragment="list")


def chosen_kpi(request: Request) -> str:
    """The figure that the page was opened for."""
    asked = request.GET.get("kpi", "")
    return asked if asked in {one.key for one in measurable()} else FIRST


def said_of(actor: Account, person: Employee, unit_id: int, *, kpi: str, today: date) -> str:
    """The same for one person, in a sentence."""
    seen = guard(actor, employee_id=person.pk, unit_id=unit_id, kpi=kpi, today=today)
    return _words(person, seen, busy=person.pk in selectors.under_way([person.pk]))[1]


def _people(unit: Unit, actor: Account, today: date) -> QuerySet[Employee]:
    """Whoever works in the team today, but the reader."""
    inside = Membership.objects.on(today).filter(unit=unit).values("employee_id")
    rows = Employee.objects.filter(pk__in=inside, status=Employee.Status.ACTIVE)
    return rows.exclude(pk=facts_of(actor).employee_id or 0)


def _words(person: Employee, seen: Guarded, *, busy: bool) -> tuple[bool, str]:
    if busy:
        return False, str(RuleViolation("performance.plan_there_already", name=person.name))
    refusal = why_not(seen, person)
    if refusal is not None:
        return False, str(refusal)
    return True, _("Two whole months with enough answers tell {name} from the team by more than chance.").format(
        name=person.name
    )


def _shown(person: Employee, seen: Guarded, *, busy: bool) -> ShownGround:
    may, words = _words(person, seen, busy=busy)
    last = seen.months[-1]
    query = urlencode({"employee": person.pk, "kpi": seen.kpi.key})
    return ShownGround(
        person, may, words, percent(last.value), last.n, between(last.interval) if last.n else "–", percent(last.team),
        f"{reverse('improvement_plans:new')}?{query}" if may else "",
    )  # fmt: skip
