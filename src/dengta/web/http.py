"""Requests with a known user, and answers that are a whole page to a browser and a fragment to htmx."""

from collections.abc import Mapping
from typing import Any, Generic, TypeVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.functional import Promise
from django_htmx.http import HttpResponseClientRedirect, trigger_client_event
from django_htmx.middleware import HtmxDetails

User = TypeVar("User")


class Request(HttpRequest, Generic[User]):
    """A request of somebody signed in. Rooms name their account once: `Request = web.http.Request[Account]`."""

    user: User  # type: ignore[assignment]  # narrower than Django's: the login middleware leaves no anonymous visitor
    htmx: HtmxDetails


def page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any] | None = None,
    *,
    fragment: str = "",
    status: int = 200,
) -> HttpResponse:
    """The whole page; to htmx only its partial `fragment`.

    Going back reloads (see `htmx-config` in the skeleton), so a page from history is always whole.
    """
    name = f"{template}#{fragment}" if fragment and getattr(request, "htmx", None) else template
    response = render(request, name, dict(context or {}), status=status)
    patch_vary_headers(response, ("HX-Request",))
    return response


def say(response: HttpResponse, text: str | Promise, *, undo_url: str = "") -> HttpResponse:
    """Let this answer to htmx also show a toast, where the page stays as it is."""
    return trigger_client_event(response, "dt:toast", {"text": str(text), "undo": undo_url})


def done(request: HttpRequest, to: str, text: str | Promise, *, undo_url: str = "") -> HttpResponse:
    """After a successful POST: go to `to` and say `text` there, with an undo button where `undo_url` can take it back.

    `undo_url` is posted to. Works the same from a page and from the side sheet.
    """
    messages.success(request, str(text), extra_tags=undo_url)
    if getattr(request, "htmx", None):
        return HttpResponseClientRedirect(to)
    return redirect(to)
