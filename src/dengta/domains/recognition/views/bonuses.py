"""What waits for a reward, and how it is given: within the band by one, above it by two."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dengta.domains.recognition.forms import bonuses as forms
from dengta.domains.recognition.models import Bonus, Reward
from dengta.domains.recognition.policies import bonuses as policies
from dengta.domains.recognition.selectors import bonuses as selectors
from dengta.domains.recognition.selectors.reward_parameters import BAND_DAYS
from dengta.domains.recognition.services import bonuses as services
from dengta.domains.recognition.services.bonuses import Offer
from dengta.domains.recognition.services.proportion import worth_before
from dengta.domains.recognition.services.ties import is_tied
from dengta.domains.recognition.views.shared import FORM, Request, one_or_404
from dengta.domains.recognition.views.telling_rewards import amount_of, money
from dengta.web import http, lists
from dengta.web.decisions import answer_form, decided, need_when

State = Bonus.State
SORTS = {"known": ("first", "known_on"), "person": ("employee__pinyin",)}
NOTHING = Decimal(0)


def page_of(pk: int) -> str:
    """Where a bonus is read."""
    return reverse("bonuses:bonus", args=[pk])


def _offer(data: dict[str, Any]) -> Offer:
    amount = data["amount"] if data["amount"] is not None else NOTHING
    return Offer(Reward.Form(data["kind"]), amount, data["reason"], data["late_because"])


def _bonus_or_404(request: Request, pk: int, *states: State) -> Bonus:
    row = one_or_404(selectors.bonuses(request.user), pk)
    need_when(not states or row.state in states)
    return row


@require_safe
def waiting(request: Request) -> HttpResponse:
    """What is known and not rewarded yet, with the day until which it is in time."""
    need_when(policies.sees_bonuses(request.user))
    today = timezone.localdate()
    page = lists.list_page(request, selectors.waiting(request.user), sorts=SORTS, default="known")
    days = selectors.last_days([row.known_on for row in page.rows], today)
    context = {
        "page": page,
        "rows": [(row, days[row.known_on], days[row.known_on] < today) for row in page.rows],
        "gives": policies.give_to.beyond_own(request.user),
    }
    return http.page(request, "recognition/bonuses/waiting.html", context, fragment="list")


@require_http_methods(FORM)
def new(request: Request) -> HttpResponse:
    """Note what somebody did well, and give something for it at once where that is clear."""
    need_when(policies.give_to.beyond_own(request.user))
    today = timezone.localdate()
    form = forms.NewForm(
        request.POST or None, people=selectors.people_to_reward(request.user), initial={"known_on": today},
        clauses=selectors.promises(request.user, today),
    )  # fmt: skip

    def decide(data: dict[str, Any]) -> object:
        facts = {
            "employee_id": data["employee"].pk, "clause": data["clause"].clause.code, "title": data["title"],
            "known_on": data["known_on"], "by": request.user, "now": timezone.now(),
        }  # fmt: skip
        if not data["kind"]:
            return services.note_bonus(**facts)
        return services.reward_at_once(offer=_offer(data), **facts)

    return answer_form(
        request, form, decide, title=_("Reward somebody"), submit=_("Save"), back=reverse("bonuses:waiting"),
        said=_("Saved. What is given reaches the person at once; what is noted waits here."),
        intro=_("A reward comes soon after what it is for, and keeps to the band of its clause."),
    )  # fmt: skip


@require_safe
def bonus(request: Request, pk: int) -> HttpResponse:
    row = _bonus_or_404(request, pk)
    today = timezone.localdate()
    last_day = selectors.last_days([row.known_on], today)[row.known_on]
    noted, proposed = row.state == State.NOTED, row.state == State.PROPOSED
    mine = row.proposed_by_id == request.user.pk
    tied = is_tied([row.employee_id], by=request.user, day=today)
    before = NOTHING
    if noted or proposed:
        before = worth_before(row.employee_id, row.clause, known_on=row.known_on, day=today)
    context = {
        "bonus": row,
        "before": money(before) if before else "",
        "band_days": BAND_DAYS.on(today),
        "amount": amount_of(row.form, row.amount),
        "last_day": last_day,
        "is_late": last_day < today and (noted or proposed),
        "gives": noted and not tied and policies.write_noted.allows(request.user, row),
        "proposes": noted and not tied and policies.propose_large.allows(request.user, row),
        "approves": proposed and not mine and not tied and policies.approve_large.allows(request.user, row),
        "withdraws": proposed and mine,
        "back_url": reverse("bonuses:waiting"),
    }
    return http.page(request, "recognition/bonuses/bonus.html", context)


def _form(
    request: Request, pk: int, form: Any, decide: Callable[[dict[str, Any]], object], **words: Any
) -> HttpResponse:  # fmt: skip
    return answer_form(request, form, decide, back=page_of(pk), **words)


@require_http_methods(FORM)
def give(request: Request, pk: int) -> HttpResponse:
    row = _bonus_or_404(request, pk, State.NOTED)
    need_when(policies.write_noted.allows(request.user, row))
    return _form(
        request, pk, forms.OfferForm(request.POST or None),
        lambda data: services.give_bonus(bonus_id=pk, offer=_offer(data), by=request.user, now=timezone.now()),
        title=_("Give a bonus"), submit=_("Give the bonus"), said=_("Given. The person is told at once."),
    )  # fmt: skip


@require_http_methods(FORM)
def propose(request: Request, pk: int) -> HttpResponse:
    row = _bonus_or_404(request, pk, State.NOTED)
    need_when(policies.propose_large.allows(request.user, row))
    return _form(
        request, pk, forms.ProposalForm(request.POST or None),
        lambda data: services.propose_bonus(
            bonus_id=pk, offer=_offer(data), public_reason=data["public_reason"], by=request.user, now=timezone.now()
        ),
        title=_("More than the band"), submit=_("Put it before a second person"),
        said=_("Put forward. A second person who may decide says yes or no within three days."),
        intro=_("Four eyes: somebody else says yes to exactly this, and its reason is published without the name."),
    )  # fmt: skip


@require_POST
def approve(request: Request, pk: int) -> HttpResponse:
    row = _bonus_or_404(request, pk)
    need_when(policies.approve_large.allows(request.user, row))
    return decided(
        request,
        lambda: services.approve_bonus(bonus_id=pk, by=request.user, now=timezone.now()),
        back=page_of(pk),
        said=_("Given. The person is told, and the reason is published."),
    )


@require_http_methods(FORM)
def send_back(request: Request, pk: int) -> HttpResponse:
    row = _bonus_or_404(request, pk, State.PROPOSED)
    need_when(row.proposed_by_id == request.user.pk or policies.approve_large.allows(request.user, row))
    return _form(
        request, pk, forms.WhyForm(request.POST or None),
        lambda data: services.send_back_bonus(bonus_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("Send it back"), submit=_("Send it back"), leave=_("Leave it"),
        said=_("Sent back. It can be given within the band, or put forward anew."),
    )  # fmt: skip


@require_http_methods(FORM)
def drop(request: Request, pk: int) -> HttpResponse:
    row = _bonus_or_404(request, pk, State.NOTED)
    need_when(policies.write_noted.allows(request.user, row))
    return _form(
        request, pk, forms.WhyForm(request.POST or None),
        lambda data: services.drop_bonus(bonus_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("Give nothing for it"), submit=_("Close without a reward"), leave=_("Keep it waiting"),
        said=_("Closed. The reason stays on record."),
    )  # fmt: skip
