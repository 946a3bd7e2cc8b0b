"""The way out to the provider of single sign-on. The way back is checked by `config.sign_in`."""

import secrets

from allauth.socialaccount.providers.openid_connect import views as openid
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase

NONCE = "single_sign_on_nonce"


@login_not_required
def leave(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Go to the provider with a nonce that its answer has to carry; nothing else of the address reaches it."""
    query = QueryDict(mutable=True)
    if target := request.GET.get("next"):
        query["next"] = target
    if request.method == "POST":
        request.session[NONCE] = secrets.token_urlsafe(32)
        query["auth_params"] = f"nonce={request.session[NONCE]}"
    request.GET = query  # type: ignore[assignment]  # the library reads from there what else to send
    answer: HttpResponseBase = openid.login(request, provider_id=provider_id)
    return answer
