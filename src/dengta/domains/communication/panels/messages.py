"""The load report in the menu, for whoever leads."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.policies import messages as policies
from dengta.web import navigation
from dengta.web.navigation import Entry


def _leads(request: HttpRequest) -> bool:
    return policies.see_load.beyond_own(request.user)


def register() -> None:
    """Called once, at start."""
    navigation.register(
        Entry(
            section="team", label=_("Message load"), url_name="messages:load", icon="message-bolt", order=90,
            visible=_leads,
        )
    )  # fmt: skip
