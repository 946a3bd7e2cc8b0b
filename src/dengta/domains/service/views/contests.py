"""Objections to figures: those that wait for the leader, and one's own with their answers."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from dengta.domains.service import policies
from dengta.domains.service.forms import AnswerForm
from dengta.domains.service.models import Contest
from dengta.domains.service.selectors.contact import contests_for
from dengta.domains.service.selectors.kpis import registered_kpis
from dengta.domains.service.services.contests import answer_contest
from dengta.domains.service.views.asking import Request
from dengta.foundation.errors import RuleViolation
from dengta.foundation.exports import Column, respond, wanted
from dengta.web.components.markup import Text
from dengta.web.http import done, page
from dengta.web.lists import list_page

SORTS = {"opened": ("opened_at",), "agent": ("agent__pinyin", "agent__number"), "state": ("state",)}
COLUMNS = (
    Column("agent", gettext_lazy("Agent"), "agent.name"),
    Column("number", gettext_lazy("Staff number"), "agent.number"),
    Column("day", gettext_lazy("Business day"), kind="date"),
    Column("kpi", gettext_lazy("Figure")),
    Column("reason", gettext_lazy("Objection")),
    Column("state", gettext_lazy("State"), lambda contest: contest.get_state_display()),
    Column("answer", gettext_lazy("Answer")),
)


@require_safe
def contests(request: Request) -> HttpResponseBase:
    """Objections the reader may see, newest first."""
    listed = list_page(request, contests_for(request.user), sorts=SORTS, default="-opened")
    if wanted(request):
        return respond(
            request,
            name="service.contests",
            columns=COLUMNS,
            rows=listed.everything,
            permission=policies.export_contests,
            label=_("Objections"),
        )
    context: dict[str, Any] = {
        "page": listed,
        "names": _names(),
        "may_answer": policies.answer_contests.anywhere(request.user),
        "may_export": policies.export_contests.anywhere(request.user),
    }
    return page(request, "service/contests.html", context, fragment="list")


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: Request, pk: int) -> HttpResponse:
    """Answer an objection: the person is right, or the figure stays, always with words."""
    contest = policies.answer_contests.get_or_404(request.user, Contest.objects.select_related("agent"), pk=pk)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            answer_contest(
                contest_id=contest.pk,
                upheld=request.POST.get("upheld") == "yes",
                answer=form.cleaned_data["answer"],
                at=timezone.now(),
                by=request.user,
            )
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            return done(request, reverse("service:contests"), _("Answered. The person can read it now."))
    return page(
        request,
        "service/answer_form.html",
        {"form": form, "contest": contest, "about": _names().get(contest.kpi, "")},
        fragment="sheet",
        status=422 if form.errors else 200,
    )


def _names() -> dict[str, Text]:
    return {kpi.key: kpi.name for kpi in registered_kpis()}
