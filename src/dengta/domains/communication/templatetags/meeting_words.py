"""What a month lacks, in words, for templates."""

from django import template

from dengta.domains.communication.selectors.meeting_warnings import Lack

register = template.Library()


@register.filter
def lack_words(lack: str) -> str:
    """Why the month of a meeting does not count."""
    return str(Lack(lack).label)
