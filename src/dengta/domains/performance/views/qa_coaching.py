"""Coaching after findings, and the record of each reviewer."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from dengta.domains.communication.selectors.answering import who_can_do_it
from dengta.domains.performance.forms import qa as forms
from dengta.domains.performance.models import QaCoaching
from dengta.domains.performance.policies import qa as policies
from dengta.domains.performance.selectors import qa_coaching as selectors
from dengta.domains.performance.selectors import qa_reviewers as reviewing
from dengta.domains.performance.selectors.qa_parameters import MIN_REVIEWS
from dengta.domains.performance.selectors.qa_ports import are_courses_offered, courses_for
from dengta.domains.performance.selectors.qa_reviews import answers_of, lines_of, reviews
from dengta.domains.performance.services import qa_coaching as services
from dengta.domains.performance.views.qa_shown import Request, interval, one_or_404, percent
from dengta.web import http, lists
from dengta.web.decisions import answer_form, need, need_when
from dengta.web.figures import Step

BOTH = ["GET", "HEAD", "POST"]


@require_safe
def coachings(request: Request) -> HttpResponse:
    need_when(bool(policies.own_id(request.user)))
    page = lists.list_page(
        request, selectors.coachings(request.user), sorts={"due": ("due_on",), "agent": ("agent__pinyin",)},
        default="-due",
    )  # fmt: skip
    rows = [(row, selectors.item_of(row)) for row in page.rows]
    return http.page(request, "performance/qa/coachings.html", {"page": page, "rows": rows}, fragment="list")


@require_http_methods(BOTH)
def start(request: Request, pk: int) -> HttpResponse:
    review = policies.coach.get_or_404(
        request.user, reviews(request.user).exclude(status="draft").exclude(agent=policies.own_id(request.user)), pk=pk
    )
    lines = [line for line in lines_of(review, answers_of(review)) if line.answer]
    lines.sort(key=lambda line: (not line.step.is_fatal, -line.step.lost))
    steps = [line.step for line in lines]
    words = " ".join(step.item.text for step in steps if step.lost)
    form = forms.CoachingForm(
        request.POST or None,
        items=[(one.item.key, f"{one.item.text} · {one.earned}/{one.possible}") for one in steps],
        people=who_can_do_it(review.unit_id, timezone.localdate()).exclude(pk=review.agent_id),
        courses=[(one.key, one.name) for one in courses_for(request.user, words)],
    )
    return answer_form(
        request,
        form,
        lambda data: services.start_coaching(
            review_id=pk, item=data["item"], coach=data["coach"].pk, steps=data["steps"], due_on=data["due_on"],
            course=data.get("course", ""), by=request.user, now=timezone.now(),
        ),
        title=_("Coach after this finding"),
        submit=_("Begin"),
        back=reverse("qa:review", args=[pk]),
        said=_("The coach and the agent know. The next reviews of this item show what came of it."),
        intro="" if are_courses_offered() else _("No room offers courses yet; please write what is practised."),
    )  # fmt: skip


@require_safe
def coaching(request: Request, pk: int) -> HttpResponse:
    row = one_or_404(selectors.coachings(request.user), pk)
    effect = selectors.effect_of(row)
    levels = [
        {"label": label, "value": percent(level.value), "n": level.n, "interval": interval(level.interval)}
        for label, level in ((gettext("Before"), effect.before), (gettext("Since it was practised"), effect.after))
    ]
    context = {
        "coaching": row, "item": selectors.item_of(row), "effect": effect, "levels": levels,
        "steps": _steps(row, effect),
        "offered": are_courses_offered(), "readable": reviews(request.user).filter(pk=row.review_id).exists(),
        "finishes": row.status == QaCoaching.Status.OPEN and _finishes(request, row),
    }  # fmt: skip
    return http.page(request, "performance/qa/coaching.html", context)


@require_http_methods(BOTH)
def done(request: Request, pk: int) -> HttpResponse:
    row = one_or_404(selectors.coachings(request.user), pk)
    need_when(_finishes(request, row))
    return answer_form(
        request,
        forms.DoneForm(request.POST or None),
        lambda data: services.finish_coaching(coaching_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("It was practised"),
        submit=_("Done"),
        back=reverse("qa:coaching_one", args=[pk]),
        said=_("Done. The next reviews of this item show what came of it."),
    )


@require_safe
def reviewers(request: Request) -> HttpResponse:
    need(policies.read, request.user)
    need_when(policies.read.beyond_own(request.user))
    page = lists.list_page(request, reviewing.reviewers(request.user), sorts={"name": ("pinyin",)}, default="name")
    return http.page(request, "performance/qa/reviewers.html", {"page": page}, fragment="list")


@require_safe
def reviewer(request: Request, pk: int) -> HttpResponse:
    person = one_or_404(reviewing.reviewers(request.user), pk)
    record = reviewing.record_of(person, timezone.localdate())
    context = {
        "person": person, "record": record, "own": person.pk == policies.own_id(request.user),
        "overturned": percent(record.overturned.value), "overturned_ends": interval(record.overturned.interval),
        "disputed": percent(record.disputed.value), "disputed_ends": interval(record.disputed.interval),
        "bias": "–" if record.gap.bias is None else f"{record.gap.bias:+.1f}", "off": percent(record.gap.off),
        "few": record.reviews < MIN_REVIEWS.on(timezone.localdate()),
        "gap_ends": interval(record.gap.interval),
        "items": list(reviewing.overturned_items(person)[:20]),
    }  # fmt: skip
    return http.page(request, "performance/qa/reviewer.html", context)


def _finishes(request: Request, row: QaCoaching) -> bool:
    if row.agent_id == policies.own_id(request.user):
        return False
    return row.coach_id == policies.own_id(request.user) or policies.coach.allows(request.user, row.review)


def _steps(row: QaCoaching, effect: selectors.Effect) -> list[Step]:
    """The chain: finding, coaching, course, measuring again."""
    is_done = row.status == QaCoaching.Status.DONE
    course = row.course_name or (
        gettext("none chosen") if are_courses_offered() else gettext("no room offers courses yet")
    )
    practised = row.done_on.isoformat() if row.done_on else gettext("until {day}").format(day=row.due_on.isoformat())
    return [
        Step(title=_("Finding"), note=row.starts_on.isoformat(), state="done"),
        Step(title=_("Practised with {name}").format(name=row.coach.name), note=practised,
             state="done" if is_done else "now"),
        Step(title=_("Course"), note=course, state="done" if row.course else "later"),
        Step(title=_("Measured again"), note=gettext("{n} reviews since").format(n=effect.after.n),
             state="done" if effect.after.n else "now" if is_done else "later"),
    ]  # fmt: skip
