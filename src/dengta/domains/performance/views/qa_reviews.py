"""Quality reviews: the list, one review for whoever reads, scores, disputes or decides it."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dengta.domains.performance.forms import qa as forms
from dengta.domains.performance.models import QaReview
from dengta.domains.performance.policies import qa as policies
from dengta.domains.performance.selectors import qa_deciders as deciding
from dengta.domains.performance.selectors import qa_ports
from dengta.domains.performance.selectors import qa_reviews as selectors
from dengta.domains.performance.selectors.qa_forms import published_forms
from dengta.domains.performance.selectors.qa_parameters import ANSWER_DAYS, OPEN_DISPUTES
from dengta.domains.performance.services import qa_disputes as disputes
from dengta.domains.performance.services import qa_reviews as services
from dengta.domains.performance.views import qa_shown as shown
from dengta.domains.performance.views.qa_shown import Request, one_or_404
from dengta.foundation import exports
from dengta.web import http, lists
from dengta.web.decisions import answer_form, decided, need, need_when

Status = QaReview.Status
BOTH = ["GET", "HEAD", "POST"]
SORTS = {"day": ("day",), "agent": ("agent__pinyin",), "submitted": ("submitted_at",), "due": ("answer_by",)}


COLUMNS = [
    exports.Column("number", _("Staff number"), "agent.number"),
    exports.Column("name", _("Agent"), "agent.name"),
    exports.Column("team", _("Team on that day"), "unit.name"),
    exports.Column("day", _("Day"), kind="date"),
    exports.Column("contact", _("Contact"), "contact.external_id"),
    exports.Column("form", _("Form"), lambda row: f"{row.version.form.name} v{row.version.number}"),
    exports.Column("origin", _("How it was found"), "get_origin_display"),
    exports.Column("weight", _("Contacts it stands for"), kind="decimal"),
    exports.Column("reviewer", _("Reviewed by"), "reviewer.name"),
    exports.Column("status", _("Status"), "get_status_display"),
    exports.Column(
        "due", _("Answer by"), lambda row: row.answer_by if row.status == Status.SUBMITTED else None, kind="date"
    ),
    exports.Column("score", _("Score"), kind="decimal"),
    exports.Column("fatal", _("Fatal item not met"), lambda row: _("yes") if row.fatal else ""),
]


@require_safe
def reviews(request: Request) -> HttpResponseBase:
    need(policies.read, request.user)
    need_when(bool(policies.own_id(request.user)) or policies.read.beyond_own(request.user))
    page = lists.list_page(
        request, selectors.reviews(request.user), sorts=SORTS, default="-day", filters=forms.ReviewFilter
    )
    if exports.wanted(request):
        return exports.respond(
            request, name="performance.reviews", columns=COLUMNS, rows=page.everything, permission=policies.export,
            label=_("Quality reviews"),
        )  # fmt: skip
    makes = policies.units.anywhere(request.user)
    waiting = list(selectors.to_score(request.user)[:5]) if makes else []
    context = {"page": page, "makes": makes, "waiting": waiting, "own": shown.own_score(request)}
    context["exports"] = policies.export.anywhere(request.user)
    return http.page(request, "performance/qa/list.html", context, fragment="list")


@require_http_methods(BOTH)
def begin(request: Request) -> HttpResponse:
    need(policies.units, request.user)
    return answer_form(
        request,
        forms.BeginForm(request.POST or None, forms_=published_forms(request.user)),
        lambda data: services.begin_review(
            number=data["number"], form_id=data["qa_form"].pk, by=request.user, now=timezone.now()
        ),
        title=_("Review a contact"),
        submit=_("Begin"),
        back=reverse("qa:list") + "?whose=mine&status=draft",
        said=_("The review stands among those you have to score."),
    )


@require_safe
def review(request: Request, pk: int) -> HttpResponse:
    row = one_or_404(selectors.reviews(request.user), pk)
    me, now = policies.own_id(request.user), timezone.localtime()
    own = row.agent_id == me
    if own and row.seen_at is None and request.method == "GET":
        services.see_review(review_id=pk, by=request.user, now=now)
    answers, dispute = selectors.answers_of(row), selectors.dispute_of(row)
    lines = selectors.lines_of(row, answers)
    seconds = [at for line in lines if line.answer and (at := line.answer.second) is not None]
    words = shown.marked(selectors.transcript_of(request.user, row), seconds)
    lines = shown.anchored(lines, words)
    naming = deciding.naming_is_open(row, dispute, now.date())
    in_time = row.answer_by is not None and now.date() <= row.answer_by
    left = selectors.disputes_left(row.agent_id, now.date()) if own else 0
    context: dict[str, Any] = {
        "review": row, "lines": lines, "lost": [line for line in lines if line.step.lost or line.step.is_fatal],
        "result": selectors.result(row, answers), "own": own, "dispute": dispute, "in_time": in_time, "left": left,
        "breakdown": shown.breakdown(lines, row), "score": shown.percent(row.score),
        "moments": shown.history(row, dispute), "named_by": shown.name_of(dispute.named_by) if dispute else "",
        "words": words,
        "answers_now": own and row.status == Status.SUBMITTED,
        "decides": deciding.decides(request.user, row, dispute, now.date()),
        "naming": naming, "names": naming and policies.may_name(request.user, row),
        "coaches": not own and policies.coach.allows(request.user, row) and row.status != Status.DRAFT,
        "scores": row.status == Status.DRAFT and row.reviewer_id == me, "signs": shown.signs(row),
        "answer_days": ANSWER_DAYS.on(now.date()), "most_disputes": OPEN_DISPUTES.on(now.date()),
        "coachings": shown.coachings_of(request, row),
    }  # fmt: skip
    return http.page(request, "performance/qa/review.html", context)


@require_http_methods(BOTH)
def score(request: Request, pk: int) -> HttpResponse:
    row = _draft(request, pk)
    items, answers = selectors.items_of(row), selectors.answers_of(row)
    form = forms.ScoreForm(
        request.POST or None, items=items,
        initial={**forms.initial_of(answers, selectors.clock), "summary": row.summary},
    )  # fmt: skip
    submits = form.is_valid() and form.cleaned_data["then"] == forms.SUBMIT
    transcript = selectors.transcript_of(request.user, row)

    def decide(data: dict[str, Any]) -> object:
        told = {"review_id": pk, "answers": form.answers(), "summary": data["summary"], "by": request.user}
        if data["then"] == forms.SUBMIT:
            return services.submit_review(now=timezone.now(), **told)
        return services.save_review(**told)

    machine = qa_ports.scorer() if qa_ports.MACHINE_SUGGESTS.on(timezone.localdate()) else None
    return answer_form(
        request,
        form,
        decide,
        title=_("Score a contact"),
        submit=_("Hand in"),
        back=reverse("qa:review" if submits else "qa:score", args=[pk]),
        said=_("Handed in. The agent sees it now.") if submits else _("Saved. The agent sees nothing of a draft."),
        template="performance/qa/score.html",
        review=row,
        rows=shown.with_suggestions(form.rows(), row),
        words=shown.marked(transcript, []),
        machine=machine,
        signs=shown.signs(row),
    )


@require_http_methods(BOTH)
def words(request: Request, pk: int) -> HttpResponse:
    row = _draft(request, pk)
    known = selectors.transcript_of(request.user, row)
    first = {"words": shown.as_text(known), "recording_url": known.recording_url} if known else {}
    return answer_form(
        request,
        forms.WordsOfContactForm(request.POST or None, initial=first),
        lambda data: services.keep_words(review_id=pk, by=request.user, **data),
        title=_("Transcript and recording"),
        submit=_("Save"),
        back=reverse("qa:score", args=[pk]),
        said=_("Saved."),
    )


@require_POST
def machine(request: Request, pk: int) -> HttpResponse:
    _draft(request, pk)
    return decided(
        request,
        lambda: services.ask_machine(review_id=pk, by=request.user, now=timezone.now()),
        back=reverse("qa:score", args=[pk]),
        said=_("The suggestions stand beside the items. The points are yours."),
    )


@require_POST
def acknowledge(request: Request, pk: int) -> HttpResponse:
    need_when(selectors.reviews(request.user).filter(pk=pk, agent=policies.own_id(request.user)).exists())
    return decided(
        request,
        lambda: services.acknowledge_review(review_id=pk, by=request.user, now=timezone.now()),
        back=reverse("qa:review", args=[pk]),
        said=_("Acknowledged. Thank you."),
    )


@require_http_methods(BOTH)
def dispute(request: Request, pk: int) -> HttpResponse:
    row = one_or_404(selectors.reviews(request.user).filter(agent=policies.own_id(request.user)), pk)
    lines = selectors.lines_of(row, selectors.answers_of(row))
    items = [(line.step.item, line.step.points) for line in lines if line.step.lost or line.step.is_fatal]
    form = forms.DisputeForm(request.POST or None, items=items)
    return answer_form(
        request,
        form,
        lambda data: disputes.dispute_review(review_id=pk, reasons=form.reasons(), by=request.user, now=timezone.now()),
        title=_("I see it otherwise"),
        submit=_("Send the dispute"),
        back=reverse("qa:review", args=[pk]),
        said=_("A second reviewer decides. You read the decision and its reason here."),
        intro=_("Write only beside the items that you see otherwise. Disputing never costs points."),
    )


@require_http_methods(BOTH)
def decide(request: Request, pk: int) -> HttpResponse:
    row = one_or_404(selectors.reviews(request.user), pk)
    found, me = selectors.dispute_of(row), policies.own_id(request.user)
    need_when(found is not None and me not in (row.agent_id, row.reviewer_id))
    assert found is not None  # just insisted on
    need_when(found.named_id == me or policies.rule.allows(request.user, row))
    by_key = {item.key: item for item in selectors.items_of(row)}
    disputed = [(by_key[one.answer.item], one.answer.points) for one in found.items.all()]
    form = forms.RulingForm(request.POST or None, items=disputed)
    return answer_form(
        request,
        form,
        lambda data: disputes.decide_dispute(
            review_id=pk, rulings=form.rulings(), reason=data["reason"], by=request.user, now=timezone.now()
        ),
        title=_("Decide the dispute"),
        submit=_("Decide"),
        back=reverse("qa:review", args=[pk]),
        said=_("Decided. The agent and the first reviewer read it."),
        template="performance/qa/decide.html",
        review=row,
        disputed=shown.disputed_lines(row, found, form),
        words=shown.marked(selectors.transcript_of(request.user, row), []),
    )


@require_http_methods(BOTH)
def name_reviewer(request: Request, pk: int) -> HttpResponse:
    row = one_or_404(selectors.reviews(request.user), pk)
    found, today = selectors.dispute_of(row), timezone.localdate()
    need_when(found is not None and found.decided_at is None and policies.may_name(request.user, row))
    assert found is not None  # just insisted on
    people = deciding.may_be_named(row, today).exclude(
        pk__in=(found.holder_id or 0, policies.own_id(request.user) or 0)
    )
    return answer_form(
        request,
        forms.NameReviewerForm(request.POST or None, people=people),
        lambda data: disputes.name_reviewer(review_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("Name a second reviewer"),
        submit=_("Name this person"),
        back=reverse("qa:review", args=[pk]),
        said=_("Named. The agent reads who decides, and by when."),
        intro=_(
            "Nobody who reviews for this team may decide, or did in time. Choose somebody without a part in it. Of all "
            "reviews the person reads this one alone, with its transcript."
        ),
    )


def _draft(request: Request, pk: int) -> QaReview:
    """The draft of whoever reviews it."""
    mine = selectors.reviews(request.user).filter(reviewer=policies.own_id(request.user), status=Status.DRAFT)
    return policies.score.get_or_404(request.user, mine, pk=pk)
