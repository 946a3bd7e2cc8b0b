"""Asking those whom a decision touches."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from dengta.domains.communication.forms.consultations import ConclusionForm, ConsultationForm, SubjectForm, VoiceForm
from dengta.domains.communication.models import Consultation
from dengta.domains.communication.policies import consultations as policies
from dengta.domains.communication.selectors import consultations as selectors
from dengta.domains.communication.selectors.consultation_subjects import subject_of
from dengta.domains.communication.services import consultations as services
from dengta.domains.communication.views.requests import need_employee, need_reader
from dengta.domains.communication.views.shared import Request
from dengta.foundation.access import facts_of
from dengta.web import http, lists
from dengta.web.decisions import answer_form, need_when

FORM = ["GET", "HEAD", "POST"]
# Whoever has answered stands first; of a whole house one reads no more names than these.
VOICES_SHOWN = 200


def _one(request: Request, pk: int) -> Consultation:
    return policies.see.get_or_404(request.user, selectors.consultations(request.user), pk=pk)


@require_safe
def listing(request: Request) -> HttpResponse:
    need_reader(request)
    page = lists.list_page(
        request, selectors.consultations(request.user), sorts={"asked": ("asked_at",), "until": ("until",)},
        default="-asked",
    )  # fmt: skip
    context = {
        "page": page, "today": timezone.localdate(), "asks": bool(facts_of(request.user).home_units),
    }  # fmt: skip
    return http.page(request, "communication/consultations/list.html", context, fragment="list")


@require_http_methods(FORM)
def new(request: Request) -> HttpResponse:
    if key := request.GET.get("about", ""):
        return _about(request, key)
    me = need_employee(request)
    today = timezone.localdate()
    own = selectors.colleagues(request.user, today).exclude(pk=me)
    return answer_form(
        request,
        ConsultationForm(request.POST or None, people=own),
        lambda data: services.consult(by=request.user, now=timezone.localtime(), **data),
        title=_("Ask before deciding"),
        submit=_("Ask them"),
        back=reverse("consultations:list"),
        said=_("Asked. It waits in everybody's inbox."),
    )


def _about(request: Request, key: str) -> HttpResponse:
    subject = subject_of(request.user, key)
    need_when(subject is not None and facts_of(request.user).employee_id is not None)
    assert subject is not None  # just insisted on
    return answer_form(
        request,
        SubjectForm(request.POST or None, is_text=subject.is_text, initial={"title": subject.title[:100]}),
        lambda data: services.consult_about(
            subject_key=key, by=request.user, now=timezone.localtime(), **data
        ),
        title=_("Ask before deciding"),
        submit=_("Ask them"),
        back=reverse("consultations:list"),
        said=_("Asked. It waits in everybody's inbox."),
        intro=ngettext(
            "{n} person is asked: everybody whom it will touch.", "{n} people are asked: everybody whom it will touch.",
            len(subject.people),
        ).format(n=len(subject.people)),
    )  # fmt: skip


@require_safe
def one(request: Request, pk: int) -> HttpResponse:
    row, me = _one(request, pk), facts_of(request.user).employee_id
    voices = selectors.voices_of(row, seen_by=request.user)
    context = {
        "row": row,
        "concludes": policies.may_conclude(request.user, row),
        "voices": voices[:VOICES_SHOWN],
        "subject": subject_of(request.user, row.subject_key) if row.subject_key else None,
        "mine": next((voice for voice in voices if voice.employee_id == me), None),
        "open": selectors.is_open(row, timezone.localdate()),
    }
    return http.page(request, "communication/consultations/one.html", context)


@require_http_methods(FORM)
def voice(request: Request, pk: int) -> HttpResponse:
    row = _one(request, pk)
    mine = selectors.own_voice(row, facts_of(request.user).employee_id or 0)
    need_when(mine is not None)
    return answer_form(
        request,
        VoiceForm(request.POST or None, initial={"answer": mine.answer if mine else ""}),
        lambda data: services.give_voice(consultation_id=pk, by=request.user, now=timezone.localtime(), **data),
        title=row.title,
        submit=_("Send"),
        back=reverse("consultations:one", args=[pk]),
        said=_("Thank you. You will read what became of it."),
        intro=row.question,
    )


@require_http_methods(FORM)
def conclude(request: Request, pk: int) -> HttpResponse:
    row = _one(request, pk)
    need_when(policies.may_conclude(request.user, row))
    return answer_form(
        request,
        ConclusionForm(request.POST or None),
        lambda data: services.conclude(consultation_id=pk, by=request.user, now=timezone.localtime(), **data),
        title=_("What became of it"),
        submit=_("Tell everybody"),
        back=reverse("consultations:one", args=[pk]),
        said=_("Told."),
    )
