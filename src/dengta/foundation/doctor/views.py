"""How the installation is, for those who look after it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dengta.foundation.doctor import policies, selectors, services
from dengta.foundation.doctor.presenting import checks_of
from dengta.web.http import done, page


@require_safe
def result(request: HttpRequest) -> HttpResponse:
    if not policies.oversees(request.user):
        raise Http404
    latest = selectors.latest()
    facts = {
        "examination": latest,
        "found": list(latest.kept()) if latest else [],
        "checks": checks_of(latest) if latest else [],
        "stale": latest is not None and selectors.is_stale(latest, now=timezone.now()),
        "under_way": selectors.under_way(),
    }
    return page(request, "doctor/result.html", facts)


@require_POST
def again(request: HttpRequest) -> HttpResponse:
    if not policies.may_examine(request.user):
        raise Http404
    services.ask(by=request.user)
    return done(request, reverse("doctor:result"), _("The installation is being examined."))
