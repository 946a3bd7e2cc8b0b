"""Lists of cases: those one deals with, what is due, the own ones; and opening one."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from dengta.domains.people.models import UnitClosure
from dengta.domains.people.selectors.organisation import team_on
from dengta.domains.recognition.forms import cases as forms
from dengta.domains.recognition.models import Case, ClauseKind, ClauseVersion
from dengta.domains.recognition.policies import cases as policies
from dengta.domains.recognition.policies.rule_book import see_versions
from dengta.domains.recognition.selectors.case_clock import clocks
from dengta.domains.recognition.selectors.case_lists import RUNNING, listed, people_to_open_about, waiting_for
from dengta.domains.recognition.selectors.case_reading import BEFORE_LETTER
from dengta.domains.recognition.selectors.clauses import PUBLISHED
from dengta.domains.recognition.selectors.involvement import can_take_over
from dengta.domains.recognition.selectors.signatures import own_debts
from dengta.domains.recognition.services.case_opening import Fact, open_case
from dengta.domains.recognition.views.presenting_cases import shown_state
from dengta.domains.recognition.views.shared import FORM, Request, one_or_404
from dengta.web import http, lists
from dengta.web.decisions import answer_form, need, need_when

SORTS = {"number": ("number",), "person": ("employee__pinyin",), "known": ("known_on",)}
State = Case.State


def _with_clocks(rows: Any) -> list[tuple[Case, Any]]:
    """Each case with its state and what is due. Two queries."""
    known = clocks(rows, timezone.localdate())
    return [(row, shown_state(row, known[row.pk])) for row in rows]


@require_safe
def cases(request: Request) -> HttpResponse:
    need_when(policies.deals_with(request.user))
    page = lists.list_page(
        request, listed(policies.others(request.user)), sorts=SORTS, default="-number", filters=forms.CaseFilter
    )
    context = {
        "page": page,
        "rows": _with_clocks(page.rows),
        "may_open": policies.open_in.anywhere(request.user),
    }
    return http.page(request, "recognition/cases/list.html", context, fragment="list")


@require_safe
def deadlines(request: Request) -> HttpResponse:
    """What is not over, oldest facts first: what waits for the reader in front."""
    need_when(policies.deals_with(request.user))
    running = listed(policies.others(request.user).filter(state__in=RUNNING))
    mine = list(running.filter(waiting_for(request.user, "any")).order_by("known_on", "pk")[:50])
    page = lists.list_page(request, running, sorts={"known": ("known_on",)}, default="known")
    context = {"page": page, "rows": _with_clocks(page.rows), "mine": _with_clocks(mine)}
    return http.page(request, "recognition/cases/deadlines.html", context, fragment="list")


@require_safe
def mine(request: Request) -> HttpResponse:
    """The reader's own: what was told to them, and until when they can do what."""
    need_when(bool(policies.own_id(request.user)))
    page = lists.list_page(request, listed(policies.own(request.user)), sorts=SORTS, default="-number")
    known = clocks(page.rows, timezone.localdate())
    rows = [
        (row, shown_state(row, known[row.pk], told=State.FOUND if row.state in BEFORE_LETTER else row.state))
        for row in page.rows
    ]
    return http.page(request, "recognition/cases/mine.html", {"page": page, "rows": rows}, fragment="list")


@require_safe
def choose(request: Request) -> HttpResponse:
    """About whom."""
    need(policies.open_in, request.user)
    people = people_to_open_about(request.user, timezone.localdate())
    page = lists.list_page(request, people, sorts={"name": ("pinyin",)}, default="name", filters=forms.PeopleFilter)
    return http.page(request, "recognition/cases/choose.html", {"page": page}, fragment="list")


@require_http_methods(FORM)
def open_about(request: Request, employee: int) -> HttpResponse:
    today = timezone.localdate()
    person = one_or_404(people_to_open_about(request.user, today), employee)
    unit = team_on([person.pk], today)[person.pk]
    handlers = can_take_over(unit, today, parties=[person.pk])
    form = forms.OpenForm(
        request.POST or None, clauses=_clauses(request, unit, today), handlers=handlers,
        initial={"happened_on": today, "known_on": today, "clause": request.GET.get("clause", "")},
    )  # fmt: skip

    def decide(data: dict[str, Any]) -> object:
        handler = data.pop("handler")
        return open_case(fact=Fact(employee=person, **data), handler=handler, by=request.user, now=timezone.now())

    return answer_form(
        request, form, decide,
        title=_("Open a case about {name}").format(name=person.name), submit=_("Open the case"),
        back=reverse("cases:list"), said=_("Opened. The handler is told; the person is told by the notice."),
        template="recognition/cases/open.html", person=person, warnings=_warnings(request, person, today),
    )  # fmt: skip


def _clauses(request: Request, unit: int, today: date) -> list[Any]:
    """Conduct that was ever published in a book that binds the unit and that the reader may read, by chapter; whether
    it held on the day is asked when the day is known."""
    above = UnitClosure.objects.on(today).filter(descendant=unit).values("ancestor")
    rows = see_versions.scope(request.user, ClauseVersion.objects.filter(PUBLISHED, clause__book__unit__in=above))
    rows = rows.filter(clause__kind=ClauseKind.CONDUCT).select_related("clause")
    chapters: dict[str, dict[str, str]] = {}
    for row in rows.order_by("clause__category", "clause__code", "number"):
        chapter = chapters.setdefault(str(row.clause.get_category_display()), {})
        chapter[row.clause.code] = f"{row.clause.code} {row.shown_title}"
    return [(chapter, list(codes.items())) for chapter, codes in chapters.items()]


def _warnings(request: Request, person: Any, today: Any) -> list[Any]:
    """What to know before it is opened. Nothing of it stops anybody; what the rules stop is said on the way."""
    running = policies.others(request.user).filter(employee=person, state__in=RUNNING)
    said: list[Any] = []
    numbers = list(running.values_list("number", flat=True)[:3])
    if numbers:
        said.append(
            _("There is a case about this person already: {numbers}. One breach has one case.").format(
                numbers=_(", ").join(numbers)
            )
        )
    if person.account is not None and own_debts(person.account, today):
        said.append(
            _("The person has not signed the newest rules yet. A clause binds from the day after it is signed.")
        )
    return said
