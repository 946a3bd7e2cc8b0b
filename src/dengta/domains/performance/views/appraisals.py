"""One appraisal: what it is made of, both parts of the talk, and every step it can take."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dengta.domains.goals.selectors.pay import Factor, factor_for
from dengta.domains.goals.selectors.pay_factors import handed_from
from dengta.domains.performance.forms.appraisals import (
    AnswerForm,
    AppealAnswerForm,
    AppealForm,
    CalibrateForm,
    HandOverForm,
    LeaderPartForm,
    ObjectionForm,
    OwnPartForm,
    ScoreForm,
)
from dengta.domains.performance.models import Appeal, Appraisal, Cycle, Objection, SelfReview
from dengta.domains.performance.policies import appraisals as policies
from dengta.domains.performance.policies.reach import own_id, works_here
from dengta.domains.performance.selectors import appraisal_people as people
from dengta.domains.performance.selectors import appraisals as selectors
from dengta.domains.performance.selectors import self_reviews
from dengta.domains.performance.selectors.leader_gaps import nobody_read
from dengta.domains.performance.services import appraisals as services
from dengta.domains.performance.services import handing_over, objections
from dengta.domains.performance.views.presenting import appraisal_steps, correction_of, score_lines
from dengta.domains.performance.views.presenting_figures import figure_lines
from dengta.domains.performance.views.shared import Request, one_or_404
from dengta.web import http, lists
from dengta.web.decisions import answer_form, decided, need_when

State = Appraisal.State
BOTH = ["GET", "HEAD", "POST"]


@require_safe
def mine(request: Request) -> HttpResponse:
    need_when(works_here(request.user))
    page = lists.list_page(
        request, selectors.mine(request.user), sorts={"end": ("cycle__ends_on",)}, default="-end", ids_first=True
    )
    context = {"page": page, "rows": [(one, selectors.breakdown(one)) for one in page.rows]}
    return http.page(request, "performance/appraisals/mine.html", context, fragment="list")


@require_safe
def own(request: Request, pk: int) -> HttpResponse:
    """Where what waits for everybody of a cycle leads each of them: to their own appraisal."""
    row = get_object_or_404(selectors.mine(request.user), cycle=pk)
    return redirect("appraisals:appraisal", pk=row.pk)


@require_safe
def appraisal(request: Request, pk: int) -> HttpResponse:
    row = _shown(request, pk)
    found, review = selectors.breakdown(row), self_reviews.of_appraisal(row)
    changes = list(row.changes.select_related("by__employee"))
    context = {
        "appraisal": row,
        "found": found,
        "lines": score_lines(found),
        "opened": [
            (line, figure_lines(line.frozen), correction_of(line, changes)) for line in found.lines if line.frozen
        ],
        "total": "–" if found.result is None else f"{found.result:.1f}",
        "steps": appraisal_steps(row, review),
        "own_view": _own_view(request, row, review),
        "changes": [(one, selectors.name_of(one.key)) for one in changes],
        "objections": [
            (one, selectors.name_of(one.key), _answers(request, one), _record_of(row, one))
            for one in row.objections.all()
        ],
        "appeal": getattr(row, "appeal", None),
        "open_until": objections.open_until(row, timezone.localdate()),
        "may": _may(request, row),
        "scorer": row.scored_by or row.leader,
        "read_by_nobody": nobody_read(row, timezone.localdate()),
        "factor": _factor(row, found.result),
        "handed": handed_from(_back(row.pk)) if row.closed_at else (),
        "back": _list_of(request, row),
    }
    return http.page(request, "performance/appraisals/appraisal.html", context)


def _own_view(request: Request, row: Appraisal, review: SelfReview | None) -> dict[str, Any] | None:
    """The self-review that was handed in, for whoever may open it, with its score beside the others."""
    if review is None or review.status == SelfReview.Status.DRAFT:
        return None
    own = row.employee_id == own_id(request.user)
    rows = self_reviews.own(request.user) if own else self_reviews.readable(request.user)
    found = rows.filter(pk=review.pk).first()
    if found is None:
        return None
    return {"url": reverse("self_reviews:one", args=[found.pk]), "score": self_reviews.score_of(found)}


def _factor(row: Appraisal, result: float | None) -> Factor | None:
    """What the published table says of this score (B8): once it is released, for whoever reads it."""
    if result is None or row.released_at is None:
        return None
    return factor_for(result, on=row.cycle.ends_on, unit_id=row.unit_id)


def _may(request: Request, row: Appraisal) -> dict[str, bool]:
    """Which steps this reader can take now. The services ask again."""
    me, stage = own_id(request.user), row.cycle.state
    own, talks = me == row.employee_id, stage == Cycle.State.TALKS
    scores = policies.may_score(request.user, row)
    decides = not own and policies.decide.allows(request.user, row)
    appeal = getattr(row, "appeal", None)
    return {
        "own": own,
        "score": scores and stage == Cycle.State.SCORING,
        "hand_over": _may_hand_over(request, row) and people.can_be_handed_over(row),
        "second": row.second_reader_id == me and row.state == State.SECOND,
        "calibrate": decides and stage == Cycle.State.CALIBRATION,
        "write": talks and row.state in (State.TALK, State.TALKED) and (own or scores),
        "sign": talks and own and row.state == State.TALKED,
        "object": talks and own and row.state in objections.OPEN_TO_OBJECTION,
        "appeal": talks and own and row.state in objections.OPEN_TO_OBJECTION and appeal is None,
        "hear": appeal is not None and appeal.state == Appeal.State.OPEN and appeal.handler_id == me,
        "close": talks and decides and row.state in objections.OPEN_TO_OBJECTION,
    }


def _may_hand_over(request: Request, row: Appraisal) -> bool:
    return own_id(request.user) != row.employee_id and policies.run_cycles.allows(request.user, row.cycle)


def _answers(request: Request, objection: Objection) -> bool:
    """Whether this reader can answer the objection."""
    return (
        objection.state == Objection.State.OPEN
        and policies.hear_objections.allows(request.user, objection)
        and own_id(request.user) not in policies.kept_from_answering(objection.appraisal, objection.key)
    )


def _record_of(row: Appraisal, objection: Objection) -> str:
    """Where the rows behind the number stand; nowhere for a judgement."""
    return next((one.rows_url for one in row.scores.all() if one.key == objection.key), "")


@require_http_methods(BOTH)
def score(request: Request, pk: int) -> HttpResponse:
    row = _shown(request, pk)
    need_when(policies.may_score(request.user, row))
    initial = {"score": row.leader_score, "words": row.leader_words}
    return answer_form(
        request,
        ScoreForm(request.POST or None, initial=initial),
        lambda data: services.give_score(appraisal_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("Score"),
        submit=_("Save the score"),
        back=_back(pk),
        said=_("Saved."),
        intro=row.employee.name,
    )


@require_http_methods(BOTH)
def hand_over(request: Request, pk: int) -> HttpResponse:
    row = _shown(request, pk)
    need_when(_may_hand_over(request, row))
    return answer_form(
        request,
        HandOverForm(request.POST or None, people=people.may_lead(row, timezone.localdate())),
        lambda data: handing_over.hand_over(appraisal_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("Hand over to another leader"),
        submit=_("Hand the appraisal over"),
        back=_back(pk),
        said=_("Handed over. Both leaders are told."),
        intro=_("For {name}, whom {leader} appraises so far. What is judged already stays as it is.").format(
            name=row.employee.name, leader=row.leader.name
        ),
    )


@require_http_methods(BOTH)
def second(request: Request, pk: int) -> HttpResponse:
    row = _shown(request, pk)
    need_when(row.second_reader_id == own_id(request.user))
    return answer_form(
        request,
        ScoreForm(request.POST or None),
        lambda data: services.read_as_second(appraisal_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("Score as a second reader"),
        submit=_("Save the score"),
        back=_back(pk),
        said=_("Thank you. Both scores count by half."),
        intro=_("Please judge from the sources, as if there were no score of the leader yet."),
    )


@require_http_methods(BOTH)
def calibrate(request: Request, pk: int) -> HttpResponse:
    row = _shown(request, pk)
    need_when(policies.decide.allows(request.user, row))
    return answer_form(
        request,
        CalibrateForm(request.POST or None),
        lambda data: services.calibrate(appraisal_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("Change the leader’s score"),
        submit=_("Change"),
        back=_back(pk),
        said=_("Changed. The reason stands beside it."),
        intro=_("Calibration changes the leader’s judgement alone, never a frozen figure."),
    )


@require_http_methods(BOTH)
def part(request: Request, pk: int) -> HttpResponse:
    row = _shown(request, pk)
    own = own_id(request.user) == row.employee_id
    need_when(own or policies.may_score(request.user, row))
    initial = {"words": row.own_part} if own else _leaders_part(row)
    form = (OwnPartForm if own else LeaderPartForm)(request.POST or None, initial=initial)
    return answer_form(
        request,
        form,
        lambda data: services.write_part(appraisal_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("Your part of the talk"),
        submit=_("Save"),
        back=_back(pk),
        said=_("Saved. The other side reads it."),
    )


def _leaders_part(row: Appraisal) -> dict[str, str]:
    """What stands in the form of the leader: before the first word, the plan that the published table names (R-007)."""
    plan = row.ability_plan
    if not row.leader_part and not plan and (factor := _factor(row, selectors.breakdown(row).result)):
        plan = factor.ability_plan
    return {"words": row.leader_part, "ability_plan": plan}


@require_POST
def sign(request: Request, pk: int) -> HttpResponse:
    _shown(request, pk)
    agrees = request.GET.get("agrees") == "yes"
    return decided(
        request,
        lambda: services.sign(appraisal_id=pk, agrees=agrees, by=request.user, now=timezone.now()),
        back=_back(pk),
        said=_("Signed."),
    )


@require_http_methods(BOTH)
def object_to(request: Request, pk: int) -> HttpResponse:
    row = _shown(request, pk)
    need_when(own_id(request.user) == row.employee_id)
    numbers = [(line.key, line.name) for line in selectors.breakdown(row).lines]
    return answer_form(
        request,
        ObjectionForm(request.POST or None, numbers=numbers, initial={"key": request.GET.get("key", "")}),
        lambda data: objections.object_to(appraisal_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("Object to a number"),
        submit=_("Make the objection"),
        back=_back(pk),
        said=_("Somebody who did not judge you looks at it and answers."),
        intro=_("An objection costs you nothing. Whoever answers has the record in front of them."),
    )


@require_http_methods(BOTH)
def answer(request: Request, pk: int) -> HttpResponse:
    objection = policies.hear_objections.get_or_404(request.user, Objection.objects.select_related("appraisal"), pk=pk)
    need_when(_answers(request, objection))
    return answer_form(
        request,
        AnswerForm(request.POST or None),
        lambda data: objections.answer_objection(objection_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("Answer the objection"),
        submit=_("Give the decision"),
        back=_back(objection.appraisal_id),
        said=_("Decided. The person reads your reasons."),
        intro=objection.words,
    )


@require_http_methods(BOTH)
def appeal(request: Request, pk: int) -> HttpResponse:
    row = _shown(request, pk)
    need_when(own_id(request.user) == row.employee_id)
    return answer_form(
        request,
        AppealForm(request.POST or None),
        lambda data: objections.appeal_against(appraisal_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("Appeal"),
        submit=_("Appeal"),
        back=_back(pk),
        said=_("Your appeal is with somebody who had no part in the appraisal."),
        intro=_("It goes to somebody who neither led you nor scored, calibrated or answered anything here."),
    )


@require_http_methods(BOTH)
def decide_appeal(request: Request, pk: int) -> HttpResponse:
    row = policies.hear_appeals.get_or_404(request.user, Appeal.objects.all(), pk=pk)
    need_when(row.handler_id == own_id(request.user) and row.state == Appeal.State.OPEN)
    lines = selectors.breakdown(_shown(request, row.appraisal_id)).lines
    numbers = [(one.key, one.name) for one in lines if one.frozen or one.key == selectors.LEADER]
    return answer_form(
        request,
        AppealAnswerForm(request.POST or None, numbers=numbers, initial={"key": selectors.LEADER}),
        lambda data: objections.decide_appeal(
            appeal_id=pk, granted=data["upheld"], reason=data["answer"], score=data["score"],
            key=data["key"] or selectors.LEADER, by=request.user, now=timezone.now(),
        ),
        title=_("Decide the appeal"),
        submit=_("Give the decision"),
        back=_back(row.appraisal_id),
        said=_("Decided. The person reads your reasons."),
        intro=row.words,
    )  # fmt: skip


@require_POST
def close(request: Request, pk: int) -> HttpResponse:
    _shown(request, pk)
    return decided(
        request,
        lambda: services.close_appraisal(appraisal_id=pk, by=request.user, now=timezone.now()),
        back=_back(pk),
        said=_("The appraisal is closed."),
    )


def _shown(request: Request, pk: int) -> Appraisal:
    rows = selectors.appraisals(request.user).select_related(
        "second_reader", "scored_by", "appeal__handler", "cycle__unit"
    )
    return one_or_404(rows, pk)


def _back(pk: int) -> str:
    return reverse("appraisals:appraisal", args=[pk])


def _list_of(request: Request, row: Appraisal) -> str:
    """The list that this reader comes from."""
    known = policies.visible_cycles(request.user).filter(pk=row.cycle_id)
    if own_id(request.user) == row.employee_id or not known.exists():
        return reverse("appraisals:mine")
    return reverse("appraisals:cycle", args=[row.cycle_id])
