"""Words that are kept, in the language of the house."""

from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise


def in_house_words(text: str | Promise, **facts: Any) -> str:
    """A lazy text written out in the language of the installation, whoever happens to be signed in."""
    with translation.override(settings.LANGUAGE_CODE):
        return str(text).format(**facts) if facts else str(text)
