"""Who has read their target, and answers to objections."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from dengta.domains.goals.forms.goals import AnswerForm
from dengta.domains.goals.models import Acknowledgement
from dengta.domains.goals.policies import goals as policies
from dengta.domains.goals.selectors import goals as selectors
from dengta.domains.goals.selectors.on_paper import teams_to_tell
from dengta.domains.goals.services import acknowledgements as services
from dengta.domains.goals.views.shared import Request, goal_or_404
from dengta.web import http, lists
from dengta.web.decisions import answer_form, need_when


@require_safe
def acknowledgements(request: Request, pk: int) -> HttpResponse:
    """Everybody who was asked about the version in force; who has not read it stands first."""
    goal = goal_or_404(request.user, pk)
    need_when(policies.follow.beyond_own(request.user))
    page = lists.page_of(request, selectors.acknowledgements(request.user, goal))
    context = {"goal": goal, "page": page, "teams": teams_to_tell(request.user, goal)}
    return http.page(request, "goals/acknowledgements.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: Request, pk: int) -> HttpResponse:
    """Answer an objection."""
    need_when(policies.follow.beyond_own(request.user))
    rows = Acknowledgement.objects.filter(objects_to_it=True).select_related("version", "employee")
    row = policies.follow.get_or_404(request.user, rows, pk=pk)
    need_when(policies.write_for.anywhere(request.user) and row.employee.account_id != request.user.pk)
    return answer_form(
        request, AnswerForm(request.POST or None),
        lambda data: services.answer_objection(acknowledgement_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("Answer the objection"), submit=_("Answer"),
        back=reverse("goals:acknowledgements", args=[row.version.goal_id]), said=_("The person reads your answer."),
        intro=row.note,
    )  # fmt: skip
