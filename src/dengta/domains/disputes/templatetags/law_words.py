"""Sentences of the engine in the language of the reader."""

from collections.abc import Mapping

from django import template
from django.utils.translation import get_language

from dengta.engines.labour_law.articles import Article
from dengta.engines.labour_law.text import CHINESE, Text

register = template.Library()


@register.filter
def law(sentence: Text | Article | Mapping[str, str]) -> str:
    """A sentence of the engine, or one that was kept, in the language of the page."""
    language = get_language() or CHINESE
    if isinstance(sentence, Text | Article):
        return sentence.said(language)
    return sentence[CHINESE if language.startswith(CHINESE) else "en"]
