"""Posts, candidates, interviews."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from dengta.domains.people import policies
from dengta.domains.people.forms.filters import CandidateFilter
from dengta.domains.people.forms.hiring import (
    CandidateForm,
    DeclineForm,
    HireCandidateForm,
    InterviewForm,
    PostForm,
)
from dengta.domains.people.models import Candidate, Unit
from dengta.domains.people.selectors import hiring as selectors
from dengta.domains.people.selectors import organisation
from dengta.domains.people.services import hiring
from dengta.domains.people.views.shared import Request, today
from dengta.foundation.exports import Column
from dengta.foundation.exports.answers import respond, wanted
from dengta.web import http, lists
from dengta.web.decisions import answer_form, need

SORTS = {"applied": ("applied_on",), "name": ("name",), "unit": ("unit__name", "applied_on")}
COLUMNS = (
    Column("name", _("Name")),
    Column("unit", _("For"), value="unit.name"),
    Column("grade", _("Grade")),
    Column("applied_on", _("Applied on"), kind="date"),
    Column("status", _("Status"), value=lambda row: row.get_status_display()),
    Column("mean_score", _("Mean score"), kind="decimal"),
)


def _candidate(request: Request, pk: UUID) -> Candidate:
    candidate = selectors.candidates(request.user).filter(pk=pk).first()
    if candidate is None:
        raise Http404
    return candidate


def _page_of(pk: UUID) -> str:
    return reverse("people:candidate", args=[pk])


@require_safe
def candidates(request: Request) -> HttpResponseBase:
    need(policies.interview_candidates, request.user)
    page = lists.list_page(
        request, selectors.candidates(request.user), sorts=SORTS, default="-applied", filters=CandidateFilter
    )
    if wanted(request):
        return respond(
            request, name="candidates", columns=COLUMNS, rows=page.everything, permission=policies.export_candidates,
            label=_("Candidates"), people=page.total,
        )  # fmt: skip
    context = {"page": page, "may_export": policies.export_candidates.anywhere(request.user)}
    return http.page(request, "people/candidates.html", context, fragment="list")


@require_http_methods(["GET", "HEAD", "POST"])
def candidate_new(request: Request) -> HttpResponse:
    need(policies.interview_candidates, request.user)
    units = policies.plan_posts.scope(request.user, organisation.teams_of(request.user, today()))
    return answer_form(
        request, CandidateForm(request.POST or None, units=units),
        lambda data: hiring.add_candidate(**data, on=today(), by=request.user),
        title=_("Add a candidate"), submit=_("Add the candidate"), back=reverse("people:candidates"),
        said=_("The candidate is added. Next comes the interview."),
    )  # fmt: skip


@require_safe
def candidate(request: Request, pk: UUID) -> HttpResponse:
    person = _candidate(request, pk)
    context = {
        "candidate": person,
        "interviews": selectors.interviews_of(person),
        "may_decide": policies.decide_candidates.allows(request.user, person)
        and policies.hire_into.allows(request.user, person.unit),
        "may_interview": policies.interview_candidates.allows(request.user, person),
        "open": person.status == Candidate.Status.OPEN,
    }
    return http.page(request, "people/candidate.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def interview(request: Request, pk: UUID) -> HttpResponse:
    person = policies.interview_candidates.get_or_404(request.user, Candidate.objects.all(), pk=pk)
    form = InterviewForm(request.POST or None, criteria=selectors.criteria(), initial={"held_on": today()})
    return answer_form(
        request, form,
        lambda data: hiring.score_interview(
            candidate_id=pk, scores=form.scores, held_on=data["held_on"], summary=data["summary"], by=request.user,
            now=timezone.now(),
        ),
        title=_("Interview"), submit=_("Save the interview"), back=_page_of(pk), said=_("The interview is on record."),
        template="people/interview.html", candidate=person,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def candidate_hire(request: Request, pk: UUID) -> HttpResponse:
    person = policies.decide_candidates.get_or_404(request.user, Candidate.objects.select_related("unit"), pk=pk)
    # Deciding is not yet making the contract: that takes the right to write into files.
    policies.hire_into.get_or_404(request.user, Unit.objects.all(), pk=person.unit_id)
    return answer_form(
        request, HireCandidateForm(request.POST or None, initial={"on": today()}),
        lambda data: hiring.hire_candidate(candidate_id=pk, by=request.user, **data),
        title=_("Hire {name}").format(name=person.name), submit=_("Hire and open the onboarding"), back=_page_of(pk),
        said=_("Welcome on board. The onboarding checklist is open."),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def candidate_decline(request: Request, pk: UUID) -> HttpResponse:
    person = policies.decide_candidates.get_or_404(request.user, Candidate.objects.all(), pk=pk)
    return answer_form(
        request, DeclineForm(request.POST or None),
        lambda data: hiring.decline_candidate(candidate_id=pk, by=request.user, **data),
        title=_("Decline {name}").format(name=person.name), submit=_("Decline with this reason"), back=_page_of(pk),
        said=_("The process has ended. Please tell the candidate kindly."),
    )  # fmt: skip


@require_safe
def posts(request: Request) -> HttpResponse:
    need(policies.see_posts, request.user)
    lines = selectors.post_plan(today(), seen_by=request.user)
    totals = {
        "needed": sum(line.plan.needed for line in lines),
        "filled": sum(line.filled for line in lines),
        "vacant": sum(line.vacant for line in lines),
    }
    context = {"lines": lines, "totals": totals, "may_plan": policies.plan_posts.anywhere(request.user)}
    return http.page(request, "people/posts.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def post_new(request: Request) -> HttpResponse:
    need(policies.plan_posts, request.user)
    units = policies.plan_posts.scope(request.user, organisation.teams_of(request.user, today()))
    return answer_form(
        request, PostForm(request.POST or None, units=units, initial={"on": today(), "skill_level": 1}),
        lambda data: hiring.plan_posts(**data, by=request.user),
        title=_("Plan posts"), submit=_("Put on record"), back=reverse("people:posts"),
        said=_("The posts are planned."),
    )  # fmt: skip
