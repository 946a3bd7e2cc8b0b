"""What the pages of this room share."""

from django.conf import settings
from django.utils.translation import get_language

from dengta.domains.people.models import Account
from dengta.web import http

Request = http.Request[Account]


def language() -> str:
    """The language of the reader."""
    return get_language() or settings.LANGUAGE_CODE
