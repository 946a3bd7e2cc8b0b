"""One case, for whoever deals with it and for whom it is about."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from dengta.domains.recognition.policies import cases as policies
from dengta.domains.recognition.views.shared import Request
from dengta.web import http


@require_safe
def case(request: Request, pk: int) -> HttpResponse:
    rows = policies.visible(request.user).select_related("employee", "handler", "version__clause", "unit")
    row = get_object_or_404(rows, pk=pk)
    context = {"case": row, "steps": policies.steps(request.user, row)}
    return http.page(request, "recognition/cases/case.html", context)
