"""The reference view, fixed once and for all: what a plain Django page costs on this machine, in this run.

A logged-in user, 50 rows of one table with three joined tables, the count of pages, a plain template: four queries,
under Django's own middleware for sessions and accounts and nothing else.
"""

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine
from django.urls import path

from dengta.domains.people.models import Membership

MIDDLEWARE = [
    "dengta.config.bench.reference.own_addresses",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]
QUERIES = 4
TEMPLATE = Engine().from_string(
    """<!doctype html>
<html><head><title>Reference</title></head><body>
<p>{{ user.username }}: page {{ page.number }} of {{ page.paginator.num_pages }}</p>
<table>
<tr><th>Number</th><th>Name</th><th>Grade</th><th>E-mail</th><th>Team</th><th>Kind</th><th>Since</th></tr>
{% for row in page %}<tr>
<td>{{ row.employee.number }}</td><td>{{ row.employee.name }}</td><td>{{ row.employee.grade }}</td>
<td>{{ row.employee.account.email }}</td><td>{{ row.unit.name }}</td><td>{{ row.unit.kind }}</td>
<td>{{ row.valid_from|date:"Y-m-d" }}</td>
</tr>{% endfor %}
</table>
</body></html>"""
)


def own_addresses(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """The addresses below, and no other. Without it the settings would have to change before each measurement, and
    whatever page comes next would pay for reading the addresses of the site anew."""

    def answer(request: HttpRequest) -> HttpResponse:
        request.urlconf = __name__
        return get_response(request)

    return answer


@login_required
def reference(request: HttpRequest) -> HttpResponse:
    """Fifty memberships with their employee, that one's account, and the unit."""
    rows = Membership.objects.select_related("employee__account", "unit").order_by("employee__number", "pk")
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    return HttpResponse(TEMPLATE.render(Context({"user": request.user, "page": page})))


urlpatterns = [path("reference", reference)]
