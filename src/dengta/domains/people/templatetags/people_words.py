"""How people are shown in lists and on their pages: `{% load people_words %}`. Tags, because a list has many rows."""

from datetime import date

from django import template
from django.utils.safestring import SafeString

from dengta.domains.people.models import Employee
from dengta.web.components.basics import status

register = template.Library()
LOOKS = {Employee.Status.ACTIVE: "good", Employee.Status.SUSPENDED: "warn"}


@register.simple_tag
def work_status(employee: Employee) -> SafeString:
    """Whether somebody works here now."""
    return status(LOOKS.get(Employee.Status(employee.status), "mute"), employee.get_status_display())


@register.filter
def digits(day: date | None) -> str:
    """A day in digits (2026-11-26), the same in both languages; a dash for none."""
    return "–" if day is None else day.isoformat()
