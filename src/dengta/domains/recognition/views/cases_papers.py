"""The letters of a case as PDF in both languages, the whole file on paper, and the combined view for HR."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from dengta.domains.recognition.models import Case
from dengta.domains.recognition.policies import cases as policies
from dengta.domains.recognition.selectors.case_actions import actions_of
from dengta.domains.recognition.selectors.case_combined import combined_of
from dengta.domains.recognition.selectors.letters import letter_of, letters_for
from dengta.domains.recognition.services import case_papers as services
from dengta.domains.recognition.views.cases import shown
from dengta.domains.recognition.views.cases_shared import case_or_404, where
from dengta.domains.recognition.views.shared import Request
from dengta.foundation.exports.pdf import pdf_of
from dengta.web import http
from dengta.web.decisions import need_when

STYLE = "recognition/print.css"
LETTER, FILE = "recognition/cases/letter.html", "recognition/cases/file.html"


@require_safe
def letter(request: Request, pk: int, kind: str) -> HttpResponse:
    """One letter, in the language asked for or that of the reader; the print view where no PDF can be made."""
    row = case_or_404(request, pk)
    is_mine, can = row.employee_id == policies.own_id(request.user), actions_of(request.user, row, timezone.now())
    need_when(kind in letters_for(row, is_mine=is_mine, proofs="separation" in can or "export" in can))
    language = _language(request)
    services.take_letter(case=row, kind=kind, language=language, by=request.user)
    with translation.override(language):
        context = {"letter": letter_of(row, kind), "language": language, "style": STYLE}
        made = pdf_of(render_to_string(LETTER, {**context, "for_pdf": True}), stylesheet=STYLE)
        if made is None:
            return http.page(request, LETTER, context)
    return _document(made, f"{row.number}-{kind}-{language}.pdf")


def _language(request: Request) -> str:
    known = dict(settings.LANGUAGES)
    asked = request.GET.get("lang", "") or get_language() or settings.LANGUAGE_CODE
    if asked not in known:
        raise Http404
    return asked


@require_safe
def printed(request: Request, pk: int) -> HttpResponse:
    """The whole file as a page to print, for whoever deals with it."""
    row = _of_another(request, pk)
    services.take_file(case=row, form="print", by=request.user)
    return http.page(request, "recognition/cases/printed.html", shown(request, row))


@require_safe
def file(request: Request, pk: int) -> HttpResponse:
    """The whole file as a document, for whoever may export it."""
    row = where(request, pk, "export")
    services.take_file(case=row, form="pdf", by=request.user)
    context = {**shown(request, row), "reader": request.user.employee, "language": get_language(), "style": STYLE}
    made = pdf_of(render_to_string(FILE, {**context, "for_pdf": True}, request), stylesheet=STYLE)
    if made is None:
        return http.page(request, FILE, context)
    return _document(made, f"{row.number}.pdf")


@require_safe
def combined(request: Request, pk: int) -> HttpResponse:
    """Repetition, talks and results beside each other, for HR and whoever decides (H15)."""
    row = where(request, pk, "combined")
    context = {"case": row, "view": combined_of(request.user, row)}
    return http.page(request, "recognition/cases/combined.html", context)


def _of_another(request: Request, pk: int) -> Case:
    row = case_or_404(request, pk)
    need_when(row.employee_id != policies.own_id(request.user))
    return row


def _document(made: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(made, content_type="application/pdf", headers=headers)
