"""Rate limits per account: `@limited("export", times=5, seconds=3600)` above a view.

Counted in the database with one atomic statement, so that processes cannot count past each other.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from dengta.foundation.access.models import RateCounter

View = Callable[..., HttpResponseBase]

# A counter is of no use once its window is over; old ones go whenever a new window begins.
KEPT_SECONDS = 86_400


def limited(
    name: str, *, times: int, seconds: int, only: Callable[[HttpRequest], bool] = lambda request: True
) -> Callable[[View], View]:
    """Answer 429 with Retry-After to an account that asks more than `times` in `seconds`. `only` picks what counts."""

    def decorate(view: View) -> View:
        @wraps(view)
        def counted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if only(request) and exceeded(f"{name}:{request.user.pk}", times=times, seconds=seconds):
                return have_to_wait(request, seconds)
            return view(request, *args, **kwargs)

        return counted

    return decorate


def exceeded(key: str, *, times: int, seconds: int) -> bool:
    """Count one more use of `key`, and say whether it was one too many."""
    return hits(key, seconds=seconds) > times


def hits(key: str, *, seconds: int) -> int:
    """Count one more use of `key` in the running window and answer how many there are."""
    now = int(timezone.now().timestamp())
    window = now - now % seconds
    counter, is_new = RateCounter.objects.get_or_create(key=key, window=window)
    if is_new:
        RateCounter.objects.filter(window__lt=now - KEPT_SECONDS).delete()
    RateCounter.objects.filter(pk=counter.pk).update(count=F("count") + 1)
    return RateCounter.objects.values_list("count", flat=True).get(pk=counter.pk)


def have_to_wait(request: HttpRequest, seconds: int) -> HttpResponse:
    """429, and when the next window begins."""
    now = int(timezone.now().timestamp())
    response = render(request, "429.html", status=429)
    response.headers["Retry-After"] = str(seconds - now % seconds)
    return response
