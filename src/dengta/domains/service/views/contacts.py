"""One contact: what happened, what it counts for, objecting to it, correcting it."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dengta.domains.communication.selectors.flags import standing_flags
from dengta.domains.service import policies
from dengta.domains.service.forms import ContestForm, CorrectionForm
from dengta.domains.service.models import Contact
from dengta.domains.service.selectors import contact as about
from dengta.domains.service.selectors.choices import clock_of
from dengta.domains.service.selectors.kpis import registered_kpis
from dengta.domains.service.services.contests import open_contest
from dengta.domains.service.services.corrections import correct_contact
from dengta.domains.service.views.asking import Request
from dengta.domains.service.views.history import history_of
from dengta.domains.service.views.words import clock, moment_text
from dengta.foundation.access import facts_of
from dengta.foundation.errors import RuleViolation
from dengta.web.http import done, page


@require_safe
def contact(request: Request, pk: int) -> HttpResponse:
    """Everything about one contact, with its history; the customer is never named."""
    row = policies.see_contacts.get_or_404(request.user, _contacts(request), pk=pk)
    contests = about.contests_about(row, by=request.user)
    zone = clock_of([row.unit])
    return page(
        request,
        "service/contact.html",
        {
            "contact": row,
            "context_line": f"{moment_text(row.created_at, zone)} · {row.queue.name} · {row.get_channel_display()}",
            "handled": clock(row.handle_s) if row.handle_s is not None else "",
            "held": clock(row.hold_s) if row.hold_s is not None else "",
            "wrapped": clock(row.wrap_s) if row.wrap_s is not None else "",
            "moments": history_of(row, zone=zone, contests=contests),
            "contests": contests,
            "flags": standing_flags(request.user, [row.customer]),
            "own": _is_own(request, row),
            "may_correct": policies.correct_figures.allows(request.user, row) and not _is_own(request, row),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def contest(request: Request, pk: int) -> HttpResponse:
    """Object to a contact that counts for oneself (R-015)."""
    row = policies.see_contacts.get_or_404(
        request.user, _contacts(request).filter(agent_id=facts_of(request.user).employee_id or 0), pk=pk
    )
    form = ContestForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            open_contest(
                kpi=_kpi(request),
                day=row.business_day,
                contact_id=row.pk,
                reason=form.cleaned_data["reason"],
                at=timezone.now(),
                by=request.user,
            )
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            return done(
                request, _address(row), _("Your objection is with your supervisor. You will see the answer here.")
            )
    return _sheet(request, "service/contest_form.html", form, row)


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: Request, pk: int) -> HttpResponse:
    """Correct a contact with a reason; old and new value stay on record."""
    row = policies.correct_figures.get_or_404(request.user, _contacts(request), pk=pk)
    first: dict[str, Any] = {"handle_s": row.handle_s, "wrap_s": row.wrap_s, "transfers": row.transfers}
    form = CorrectionForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        changes = {name: form.cleaned_data[name] for name in first if form.cleaned_data[name] != first[name]}
        try:
            correct_contact(contact_id=row.pk, changes=changes, reason=form.cleaned_data["reason"], by=request.user)
        except RuleViolation as refusal:
            form.add_error("reason", str(refusal))
        else:
            return done(request, _address(row), _("Corrected. The day is recounted within a minute."))
    return _sheet(request, "service/correction_form.html", form, row)


def _kpi(request: Request) -> str:
    """The figure that is objected to; an unknown one is an unknown address."""
    key = request.GET.get("kpi", "answered")
    if key not in {kpi.key for kpi in registered_kpis()}:
        raise Http404
    return key


def _sheet(request: Request, template: str, form: Any, row: Contact) -> HttpResponse:
    return page(request, template, {"form": form, "contact": row}, fragment="sheet", status=422 if form.errors else 200)


def _contacts(request: Request) -> QuerySet[Contact]:
    return about.readable_contacts(request.user)


def _is_own(request: Request, row: Contact) -> bool:
    employee = facts_of(request.user).employee_id
    return employee is not None and row.agent_id == employee


def _address(row: Contact) -> str:
    return reverse("service:contact", args=[row.pk])
