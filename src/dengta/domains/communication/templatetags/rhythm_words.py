"""How somebody's 1:1s stand, as a status. In one go, because a list of people has one in every row."""

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dengta.domains.communication.selectors.cadence import Rhythm
from dengta.web.components.basics import status

register = template.Library()


@register.simple_tag
def rhythm_state(rhythm: Rhythm) -> SafeString:
    """Silent for too long, overdue, before the first talk, or in rhythm."""
    if rhythm.without_contact:
        n = rhythm.working_days
        silent = ngettext("%(n)s working day without a talk", "%(n)s working days without a talk", n)
        return status("warn", silent % {"n": n})
    if rhythm.overdue:
        n = rhythm.days
        return status("warn", ngettext("overdue, %(n)s day", "overdue, %(n)s days", n) % {"n": n})
    return status("good", _("in rhythm")) if rhythm.last else status("info", _("first talk to come"))
