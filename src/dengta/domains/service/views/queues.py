"""What is promised for each queue and when it is open; changed by the supervisor of the unit that owns it."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_http_methods, require_safe

from dengta.domains.service import policies
from dengta.domains.service.forms import PromisesForm
from dengta.domains.service.models import Queue
from dengta.domains.service.panels import reads_queues
from dengta.domains.service.selectors.queues import open_queues
from dengta.domains.service.services.queues import ALL_WEEK, Promises, change_promises
from dengta.domains.service.views import words
from dengta.domains.service.views.asking import Request
from dengta.foundation.errors import RuleViolation
from dengta.foundation.exports import Column, respond, wanted
from dengta.web.http import done, page
from dengta.web.lists import list_page


def hours_text(queue: Queue) -> str:
    """When the doors are open: round the clock, or hours and days."""
    if queue.opens_at is None or queue.closes_at is None:
        return _("Round the clock")
    hours = f"{queue.opens_at:%H:%M}–{queue.closes_at:%H:%M}"
    if queue.weekdays == ALL_WEEK:
        return hours
    return f"{hours} · {_(', ').join(_runs(queue.weekdays))}"


def _runs(weekdays: str) -> Iterator[str]:
    """Days in a row as one: Mon–Fri."""
    numbered = [(int(day) - place, int(day) - 1) for place, day in enumerate(weekdays)]
    for _key, run in groupby(numbered, key=lambda pair: pair[0]):
        days = [day for _offset, day in run]
        first, last = str(WEEKDAYS_ABBR[days[0]]), str(WEEKDAYS_ABBR[days[-1]])
        yield first if len(days) == 1 else f"{first}–{last}"


SORTS = {"name": ("name",), "unit": ("unit__name",), "answer": ("answer_target_s",)}
COLUMNS = (
    Column("name", gettext_lazy("Queue")),
    Column("code", gettext_lazy("Code")),
    Column("unit", gettext_lazy("Owned by"), "unit.name"),
    Column("answer", gettext_lazy("Answer within (seconds)"), "answer_target_s", kind="integer"),
    Column("goal", gettext_lazy("Share to be answered in time"), "answer_goal", kind="percent"),
    Column("reply", gettext_lazy("First reply within (seconds)"), "reply_target_s", kind="integer"),
    Column("next", gettext_lazy("Later replies within (seconds)"), "next_target_s", kind="integer"),
    Column("resolve", gettext_lazy("Resolved within (seconds)"), "resolve_target_s", kind="integer"),
    Column("open", gettext_lazy("Opening hours"), hours_text),
)
# The field beside which a refusal is said.
BESIDE = {
    "promises_need_reason": "reason",
    "promise_impossible": None,
    "goal_impossible": "answer_goal",
    "hours_without_days": "weekdays",
    "days_without_hours": "weekdays",
    "hours_half_said": "closes_at",
    "hours_of_nothing": "closes_at",
    "closes_before_opening": "closes_at",
}


@require_safe
def queues(request: Request) -> HttpResponseBase:
    """The queues in use, each with its promises and hours."""
    if not reads_queues(request):
        raise Http404
    listed = list_page(request, open_queues(request.user), sorts=SORTS, default="name")
    if wanted(request):
        return respond(
            request,
            name="service.queues",
            columns=COLUMNS,
            rows=listed.everything,
            permission=policies.export_queues,
            label=_("Queues and promises"),
        )
    context = {
        "page": listed,
        "lines": [(queue, _promised(queue), hours_text(queue)) for queue in listed.rows],
        "may_export": policies.export_queues.anywhere(request.user),
    }
    return page(request, "service/queues.html", context, fragment="list")


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: Request, pk: int) -> HttpResponse:
    """Promise something else, with a reason; past days are counted anew."""
    queue = policies.manage_queues.get_or_404(request.user, Queue.objects.filter(closed_on__isnull=True), pk=pk)
    form = PromisesForm(request.POST or None, initial=_as_typed(queue))
    if request.method == "POST" and form.is_valid():
        given: dict[str, Any] = dict(form.cleaned_data)
        try:
            change_promises(
                queue_id=queue.pk,
                promises=_promises(given),
                past_midnight=given["past_midnight"],
                reason=given["reason"],
                by=request.user,
                now=timezone.now(),
            )
        except RuleViolation as refusal:
            form.add_error(BESIDE.get(refusal.code), str(refusal))
        else:
            said = _("Saved. Figures that change are counted anew within minutes.")
            return done(request, reverse("service:queues"), said)
    context = {"form": form, "queue": queue}
    return page(request, "service/queue_form.html", context, fragment="sheet", status=422 if form.errors else 200)


def _as_typed(queue: Queue) -> dict[str, Any]:
    overnight = queue.opens_at is not None and queue.closes_at is not None and queue.closes_at < queue.opens_at
    return {
        **{name: getattr(queue, name) for name in PromisesForm.base_fields if hasattr(queue, name)},
        "answer_goal": (queue.answer_goal * 100).quantize(Decimal("0.1")),
        "weekdays": list(queue.weekdays),
        "past_midnight": overnight,
    }


def _promises(given: dict[str, Any]) -> Promises:
    known = {name: given[name] for name in given if name in Promises.__dataclass_fields__}
    typed = Promises(**known)
    return replace(typed, answer_goal=typed.answer_goal / 100, weekdays="".join(sorted(set(given["weekdays"]))))


def _promised(queue: Queue) -> list[tuple[str, str]]:
    """The promises of a queue in the order of the columns: label for the phone, and text."""
    answer = pgettext("promise of a queue", "{share} within {time}").format(
        share=words.share(float(queue.answer_goal)), time=words.span(queue.answer_target_s)
    )
    return [
        (_("Answer within"), answer),
        (_("First reply within"), words.span(queue.reply_target_s)),
        (_("Later replies within"), words.span(queue.next_target_s)),
        (_("Resolved within"), words.span(queue.resolve_target_s)),
    ]
