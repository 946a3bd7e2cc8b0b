"""Where buttons lead: a page that shows one button, and the addresses that chat servers call."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from dengta.foundation.access import Actor
from dengta.foundation.errors import RuleViolation
from dengta.foundation.notify import answers, callbacks
from dengta.foundation.notify.chat.ciphers import NotTheirs
from dengta.foundation.notify.models import ChatApp, Question, Vendor
from dengta.web.http import page

NOT_THEIRS = 401
MOST_BYTES = 64 * 1024


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Looking shows one button and changes nothing: chat systems look at every link. Only pressing it does."""
    by: Actor | None = request.user if request.user.is_authenticated else None
    now = timezone.now()
    try:
        question, button = answers.found(token)
    except RuleViolation as refusal:
        return _shown(request, {"refusal": str(refusal)}, status=404)
    try:
        if request.method == "POST":
            said = answers.answer(token=token, now=now, through="link", by=by)
            return _shown(request, {"said": said, **_about(question)})
        answers.insist(question, by=by, now=now)
    except RuleViolation as refusal:
        # The message is shown to nobody but whoever may still answer it: a link lies about in mailboxes and chats.
        shown = _about(question) if answers.is_open(question, by=by, now=now) else {}
        status = 422 if request.method == "POST" else 200
        return _shown(request, {"refusal": str(refusal), **shown}, status=status)
    return _shown(
        request, {"label": question.choices[button]["label"], "until": question.expires_at, **_about(question)}
    )


def _about(question: Question) -> dict[str, Any]:
    return {"notice": question.notice}


def _shown(request: HttpRequest, facts: dict[str, Any], *, status: int = 200) -> HttpResponse:
    response = page(request, "notify/answer.html", facts, status=status)
    response["Cache-Control"] = "no-store"
    # The address is the answer: it leaves the house in no Referer. Not "no-referrer", with which a browser names no
    # origin either, so that the button of this very page would be taken for another site's.
    response["Referrer-Policy"] = "same-origin"
    return response


@csrf_exempt
@login_not_required
@require_http_methods(["GET", "POST"])
def wecom_callback(request: HttpRequest) -> HttpResponse:
    query = {name: str(value) for name, value in request.GET.items()}

    def reply(app: ChatApp, now: datetime) -> HttpResponse:
        if request.method == "GET":
            return HttpResponse(callbacks.wecom_greeting(app, query, now=now), content_type="text/plain")
        said = callbacks.wecom_event(app, query, _body(request), now=now)
        return HttpResponse(said, content_type="application/xml" if said else "text/plain")

    return _called(Vendor.WECOM, reply)


@csrf_exempt
@login_not_required
@require_POST
def feishu_callback(request: HttpRequest) -> HttpResponse:
    headers = {name: str(value) for name, value in request.headers.items()}
    return _called(
        Vendor.FEISHU, lambda app, now: JsonResponse(callbacks.feishu_event(app, headers, _body(request), now=now))
    )


def _called(vendor: str, reply: Callable[[ChatApp, datetime], HttpResponse]) -> HttpResponse:
    """404 where nobody may call, 401 for whoever is not the chat server; neither says why."""
    app = ChatApp.objects.filter(vendor=vendor, is_on=True).first()
    if app is None or not app.takes_answers:
        raise Http404
    try:
        return reply(app, timezone.now())
    except NotTheirs:
        return HttpResponse(status=NOT_THEIRS)


def _body(request: HttpRequest) -> bytes:
    if int(request.headers.get("Content-Length") or 0) > MOST_BYTES:
        raise NotTheirs
    return request.body
