"""Signing in as a demo persona. The address exists in demo mode only."""

from allauth.account.adapter import get_adapter
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from dengta.domains.people.models import Account
from dengta.domains.people.selectors.personas import personas


@login_not_required
@require_POST
def sign_in_as(request: HttpRequest, username: str) -> HttpResponse:
    if username not in {persona.username for persona in personas()}:
        raise Http404
    get_adapter().login(request, Account.objects.get(username=username))
    return redirect("/")
