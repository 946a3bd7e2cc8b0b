"""The leader's people and the sheet of one talk, which shows each of the two their own side."""

from datetime import datetime, time, timedelta
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dengta.domains.communication.forms.one_on_ones import (
    HoursForm,
    NoteForm,
    OwnPartForm,
    PlanForm,
    ProposalsForm,
    SheetForm,
    StepForm,
    WhyForm,
)
from dengta.domains.communication.models import OneOnOne
from dengta.domains.communication.policies import one_on_ones as policies
from dengta.domains.communication.selectors import cadence as rhythm
from dengta.domains.communication.selectors import one_on_ones as selectors
from dengta.domains.communication.selectors.pairs import reports_of
from dengta.domains.communication.selectors.praise_to_give import grounds_for
from dengta.domains.communication.selectors.proposals import Hours, propose_talks
from dengta.domains.communication.selectors.quiet_times import provided
from dengta.domains.communication.selectors.regularity import regularity
from dengta.domains.communication.services import one_on_ones as services
from dengta.domains.communication.services.private_notes import keep_private_note
from dengta.domains.communication.services.proposed_talks import plan_proposed
from dengta.domains.communication.views.shared import Request
from dengta.domains.people.models import Employee
from dengta.foundation.access import facts_of
from dengta.web import http, lists
from dengta.web.decisions import answer_form, decided, need, need_when

A_WEEK = timedelta(days=7)
USUAL_HOUR = time(16)


@require_safe
def people(request: Request) -> HttpResponse:
    """My people: last talk, the next one, how long, who is due. The one who has waited longest comes first."""
    need(policies.hold, request.user)
    day = timezone.localdate()
    reports = reports_of(request.user, day)
    page = lists.list_page(
        request,
        selectors.people(reports, facts_of(request.user).employee_id, today=day),
        sorts={"last": ("last_on", "pinyin"), "name": ("pinyin",), "next": ("next_at",), "minutes": ("minutes",)},
        default="last",
    )
    shown = {row.pk: reports[row.pk] for row in page.rows}
    known = rhythm.rhythms(shown, today=day, last={row.pk: row.last_on for row in page.rows})  # type: ignore[attr-defined]
    rows = [(row, known[row.pk]) for row in page.rows]
    context = {"page": page, "rows": rows, "days": selectors.COUNTED_DAYS, "proposes": provided() is not None}
    return http.page(request, "communication/one_on_ones/people.html", context, fragment="list")


@require_safe
def cadence(request: Request) -> HttpResponse:
    """How regularly leaders talk with their people: counts, never what was said."""
    need(policies.see_cadence, request.user)
    page = lists.page_of(request, regularity(request.user, today=timezone.localdate()))
    return http.page(request, "communication/one_on_ones/cadence.html", {"page": page}, fragment="list")


@require_safe
def mine(request: Request) -> HttpResponse:
    """My own talks with whoever leads me."""
    need_when(facts_of(request.user).employee_id is not None)
    page = lists.list_page(
        request, selectors.mine(request.user), sorts={"planned": ("planned_for",)}, default="-planned"
    )
    return http.page(request, "communication/one_on_ones/mine.html", {"page": page}, fragment="list")


