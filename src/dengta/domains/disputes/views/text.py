"""Looking through a text for unlawful clauses, before it is published."""

from django.http import HttpResponse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from dengta.domains.disputes import policies
from dengta.domains.disputes.forms.text import TextForm
from dengta.domains.disputes.views.shared import Request
from dengta.engines.labour_law.lint import lint
from dengta.web import http
from dengta.web.decisions import need


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def check_text(request: Request) -> HttpResponse:
    need(policies.see_calculations, request.user)
    form = TextForm(request.POST if request.method == "POST" else None)
    clauses = lint(form.cleaned_data["text"]) if form.is_valid() else None
    context = {"form": form, "clauses": clauses}
    return http.page(request, "disputes/text.html", context, status=422 if form.errors else 200)
