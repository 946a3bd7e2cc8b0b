"""The own page: phone and desk view of what is about me."""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dengta.domains.people.forms.people import AnswerForm, OwnWords, SignForm, WishForm
from dengta.domains.people.models import Employee, PrivateData
from dengta.domains.people.selectors import employment as contracts
from dengta.domains.people.selectors import organisation, person
from dengta.domains.people.services import moves, onboarding, private
from dengta.domains.people.services.gates import ready_for_queue
from dengta.domains.people.views.shared import Request, today
from dengta.web import http
from dengta.web.decisions import answer_form, decided

ME = "people:me"


def _me(request: Request) -> Employee:
    employee = person.employee_of(request.user)
    if employee is None:
        raise Http404
    return employee


@require_safe
def me(request: Request) -> HttpResponse:
    employee, day = _me(request), today()
    memberships = person.memberships_of(employee)
    team = next((row.unit for row in memberships if row.valid_from <= day and (row.valid_to or day) >= day), None)
    steps = person.steps_of(employee, seen_by=request.user)
    context = {
        "employee": employee,
        "team": team,
        "path": organisation.path_of(team.pk, day) if team else [],
        "skills": person.skills_of(employee, day, seen_by=request.user),
        "open_steps": [step for step in steps if step.done_at is None],
        "steps": steps,
        "move": person.open_move(employee),
        "wish": person.open_request(employee),
        "missing": ready_for_queue([employee.pk], day)[employee.pk],
    }
    return http.page(request, "people/me.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def words(request: Request) -> HttpResponse:
    form = OwnWords(request.POST or None, instance=_me(request))
    return answer_form(
        request, form, lambda data: private.edit_own_card(by=request.user, **data), title=_("About me"),
        submit=_("Save"), back=reverse(ME), said=_("Saved."),
    )  # fmt: skip


@never_cache
@require_safe
def own_file(request: Request) -> HttpResponse:
    """The own private data and contracts; one's own look is on record too, as everybody's."""
    employee = _me(request)
    data = private.open_file(employee_id=employee.pk, by=request.user)
    rows = [(label, getattr(data, name)) for name, label in PrivateData.labels().items()]
    context = {
        "employee": employee,
        "rows": rows,
        "contracts": contracts.contracts_of(employee),
        "wish": person.open_request(employee),
    }
    return http.page(request, "people/own_file.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: Request) -> HttpResponse:
    _me(request)
    form = WishForm(request.POST or None)
    return answer_form(
        request, form,
        lambda data: private.ask_for_change(
            by=request.user, wishes=form.wishes, reason=data["reason"], now=timezone.localtime()
        ),
        title=_("Have private data changed"), submit=_("Send to HR"), back=reverse(ME),
        said=_("HR has your request. You are told when it is decided."),
        intro=_("Fill in only what shall change. Somebody in HR checks it; nobody else reads it."),
    )  # fmt: skip


@require_POST
def withdraw(request: Request) -> HttpResponse:
    """Take the own open request back."""
    wish = person.open_request(_me(request))
    if wish is None:
        raise Http404
    return decided(
        request, lambda: private.withdraw_change(request_id=wish.pk, by=request.user, now=timezone.now()),
        back=reverse(ME), said=_("Your request is withdrawn."),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: Request) -> HttpResponse:
    """Yes or no to the proposal of a move."""
    move = person.open_move(_me(request))
    if move is None:
        raise Http404
    agree = request.POST.get("verdict") == "agree"
    return answer_form(
        request, AnswerForm(request.POST or None),
        lambda data: moves.answer_move(
            move_id=move.pk, agree=agree, note=data["note"], by=request.user, now=timezone.localtime()
        ),
        title=_("Would you like to move?"), submit=_("Agree"), back=reverse(ME),
        said=_("Thank you. The move is on its way.") if agree else _("Thank you. You stay where you are."),
        template="people/answer.html", move=move,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: Request, step: int) -> HttpResponse:
    employee = _me(request)
    item = next((row for row in person.steps_of(employee, seen_by=request.user) if row.pk == step), None)
    if item is None or not item.item.signed:
        raise Http404
    form = SignForm(request.POST or None)
    return answer_form(
        request, form,
        lambda data: onboarding.sign_step(step_id=step, by=request.user, now=timezone.now(), **data),
        title=item.item.label, submit=_("I have read it and sign"), back=reverse(ME), said=_("Signed. Thank you."),
        intro=_("With your name you confirm that you have read and understood it."),
    )  # fmt: skip
