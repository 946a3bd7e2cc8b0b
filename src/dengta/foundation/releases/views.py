"""Where an export waits: asking with a reason, the open requests, the decision."""

from dataclasses import asdict
from datetime import timedelta
from typing import Any

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from dengta.foundation.access import registered_permissions
from dengta.foundation.errors import NotAllowed, RuleViolation
from dengta.foundation.exports.gate import Parcel, Passage
from dengta.foundation.releases import selectors, services
from dengta.foundation.releases.forms import DecisionForm, ReasonForm
from dengta.foundation.releases.models import ExportRequest
from dengta.web.http import done, page
from dengta.web.lists import list_page

SALT = "dengta.foundation.releases"
AN_HOUR = 3600
SORTS = {"asked": ("asked_at",), "people": ("people",)}


def hold(request: HttpRequest, parcel: Parcel) -> Passage:
    """The gate of all exports: let it pass, or send the person to ask for it."""
    now = timezone.now()
    if not selectors.need_of(parcel.permission, people=parcel.people, now=now).reason:
        return Passage()
    release = selectors.valid_release(parcel, by=request.user, now=now)
    if release is not None:
        return Passage(release=release.pk)
    waiting = selectors.open_request(parcel, by=request.user, now=now)
    if waiting is not None:
        return Passage(answer=redirect("releases:show", waiting.pk))
    facts = {**asdict(parcel), "label": str(parcel.label), "permission": parcel.permission.name}
    # The facts travel with the person, signed: nobody asks for one list and takes another.
    token = signing.dumps({**facts, "by": request.user.pk}, salt=SALT, compress=True)
    query = QueryDict(mutable=True)
    query["of"] = token
    return Passage(answer=redirect(f"{reverse('releases:ask')}?{query.urlencode()}"))


def _parcel(request: HttpRequest) -> Parcel:
    """The list that was asked for, as this person asked for it a short while ago."""
    try:
        facts = signing.loads(request.GET.get("of", ""), salt=SALT, max_age=AN_HOUR)
    except signing.BadSignature as forged:
        raise Http404 from forged
    if facts.pop("by") != request.user.pk:
        raise Http404
    return Parcel(**{**facts, "permission": registered_permissions()[facts["permission"]]})


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    parcel, form = _parcel(request), ReasonForm(request.POST or None)
    now = timezone.now()
    need = selectors.need_of(parcel.permission, people=parcel.people, now=now)
    if request.method == "POST" and form.is_valid():
        try:
            asked = services.ask(parcel=parcel, reason=form.cleaned_data["reason"], by=request.user, now=now)
        except NotAllowed as hidden:
            raise Http404 from hidden
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            said = _("Your colleagues are told. You hear as soon as somebody has decided.")
            ready = _("Your reason is on record. The file is ready.")
            return done(request, reverse("releases:show", args=[asked.pk]), said if need.second_person else ready)
    context = {
        "form": form,
        "parcel": parcel,
        "need": need,
        "hours": selectors.HOURS,
        "list_url": _on_screen(parcel.address),
    }
    return page(request, "releases/ask.html", context, status=422 if form.errors else 200)


@require_safe
def request_list(request: HttpRequest) -> HttpResponse:
    listed = list_page(request, selectors.requests_of(request.user), sorts=SORTS, default="-asked")
    return page(request, "releases/list.html", {"page": listed, **_since()}, fragment="list")


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """One request: to its author how it stands, to whoever was asked the decision."""
    asked = get_object_or_404(selectors.requests_of(request.user), pk=pk)
    own = asked.by_id == request.user.pk
    if own and request.method == "POST":
        raise Http404
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        approve, note = request.POST.get("verdict") == "approve", form.cleaned_data["note"]
        try:
            services.decide(request_id=pk, approve=approve, note=note, by=request.user, now=timezone.now())
        except NotAllowed as hidden:
            raise Http404 from hidden
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            return done(
                request,
                reverse("releases:list"),
                _("Approved.") if approve else _("Not approved; the person reads your words."),
            )
    context = {"asked": asked, "own": own, "form": form, "list_url": _on_screen(asked.address), **_facts_of(asked)}
    return page(request, "releases/show.html", context, status=422 if form.errors else 200)


def _facts_of(asked: ExportRequest) -> dict[str, Any]:
    """Whether it still waits, or may still be taken, and until when."""
    now, allowed = timezone.now(), timedelta(hours=selectors.HOURS)
    until = (asked.decided_at or asked.asked_at) + allowed
    over = until <= now
    return {
        "waiting": asked.state == ExportRequest.State.OPEN and not over,
        "free": asked.state == ExportRequest.State.APPROVED and not over,
        "over": over and asked.state != ExportRequest.State.DECLINED,
        "until": until,
    }


def _since() -> dict[str, Any]:
    """Requests and approvals older than this are over."""
    return {"since": timezone.now() - timedelta(hours=selectors.HOURS)}


def _on_screen(address: str) -> str:
    """The list on the screen instead of as a file."""
    path, _mark, query = address.partition("?")
    kept = QueryDict(query, mutable=True)
    kept.pop("format", None)
    return f"{path}?{kept.urlencode()}" if kept else path
