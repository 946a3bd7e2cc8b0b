"""The style guide, for whoever is signed in."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dengta.web import http
from dengta.web.styleguide import samples


def _content() -> dict[str, object]:
    return {
        "kpis": samples.kpis(),
        "steps": samples.steps(),
        "moments": samples.moments(),
        "heat": samples.heat(),
        "goals": samples.goals(),
        "score": samples.score(),
        "progress": samples.progress(),
        "chart": samples.chart(),
        "people": samples.people(),
        "shifts": samples.SHIFTS,
        "wrong": samples.SampleForm({}, auto_id="guide_%s"),
        "before": _("Three late arrivals in 30 days lead to a written reminder."),
        "after": _("Three late arrivals of more than 15 minutes in 30 days lead to a talk, then a written reminder."),
    }


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    return http.page(request, "web/styleguide/page.html", _content())


@require_http_methods(["GET", "HEAD", "POST"])
def sample_form(request: HttpRequest) -> HttpResponse:
    """The form of the side sheet. It keeps nothing: it shows how errors and success behave."""
    form = samples.SampleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return http.done(
            request, reverse("styleguide"), _("Your request is on its way."), undo_url=reverse("styleguide-undo")
        )
    status = 422 if form.is_bound else 200
    return http.page(request, "web/styleguide/form.html", {"form": form}, fragment="sheet", status=status)


@require_http_methods(["POST"])
def sample_undo(request: HttpRequest) -> HttpResponse:
    """Nothing was kept, so nothing is taken back; the toast says how it reads."""
    return http.done(request, reverse("styleguide"), _("Taken back."))
