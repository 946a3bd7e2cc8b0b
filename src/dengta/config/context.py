"""What the pages of signing in need beside the shell."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from dengta.domains.people.models import Account
from dengta.domains.people.selectors.personas import personas


def sign_in(request: HttpRequest) -> dict[str, Any]:
    """Demo personas, single sign-on, and whether the reader still lacks the second factor that the role needs."""
    user = getattr(request, "user", None)
    guard = request.session.get("guard") if user is not None and user.is_authenticated else None
    return {
        "demo_personas": SimpleLazyObject(personas),
        "single_sign_on": SimpleLazyObject(_single_sign_on),
        "nobody_yet": SimpleLazyObject(_nobody_yet),
        "factor_missing": bool(guard and not guard["factor"]),
    }


def _nobody_yet() -> bool:
    """Nobody can sign in: the house is not founded."""
    return not Account.objects.exists()


def _single_sign_on() -> dict[str, str] | None:
    if not settings.SINGLE_SIGN_ON:
        return None
    app = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]
    return {"name": app["name"], "url": reverse("openid_connect_login", args=[app["provider_id"]])}
