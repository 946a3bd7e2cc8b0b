"""Whoever complains in good faith is not punished for it, nor soon after it without a second look (R-129)."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from dengta.domains.recognition.models import Protection
from dengta.foundation.rules import Rule

R_129 = Rule("R-129", _("A complaint is never a ground; a measure soon after one needs the next level"))


def is_protected(employee_id: int, day: date) -> bool:
    """Whether a measure against this person needs the next level on this day. One query."""
    rows = Protection.objects.filter(employee=employee_id, since__lte=day, until__gte=day)
    return R_129.warns(when=rows.exists())
