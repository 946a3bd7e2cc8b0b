"""The page of a person, and what may be decided there."""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dengta.domains.people import policies
from dengta.domains.people.forms.people import (
    CardForm,
    ContractForm,
    LeaveForm,
    MoveForm,
    PrivateForm,
    SkillForm,
)
from dengta.domains.people.models import Employee, PrivateData
from dengta.domains.people.selectors import employment as contracts
from dengta.domains.people.selectors import organisation, person
from dengta.domains.people.services import employment, moves, onboarding, private, skills
from dengta.domains.people.services.gates import ready_for_queue
from dengta.domains.people.views.moments import moments_of
from dengta.domains.people.views.shared import Request, other_or_404, person_or_404, today
from dengta.foundation.access import rights_on
from dengta.web import http
from dengta.web.decisions import answer_form, decided

# What may be opened or done on the page of a person, by the right it takes.
RIGHTS = {
    "file": policies.see_file,
    "contract": policies.edit_file,
    "card": policies.edit_directory,
    "train": policies.edit_training,
    "training": policies.see_training,
    "move": policies.propose_moves,
}


def _page_of(employee: Employee) -> str:
    return reverse("people:person", args=[employee.pk])


@require_safe
def person_page(request: Request, pk: int) -> HttpResponse:
    employee, actor, day = person_or_404(request.user, pk), request.user, today()
    own = employee.account_id == actor.pk
    held = rights_on(actor, employee, *RIGHTS.values())
    may = {word: right in held for word, right in RIGHTS.items()}
    may |= {
        "contract": may["contract"] and not own,
        "card": may["card"] and not own,
        "roles": policies.grant_roles.anywhere(actor) and employee.account_id is not None,
    }
    memberships = person.memberships_of(employee)
    team = next((row.unit for row in memberships if row.valid_from <= day and (row.valid_to or day) >= day), None)
    context = {
        "employee": employee,
        "may": may,
        "own": own,
        "team": team,
        "path": organisation.path_of(team.pk, day) if team else [],
        "memberships": memberships,
        "skills": person.skills_of(employee, day, seen_by=actor),
        "roles": person.roles_of(employee, day, seen_by=actor),
        "move": person.open_move(employee) if may["move"] else None,
        "moments": moments_of(person.story_of(employee, seen_by=actor), reasons=may["file"]),
    }
    if may["training"]:
        context |= {
            "steps": person.steps_of(employee, seen_by=actor),
            "missing": ready_for_queue([employee.pk], day)[employee.pk],
        }
    return http.page(request, "people/person.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def file(request: Request, pk: int) -> HttpResponse:
    """The private file: opening it is on record, and says so."""
    employee = person_or_404(request.user, pk, policies.see_file)
    may_write = policies.edit_file.allows(request.user, employee) and employee.account_id != request.user.pk
    if request.method == "POST" and not may_write:
        raise Http404
    data = private.open_file(employee_id=pk, by=request.user)
    initial = {name: getattr(data, name) for name in PrivateData.FIELDS}
    form = PrivateForm(request.POST or None, initial=initial)
    return answer_form(
        request,
        form,
        lambda values: private.write_private(
            employee_id=pk, by=request.user, **{name: values[name] for name in form.changed_data}
        ),
        title=_("Private file"),
        submit=_("Save"),
        back=_page_of(employee),
        said=_("The private data are saved."),
        template="people/file.html",
        employee=employee,
        contracts=contracts.contracts_of(employee),
        may_write=may_write,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def card(request: Request, pk: int) -> HttpResponse:
    employee = other_or_404(request.user, pk, policies.edit_directory)
    return answer_form(
        request,
        CardForm(request.POST or None, instance=employee),
        lambda data: employment.edit_card(employee_id=pk, by=request.user, **data),
        title=_("Correct the card of {name}").format(name=employee.name),
        submit=_("Save"),
        back=_page_of(employee),
        said=_("The card is saved."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def contract(request: Request, pk: int) -> HttpResponse:
    employee = other_or_404(request.user, pk, policies.edit_file)

    def decide(data: dict[str, Any]) -> None:
        sign = employment.renew_contract if data.pop("what") == "renew" else employment.amend_contract
        on = data.pop("on")
        sign(employee_id=pk, terms=employment.Terms(**data), on=on, by=request.user)

    return answer_form(
        request,
        ContractForm(request.POST or None, initial={"on": today()}),
        decide,
        title=_("Contract of {name}").format(name=employee.name),
        submit=_("Save the contract"),
        back=_page_of(employee),
        said=_("The contract is saved. Reminders follow its dates."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: Request, pk: int) -> HttpResponse:
    employee = other_or_404(request.user, pk, policies.edit_file)
    return answer_form(
        request,
        LeaveForm(request.POST or None),
        lambda data: employment.end_employment(employee_id=pk, by=request.user, today=today(), **data),
        title=_("Last working day of {name}").format(name=employee.name),
        submit=_("Enter the last day"),
        back=_page_of(employee),
        said=_("The last day is entered. Access ends right after it."),
    )


@require_POST
def away(request: Request, pk: int) -> HttpResponse:
    """Begin or end a long leave."""
    employee = other_or_404(request.user, pk, policies.edit_directory)
    begins = employee.status == Employee.Status.ACTIVE
    said = _("The long leave has begun.") if begins else _("Welcome back.")
    return decided(
        request,
        lambda: employment.set_leave(employee_id=pk, away=begins, by=request.user),
        back=_page_of(employee),
        said=said,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def skill(request: Request, pk: int) -> HttpResponse:
    employee = other_or_404(request.user, pk, policies.edit_training)
    return answer_form(
        request,
        SkillForm(request.POST or None),
        lambda data: skills.set_skill(employee_id=pk, on=today(), by=request.user, **data),
        title=_("Skill level of {name}").format(name=employee.name),
        submit=_("Set the level"),
        back=_page_of(employee),
        said=_("The level is set and counts from today."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def move(request: Request, pk: int) -> HttpResponse:
    employee = other_or_404(request.user, pk, policies.propose_moves)
    units = organisation.teams_of(request.user, today())
    return answer_form(
        request,
        MoveForm(request.POST or None, units=units, initial={"on": today()}),
        lambda data: moves.propose_move(employee_id=pk, by=request.user, now=timezone.localtime(), **data),
        title=_("Propose a move"),
        submit=_("Ask the person"),
        back=_page_of(employee),
        said=_("The person has been asked. Nothing changes before they agree."),
    )


@require_POST
def step_done(request: Request, pk: int, step: int) -> HttpResponse:
    """Confirm an onboarding item that is not signed by the person."""
    employee = other_or_404(request.user, pk, policies.edit_training)
    return decided(
        request,
        lambda: onboarding.tick_step(step_id=step, by=request.user, now=timezone.now()),
        back=_page_of(employee),
        said=_("Confirmed."),
    )


@require_POST
def start_onboarding(request: Request, pk: int) -> HttpResponse:
    """Open the checklist for somebody who has none yet."""
    employee = person_or_404(request.user, pk, policies.edit_training)
    return decided(
        request,
        lambda: onboarding.open_onboarding(employee_id=pk, on=today(), by=request.user),
        back=_page_of(employee),
        said=_("The onboarding checklist is open."),
    )
