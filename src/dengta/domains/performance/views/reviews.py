"""Peer reviews and self-reviews: what waits for me, what came out, and rounds for whoever leads."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dengta.domains.people.models import Account, Unit
from dengta.domains.performance.forms import raters as forms
from dengta.domains.performance.models import PeerRound, SelfReview
from dengta.domains.performance.policies import peer_reviews as policies
from dengta.domains.performance.policies.raters import own_id, works_here
from dengta.domains.performance.selectors import peer_reviews as selectors
from dengta.domains.performance.selectors import self_reviews as own_views
from dengta.domains.performance.services import peer_closing, peer_reviews, self_reviews
from dengta.web import http, lists
from dengta.web.decisions import answer_form, decided, need_when

Request = http.Request[Account]
FORM = "performance/raters/form.html"
FORMS = ["GET", "HEAD", "POST"]
A_QUARTER, TWO_WEEKS = timedelta(days=91), timedelta(days=14)


@require_safe
def peer_list(request: Request) -> HttpResponse:
    need_when(works_here(request.user))
    page = lists.list_page(
        request, selectors.rounds(request.user), sorts={"period": ("last_day",), "until": ("closes_on",)},
        default="-period",
    )  # fmt: skip
    context = {
        "page": page,
        "asked": selectors.asked(request.user),
        "results": selectors.own_results(request.user)[:8],
        "starts": policies.start.anywhere(request.user),
        "sees_rounds": policies.see_rounds.beyond_own(request.user),
    }
    return http.page(request, "performance/peer_reviews/list.html", context, fragment="list")


@require_http_methods(FORMS)
def peer_start(request: Request) -> HttpResponse:
    need_when(policies.start.anywhere(request.user))
    today = timezone.localdate()
    initial = {
        "first_day": today - A_QUARTER, "last_day": today, "closes_on": today + TWO_WEEKS,
        "per_person": peer_reviews.PER_PERSON.on(today), "threshold": peer_reviews.THRESHOLD.on(today),
        "questions": forms.as_lines(selectors.QUESTIONS),
    }  # fmt: skip

    def start(data: dict[str, Any]) -> PeerRound:
        unit = data.pop("unit")
        data["questions"] = [tuple(line) for line in data["questions"]]
        return peer_reviews.start_round(unit_id=unit.pk, by=request.user, now=timezone.now(), **data)

    return answer_form(
        request,
        forms.PeerRoundForm(request.POST or None, initial=initial, units=_units(request)),
        start,
        title=_("Start a peer review"),
        submit=_("Start and ask"),
        back=reverse("peer_reviews:list"),
        said=_("Started. Everybody who is asked finds it in the own inbox."),
        template=FORM,
        intro=_(
            "Everybody is asked about colleagues and about the own work. You do not learn who is asked about whom."
        ),
    )


def _units(request: Request) -> Any:
    return policies.start.scope(request.user, Unit.objects.filter(closed_on=None)).order_by("name", "pk")


@require_http_methods(FORMS)
def peer_answer(request: Request, pk: UUID) -> HttpResponse:
    row = get_object_or_404(selectors.asked(request.user), pk=pk)
    form = forms.AnswerForm(request.POST or None, scales=selectors.scales(row.round.questions.all()))
    return answer_form(
        request,
        form,
        lambda data: peer_reviews.answer(
            invitation_id=pk, scores=form.scores(), comment=data["comment"], by=request.user, now=timezone.now()
        ),
        title=format_lazy(_("Working with {name}"), name=row.rated.name),
        submit=_("Hand in"),
        back=reverse("peer_reviews:list"),
        said=_("Thank you. Your answer is kept without your name."),
        template=FORM,
        promise="peer",
        threshold=row.round.threshold,
    )


@require_safe
def peer_round(request: Request, pk: int) -> HttpResponse:
    row = get_object_or_404(selectors.rounds(request.user), pk=pk)
    need_when(policies.see_rounds.beyond_own(request.user))
    context = {
        "round": row,
        "results": selectors.scores(request.user, pk),
        "runs": row.status == PeerRound.Status.OPEN and policies.run.allows(request.user, row),
        "own": own_id(request.user),
    }
    return http.page(request, "performance/peer_reviews/round.html", context)


@require_POST
def peer_close(request: Request, pk: int) -> HttpResponse:
    return decided(
        request,
        lambda: peer_closing.close_round(round_id=pk, by=request.user, now=timezone.now()),
        back=reverse("peer_reviews:round", args=[pk]),
        said=_("Closed. Everybody reads the own result."),
    )


@require_POST
def peer_cancel(request: Request, pk: int) -> HttpResponse:
    return decided(
        request,
        lambda: peer_reviews.cancel_round(round_id=pk, by=request.user, now=timezone.now()),
        back=reverse("peer_reviews:round", args=[pk]),
        said=_("Called off. What was answered is deleted unread."),
    )


@require_safe
def peer_result(request: Request, pk: UUID) -> HttpResponse:
    row = get_object_or_404(selectors.readable(request.user), pk=pk)
    context = {
        "result": row,
        "lines": selectors.lines_of(row),
        "comments": selectors.comments_of(row, request.user),
        "own": row.rated_id == own_id(request.user),
    }
    return http.page(request, "performance/peer_reviews/result.html", context)


@require_safe
def self_list(request: Request) -> HttpResponse:
    need_when(works_here(request.user))
    page = lists.list_page(
        request, own_views.readable(request.user),
        sorts={"day": ("handed_in_on",), "name": ("employee__pinyin",)}, default="-day",
    )  # fmt: skip
    today = timezone.localdate()
    context = {"page": page, "own": [(row, row.is_open(today)) for row in own_views.own(request.user)[:8]]}
    return http.page(request, "performance/self_reviews/list.html", context, fragment="list")


@require_safe
def self_one(request: Request, pk: UUID) -> HttpResponse:
    rows = own_views.own(request.user) | own_views.readable(request.user)
    row = get_object_or_404(rows, pk=pk)
    context = {
        "review": row,
        "lines": own_views.lines_of(row),
        "score": own_views.score_of(row),
        "own": row.employee_id == own_id(request.user),
    }
    return http.page(request, "performance/self_reviews/one.html", context)


@require_http_methods(FORMS)
def self_write(request: Request, pk: UUID) -> HttpResponse:
    rows = own_views.own(request.user)
    row = get_object_or_404(rows, pk=pk, status=SelfReview.Status.DRAFT)
    initial = {"went_well": row.went_well, "mistakes": row.mistakes, "needs": row.needs}
    form = forms.SelfForm(
        request.POST or None, scales=own_views.questions_of(row), given=own_views.scores_of(row),
        initial=initial,
    )  # fmt: skip

    def write(data: dict[str, Any]) -> SelfReview:
        words = {name: data[name] for name in ("went_well", "mistakes", "needs", "hand_in")}
        return self_reviews.write_self_review(
            review_id=pk, scores=form.scores(), by=request.user, now=timezone.now(), **words
        )

    return answer_form(
        request,
        form,
        write,
        title=_("How I see my work"),
        submit=_("Save"),
        back=reverse("self_reviews:list"),
        said=_("Saved."),
        template=FORM,
        promise="self",
    )
