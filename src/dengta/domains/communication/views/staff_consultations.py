"""A draft before those it will bind: opened and answered by its author, answered to by everybody asked."""

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from dengta.domains.communication.forms.announcements import (
    AnswerForm,
    ConsultationForm,
    NegotiationForm,
    OpinionForm,
)
from dengta.domains.communication.models import StaffOpinion
from dengta.domains.communication.selectors import announcements as selectors
from dengta.domains.communication.services import staff_consultations as services
from dengta.domains.communication.services.consultations import STAFF_DAYS
from dengta.domains.communication.views.announcement_desk import written_or_404
from dengta.domains.communication.views.shared import Request
from dengta.foundation.calendar.zones import ONE_DAY
from dengta.web import http, lists
from dengta.web.decisions import answer_form, need_when


@require_safe
def consultation(request: Request, pk: int) -> HttpResponse:
    """What was said so far, and what is still missing before the draft may be published."""
    announcement = written_or_404(request, pk)
    version = selectors.in_writing(announcement) or announcement.versions.order_by("-number")[0]
    asked = selectors.latest_consultation(announcement, version.number)
    rows = selectors.opinions_on(asked) if asked else StaffOpinion.objects.none()
    context = {
        "announcement": announcement,
        "version": version,
        "consultation": asked,
        "page": lists.list_page(request, rows, sorts={"said": ("said_at",)}, default="said"),
        "asked": asked.opinions.count() if asked else 0,
        "today": timezone.localdate(),
    }
    return http.page(request, "communication/announcements/consultation.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def consultation_open(request: Request, pk: int) -> HttpResponse:
    announcement = written_or_404(request, pk)
    need_when(selectors.in_writing(announcement) is not None)
    today = timezone.localdate()
    return answer_form(
        request, ConsultationForm(request.POST or None, initial={"closes_on": today + STAFF_DAYS.on(today) * ONE_DAY}),
        lambda data: services.open_consultation(
            announcement_id=pk, by=request.user, now=timezone.now(), **data
        ),
        title=_("Put the draft before the staff"), submit=_("Ask everybody it is for"),
        back=reverse("announcements:consultation", args=[pk]), said=_("They are asked. Opinions stand here."),
        intro=_("Everybody it is for reads the draft and may say something about it until the end of that day."),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def negotiation(request: Request, pk: int) -> HttpResponse:
    announcement = written_or_404(request, pk)
    version = selectors.in_writing(announcement)
    need_when(version is not None and selectors.latest_consultation(announcement, version.number) is not None)
    return answer_form(
        request, NegotiationForm(request.POST or None),
        lambda data: services.record_negotiation(
            announcement_id=pk, by=request.user, now=timezone.now(), **data
        ),
        title=_("Talk with the staff’s representatives"), submit=_("Enter the talk"),
        back=reverse("announcements:consultation", args=[pk]), said=_("The talk is on record."),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def opinion_answer(request: Request, pk: int, opinion_id: int) -> HttpResponse:
    announcement = written_or_404(request, pk)
    rows = StaffOpinion.objects.filter(consultation__announcement=announcement).exclude(said_at=None)
    opinion = rows.filter(pk=opinion_id).first()
    need_when(opinion is not None)
    assert opinion is not None  # just insisted on
    return answer_form(
        request, AnswerForm(request.POST or None, initial={"answer": opinion.answer}),
        lambda data: services.answer_opinion(
            opinion_id=opinion_id, by=request.user, now=timezone.now(), **data
        ),
        title=_("Answer an opinion"), submit=_("Answer"), intro=opinion.text,
        back=reverse("announcements:consultation", args=[pk]), said=_("Answered: the person reads it."),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def opinion(request: Request, pk: int) -> HttpResponse:
    """The draft as those who are asked read it, and what they say."""
    try:
        own = selectors.own_opinion(request.user, pk)
    except ObjectDoesNotExist as nobody_asked:
        raise Http404 from nobody_asked
    return answer_form(
        request, OpinionForm(request.POST or None, initial={"text": own.text}),
        lambda data: services.say_opinion(announcement_id=pk, by=request.user, now=timezone.now(), **data),
        title=own.consultation.announcement.title, submit=_("Send my opinion"), back=reverse("todos:inbox"),
        said=_("Thank you. The author reads it and answers."),
        template="communication/announcements/opinion.html", own=own,
        is_open=own.consultation.closes_on >= timezone.localdate(),
    )  # fmt: skip
