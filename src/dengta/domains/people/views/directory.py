"""The list of people, and what one may do with it."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from dengta.domains.people import policies
from dengta.domains.people.forms.filters import PeopleFilter
from dengta.domains.people.forms.people import HireForm
from dengta.domains.people.selectors import organisation
from dengta.domains.people.selectors import people as selectors
from dengta.domains.people.services.employment import Terms, hire_employee
from dengta.domains.people.services.onboarding import open_onboarding
from dengta.domains.people.views.shared import Request, today
from dengta.foundation.exports import Column
from dengta.foundation.exports.answers import respond, wanted
from dengta.web import http, lists
from dengta.web.decisions import answer_form, need

SORTS = {
    "name": ("pinyin",),
    "number": ("number",),
    "team": ("team_name", "pinyin"),
    "grade": ("grade", "pinyin"),
    "hired": ("hired_on",),
}
COLUMNS = (
    Column("number", _("Staff number")),
    Column("name", _("Name")),
    Column("team", _("Team"), value="team_name"),
    Column("grade", _("Grade")),
    Column("email", _("Work e-mail")),
    Column("status", _("Status"), value=lambda row: row.get_status_display()),
    Column("hired_on", _("Hired on"), kind="date"),
    Column(
        "skills",
        _("Skills"),
        value=lambda row: ", ".join(f"{held.skill.label} {held.level}" for held in row.skills_today),
    ),
)


@require_safe
def people_list(request: Request) -> HttpResponseBase:
    need(policies.see_directory, request.user)
    rows = selectors.with_skills(selectors.people(request.user, today()), today(), seen_by=request.user)
    page = lists.list_page(request, rows, sorts=SORTS, default="name", filters=PeopleFilter)
    if wanted(request):
        return respond(
            request, name="people", columns=COLUMNS, rows=page.everything, permission=policies.export_directory,
            label=_("People"),
        )  # fmt: skip
    context = {
        "page": page,
        "may_hire": policies.hire_into.anywhere(request.user),
        "may_export": policies.export_directory.anywhere(request.user),
    }
    return http.page(request, "people/list.html", context, fragment="list")


@require_http_methods(["GET", "HEAD", "POST"])
def hire(request: Request) -> HttpResponse:
    need(policies.hire_into, request.user)
    units = policies.hire_into.scope(request.user, organisation.teams_of(request.user, today()))
    form = HireForm(request.POST or None, units=units, initial={"on": today()})

    def decide(data: dict[str, Any]) -> None:
        terms = Terms(**{name: data.pop(name) for name in Terms.__dataclass_fields__})
        employee = hire_employee(**data, terms=terms, by=request.user)
        open_onboarding(employee_id=employee.pk, on=employee.hired_on or today(), by=request.user)

    return answer_form(
        request, form, decide, title=_("Add a person"), submit=_("Add and open the onboarding"),
        back=reverse("people:list"), said=_("Welcome on board. The onboarding checklist is open."),
    )  # fmt: skip
