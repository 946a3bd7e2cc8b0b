"""How this person wants the pages to look: language, appearance, single-key shortcuts. Kept in cookies."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from dengta.web.context import LANG_ATTRIBUTE, THEMES

A_YEAR = 365 * 24 * 3600
COOKIES = {
    "language": (settings.LANGUAGE_COOKIE_NAME, frozenset(LANG_ATTRIBUTE)),
    "theme": ("dengta_theme", frozenset(THEMES)),
    "keys": ("dengta_keys", frozenset({"on", "off"})),
}


@login_not_required
@require_POST
def preferences(request: HttpRequest) -> HttpResponse:
    """Keep the choices posted and go back to where they were made. Unknown values change nothing."""
    response = redirect(_back(request))
    for field, (cookie, allowed) in COOKIES.items():
        value = request.POST.get(field, "")
        if value in allowed:
            response.set_cookie(cookie, value, max_age=A_YEAR, samesite="Lax", secure=settings.HTTPS, httponly=True)
    return response


def _back(request: HttpRequest) -> str:
    target = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return target if safe else "/"