@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: Request, pk: int) -> HttpResponse:
    """Agree a date with one of my people."""
    need(policies.hold, request.user)
    now = timezone.now()
    need_when(pk in reports_of(request.user, timezone.localdate(now)))
    employee = Employee.objects.get(pk=pk)
    return answer_form(
        request,
        PlanForm(request.POST or None, initial={"at": _next_slot(now)}),
        lambda data: services.plan_one_on_one(employee_id=pk, at=data["at"], by=request.user, now=now),
        title=_("1:1 with {name}").format(name=employee.name),
        submit=_("Agree the date"),
        back=reverse("one_on_ones:people"),
        said=_("The date is agreed; the person is asked what they would like to talk about."),
        intro=_("Ten minutes each week, about the person first. They are told and can prepare on their phone."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: Request) -> HttpResponse:
    """Times in quiet intervals of the coming week for everybody with whom none is agreed."""
    need(policies.hold, request.user)
    now, known = timezone.now(), provided()
    hours = HoursForm(request.GET or None, initial={"begins": Hours.begins, "ends": Hours.ends})
    proposals = propose_talks(request.user, hours.hours(), now=now) if known else []
    form = ProposalsForm(request.POST or None, proposals=proposals)
    return answer_form(
        request,
        form,
        lambda _data: plan_proposed(times=form.times(), by=request.user, now=now),
        title=_("Propose times"),
        submit=_("Agree these dates"),
        back=reverse("one_on_ones:people"),
        said=_("The dates are agreed; everybody is asked what they would like to talk about."),
        template="communication/one_on_ones/propose.html",
        hours=hours,
        basis=known.basis if known else "",
        proposals=proposals,
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def talk(request: Request, pk: int) -> HttpResponse:
    """The sheet of one talk: the leader's side to the leader, the person's to the person, 404 to everybody else."""
    found = policies.see.get_or_404(request.user, selectors.readable(request.user), pk=pk)
    if found.leader_id == facts_of(request.user).employee_id:
        return _leader_side(request, found)
    return _own_side(request, found)


def _leader_side(request: Request, found: OneOnOne) -> HttpResponse:
    now, end = timezone.now(), request.POST.get("go") == "end"
    earlier = selectors.open_promises(found)
    grounds = grounds_for(request.user, found, today=timezone.localdate(now)) if found.is_open else []
    form = SheetForm(
        request.POST or None,
        promises=earlier,
        due_on=timezone.localdate(now) + A_WEEK,
        initial={
            "praise": found.praise if found.has_leader_part or not grounds else grounds[0].draft[:300],
            "words": found.leader_words, "minutes": found.minutes or 10, "minutes_reason": found.minutes_reason,
        },
    )  # fmt: skip
    return answer_form(
        request,
        form,
        lambda _data: services.write_leader_part(talk_id=found.pk, end=end, by=request.user, now=now, **form.part()),
        title=_("1:1 with {name}").format(name=found.employee.name),
        submit=_("End and confirm what we agreed"),
        back=request.path,
        said=_("Ended. The person is asked to confirm.") if end else _("Kept. Nobody is told before you end it."),
        template="communication/one_on_ones/leader.html",
        **_shown(request, found),
        earlier=earlier,
        grounds=grounds,
    )


def _own_side(request: Request, found: OneOnOne) -> HttpResponse:
    answers = {f"opening_{answer.code}": answer.answer for answer in selectors.opening_of(found)}
    form = OwnPartForm(
        request.POST or None,
        questions=selectors.OPENING_QUESTIONS if found.is_first else {},
        initial={"mood": found.mood, "topic": found.topic, "own_words": found.own_words, **answers},
    )
    return answer_form(
        request,
        form,
        lambda _data: services.prepare_own_part(talk_id=found.pk, by=request.user, now=timezone.now(), **form.part()),
        title=_("1:1 with {name}").format(name=found.leader.name),
        submit=_("Keep my part"),
        back=request.path,
        said=_("Kept. Your leader sees it when you talk."),
        template="communication/one_on_ones/own.html",
        **_shown(request, found),
        earlier=selectors.open_promises(found),
    )


def _shown(request: Request, found: OneOnOne) -> dict[str, Any]:
    """What both sides see, and the reader's own private note."""
    return {
        "talk": found,
        "opening": selectors.opening_of(found),
        "promises": selectors.promises_of(found),
        "past": selectors.past_talks(found),
        "note_form": NoteForm(initial={"text": selectors.private_note(found, request.user)}, auto_id="note_%s"),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def replan(request: Request, pk: int) -> HttpResponse:
    found = _led_or_404(request, pk)
    return answer_form(
        request,
        PlanForm(request.POST or None, initial={"at": timezone.localtime(found.planned_for)}),
        lambda data: services.replan_one_on_one(talk_id=pk, at=data["at"], by=request.user, now=timezone.now()),
        title=_("Move the 1:1"),
        submit=_("Move it"),
        back=reverse("one_on_ones:talk", args=[pk]),
        said=_("Moved; the person is told."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: Request, pk: int) -> HttpResponse:
    _led_or_404(request, pk)
    return answer_form(
        request,
        WhyForm(request.POST or None),
        lambda data: services.cancel_one_on_one(talk_id=pk, by=request.user, **data),
        title=_("Call the 1:1 off"),
        submit=_("Call it off"),
        leave=_("Keep the talk"),
        back=reverse("one_on_ones:people"),
        said=_("Called off; the person reads your reason."),
    )


@require_POST
def upset(request: Request, pk: int) -> HttpResponse:
    _led_or_404(request, pk)
    return decided(
        request,
        lambda: services.mark_upset(talk_id=pk, by=request.user),
        back=reverse("one_on_ones:talk", args=[pk]),
        said=_("Two steps now: calm first, solve after."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def calming(request: Request, pk: int) -> HttpResponse:
    """Step one."""
    found = _led_or_404(request, pk)
    return answer_form(
        request,
        StepForm(
            request.POST or None, initial={"text": found.calming}, label=_("How I listened and calmed"),
            help_text=_("What they feel, in their words; a pause, a walk, no solution yet."),
        ),
        lambda data: services.record_calming(talk_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("Step 1: listen and calm"),
        submit=_("Record step 1"),
        back=reverse("one_on_ones:talk", args=[pk]),
        said=_("Step 1 is recorded; step 2 is open."),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def solution(request: Request, pk: int) -> HttpResponse:
    """Step two."""
    found = _led_or_404(request, pk)
    return answer_form(
        request,
        StepForm(
            request.POST or None, initial={"text": found.solution}, label=_("What we do about it"),
            help_text=_("What you agreed once they could think about it again."),
        ),
        lambda data: services.record_solution(talk_id=pk, by=request.user, **data),
        title=_("Step 2: solve"),
        submit=_("Record step 2"),
        back=reverse("one_on_ones:talk", args=[pk]),
        said=_("Step 2 is recorded."),
    )  # fmt: skip


@require_POST
def note(request: Request, pk: int) -> HttpResponse:
    """Keep the own private note."""
    policies.see.get_or_404(request.user, selectors.readable(request.user), pk=pk)
    form = NoteForm(request.POST)
    return decided(
        request,
        lambda: keep_private_note(talk_id=pk, text=form.data.get("text", "")[:2000], by=request.user),
        back=reverse("one_on_ones:talk", args=[pk]),
        said=_("Kept, for you alone."),
    )


@require_POST
def confirm(request: Request, pk: int) -> HttpResponse:
    """The person confirms."""
    policies.see.get_or_404(request.user, selectors.mine(request.user), pk=pk)
    return decided(
        request,
        lambda: services.confirm_one_on_one(talk_id=pk, by=request.user, now=timezone.now()),
        back=reverse("one_on_ones:talk", args=[pk]),
        said=_("Confirmed. What you promised stands in your inbox."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def send_back(request: Request, pk: int) -> HttpResponse:
    """The person remembers it differently."""
    policies.see.get_or_404(request.user, selectors.mine(request.user), pk=pk)
    return answer_form(
        request,
        WhyForm(request.POST or None),
        lambda data: services.return_one_on_one(talk_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("We agreed something else"),
        submit=_("Send it back"),
        back=reverse("one_on_ones:talk", args=[pk]),
        said=_("Sent back; nothing is confirmed until you both agree."),
    )


def _led_or_404(request: Request, pk: int) -> OneOnOne:
    """A talk the reader holds."""
    rows = selectors.readable(request.user).filter(leader_id=facts_of(request.user).employee_id)
    return policies.write.get_or_404(request.user, rows, pk=pk)


def _next_slot(now: datetime) -> datetime:
    """Four in the afternoon of today, or of tomorrow once that has passed."""
    local = timezone.localtime(now)
    day = local.date() if local.time() < USUAL_HOUR else local.date() + timedelta(days=1)
    return datetime.combine(day, USUAL_HOUR)
