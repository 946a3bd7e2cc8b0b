"""What the person does: say how they see it, read, appeal. And what both sides do: evidence, good faith."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from dengta.domains.people.models import UnitClosure
from dengta.domains.recognition.forms import cases as forms
from dengta.domains.recognition.models import Case, Trial
from dengta.domains.recognition.policies import cases as policies
from dengta.domains.recognition.services import case_delivery, case_hearing, case_shield
from dengta.domains.recognition.views.cases_shared import decision, page_of, where
from dengta.domains.recognition.views.shared import FORM, Request
from dengta.web.decisions import decided


@require_http_methods(FORM)
def statement(request: Request, pk: int) -> HttpResponse:
    row = where(request, pk, "state")
    form = forms.WordsForm(request.POST or None, label=_("How I see it"))
    return decision(
        request, row, form, case_hearing.give_statement,
        title=_("Say how I see it"), submit=_("Send what I say"),
        said=_("On record. You can add to it until it is decided."),
        intro=_("The handler and whoever decides read it word for word. You need not say anything."),
    )  # fmt: skip


@require_POST
def decline(request: Request, pk: int) -> HttpResponse:
    where(request, pk, "decline")
    return decided(
        request,
        lambda: case_hearing.decline_statement(case_id=pk, by=request.user, now=timezone.now()),
        back=page_of(pk),
        said=_("Noted. You can change your mind until it is decided."),
    )


@require_http_methods(FORM)
def evidence(request: Request, pk: int) -> HttpResponse:
    row = where(request, pk, "evidence")
    form = forms.EvidenceForm(request.POST or None, request.FILES or None, of_person=_is_mine(request, row))
    return decision(
        request, row, form, case_hearing.add_evidence,
        title=_("Add evidence"), submit=_("Add it"), said=_("Added. Both sides read it."),
        intro=_("The person reads every piece from the notice on. What speaks for the person belongs here as well.")
        if _is_mine(request, row) or row.state == Case.State.OPENED
        else _("The person is told, has all the days to answer again, and nothing is found before."),
    )  # fmt: skip


def _is_mine(request: Request, row: Case) -> bool:
    return row.employee_id == policies.own_id(request.user)


@require_http_methods(FORM)
def good_faith(request: Request, pk: int) -> HttpResponse:
    row = where(request, pk, "good_faith")
    form = forms.GoodFaithForm(request.POST or None, trials=_trials(row))
    return decision(
        request, row, form, case_shield.claim_good_faith,
        title=_("Say that it was an attempt in good faith"), submit=_("Let somebody else look at it"),
        said=_("Somebody who does not handle the case looks at it before anything is found."),
        intro=_("What fails in a registered trial, or in an honest attempt, is not punished. Harm known in advance, "
                "fraud and breaches of safety or privacy are never shielded."),
    )  # fmt: skip


def _trials(row: Case) -> list[Trial]:
    """Those that ran there on that day. Two queries."""
    above = UnitClosure.objects.on(row.happened_on).filter(descendant=row.unit_id).values("ancestor")
    ran = Trial.objects.filter(unit__in=above, starts_on__lte=row.happened_on, ends_on__gte=row.happened_on)
    return list(ran.order_by("name"))


@require_http_methods(FORM)
def review_good_faith(request: Request, pk: int) -> HttpResponse:
    row = where(request, pk, "review_good_faith")
    form = forms.GoodFaithReviewForm(request.POST or None)
    return decision(
        request, row, form, case_shield.review_good_faith,
        title=_("Was it an attempt in good faith?"), submit=_("Decide about the shield"),
        said=_("Decided. Shielded means: the case can only be closed, and praise for the attempt is suggested."),
    )  # fmt: skip


@require_POST
def read(request: Request, pk: int) -> HttpResponse:
    where(request, pk, "read")
    return decided(
        request,
        lambda: case_delivery.confirm_read(case_id=pk, by=request.user, now=timezone.now()),
        back=page_of(pk),
        said=_("Noted that you have read it. It does not say that you agree."),
    )


@require_http_methods(FORM)
def appeal(request: Request, pk: int) -> HttpResponse:
    row = where(request, pk, "appeal")
    form = forms.WordsForm(request.POST or None, label=_("What should be looked at again, and why"))
    return decision(
        request, row, form, case_delivery.file_appeal,
        title=_("Appeal the decision"), submit=_("File my appeal"),
        said=_("Filed. Nothing is carried out until it is decided."),
        intro=_("Somebody who had no part in it hears you. It can become milder or be lifted, never worse."),
    )  # fmt: skip
