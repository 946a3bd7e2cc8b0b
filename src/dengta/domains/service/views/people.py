"""The strength profile of one person, for them and those who lead them (A6)."""

from itertools import groupby

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from dengta.domains.people.models import Employee
from dengta.domains.service import policies
from dengta.domains.service.selectors.strength import strengths_of
from dengta.domains.service.views.asking import Request
from dengta.domains.service.views.profile import lines_of
from dengta.foundation.access import facts_of
from dengta.web.http import page


@require_safe
def strengths(request: Request, pk: int) -> HttpResponse:
    """Per topic: own result, that of peers, interval, and a word only where chance is excluded."""
    employee = policies.see_person_figures.get_or_404(request.user, Employee.objects.all(), pk=pk)
    lines = lines_of(strengths_of(request.user, agent=employee.pk))
    return page(
        request,
        "service/strengths.html",
        {
            "employee": employee,
            "own": facts_of(request.user).employee_id == employee.pk,
            "groups": [(kpi, list(found)) for kpi, found in groupby(lines, key=lambda line: line.kpi)],
            "measured_on": max((line.strength.measured_on for line in lines), default=None),
        },
    )


@require_safe
def own_strengths(request: Request) -> HttpResponse:
    """One's own, at one address for everybody: menus and tabs lead here."""
    return strengths(request, facts_of(request.user).employee_id or 0)
