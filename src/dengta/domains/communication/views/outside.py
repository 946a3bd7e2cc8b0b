"""The page behind a link for somebody outside: one request, one answer, no account, no session, no way on.

Who opens it proves themself with token and code in every request. Nothing that a browser sends by itself counts, so
there is nothing for another site to ride on, and the page needs no CSRF token; that also lets it forbid the Referer
altogether, which a browser answers with an empty Origin.
"""

from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from dengta.domains.communication.forms.requests import CodeForm, OutsideForm
from dengta.domains.communication.services import outsiders
from dengta.foundation.access.limits import exceeded, have_to_wait
from dengta.foundation.errors import RuleViolation
from dengta.web import http

TRIES, SECONDS = 30, 600
UNKNOWN, GONE = 404, 410


def _sealed(view: Any) -> Any:
    @wraps(view)
    def sealed(request: HttpRequest, token: str) -> HttpResponseBase:
        answer: HttpResponseBase = view(request, token)
        # The address is half the key: it must not travel in a Referer, and no search engine may keep it.
        answer["Referrer-Policy"] = "no-referrer"
        answer["X-Robots-Tag"] = "noindex, nofollow"
        answer["Cache-Control"] = "no-store, private"
        return answer

    return sealed


@csrf_exempt
@login_not_required
@_sealed
@require_http_methods(["GET", "HEAD", "POST"])
def outside(request: HttpRequest, token: str) -> HttpResponse:
    """First the code; with it the request and the form; with an answer the thanks."""
    now = timezone.now()
    try:
        link = outsiders.open_through(token=token, now=now)
    except RuleViolation as refusal:
        # Guessing addresses is limited for all guessers together: it slows nobody down who has a link.
        if exceeded("outside:unknown", times=TRIES * 10, seconds=SECONDS):
            return have_to_wait(request, SECONDS)
        unknown = refusal.code == "communication.outsider_unknown"
        return _say(request, refusal, status=UNKNOWN if unknown else GONE)
    if exceeded(f"outside:{link.pk}", times=TRIES, seconds=SECONDS):
        return have_to_wait(request, SECONDS)
    if request.method != "POST":
        return _show(request, {"code_form": CodeForm()})
    code_form = CodeForm(request.POST)
    if not code_form.is_valid():
        return _show(request, {"code_form": code_form}, status=422)
    return _with_code(request, token, code_form)


def _with_code(request: HttpRequest, token: str, code_form: CodeForm) -> HttpResponse:
    code, now = code_form.cleaned_data["code"], timezone.localtime()
    # The first post brings the code alone; the second one the answer with it.
    form = OutsideForm(request.POST if "verdict" in request.POST or "answering" in request.POST else None)
    try:
        if form.is_bound and form.is_valid():
            outsiders.answer_from_outside(token=token, code=code, now=now, **form.cleaned_data)
            return _show(request, {"thanks": True})
        link = outsiders.prove(token=token, code=code, now=now)
    except RuleViolation as refusal:
        if refusal.code == "communication.outsider_code":
            code_form.add_error("code", str(refusal))
            return _show(request, {"code_form": code_form}, status=422)
        if refusal.code.startswith("communication.outsider_"):
            return _say(request, refusal, status=GONE)
        form.add_error(None, str(refusal))
        link = outsiders.open_through(token=token, now=now)
    row = link.request
    context = {"row": row, "options": list(row.options.all()), "form": form, "code": code, "recipient": link.recipient}
    return _show(request, context, status=422 if form.errors else 200)


def _show(request: HttpRequest, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    return http.page(request, "communication/requests/outside.html", context, status=status)


def _say(request: HttpRequest, refusal: RuleViolation, *, status: int) -> HttpResponse:
    return _show(request, {"refusal": str(refusal)}, status=status)
