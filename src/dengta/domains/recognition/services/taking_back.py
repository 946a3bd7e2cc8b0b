"""A reward that was a mistake is taken back by the part of the house that gave it: by one person where one gave it,
else by two; the person is told, and what they paid for it they have again."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.communication.services import todos
from dengta.domains.people.models import Account, Employee
from dengta.domains.people.selectors.organisation import accounts_holding
from dengta.domains.recognition.models import CatalogueItem, Grant, Reward, TakingBack
from dengta.domains.recognition.policies import rewards as policies
from dengta.domains.recognition.selectors.bonuses import asked_back, to_take_back
from dengta.domains.recognition.services.granting import take_back_reward
from dengta.domains.recognition.services.grants import cancel_taken_back
from dengta.domains.recognition.services.points import return_points
from dengta.domains.recognition.services.proportion import R_093
from dengta.foundation import notify
from dengta.foundation.access import Role
from dengta.foundation.audit.record import record
from dengta.foundation.errors import NotAllowed, RuleViolation

ASKED = "recognition.take_back_asked"
TAKEN_BACK = "recognition.reward_taken_back"
ANSWERING = (Role.SUPERVISOR, Role.HR, Role.EXECUTIVE)


def needs_two(reward: Reward) -> bool:
    """Whether a second person agrees before it is taken back. One query."""
    return R_093.applies and not Reward.objects.filter(policies.BY_ONE, pk=reward.pk).exists()


@transaction.atomic
def take_back(*, reward_id: int, reason: str, by: Account, now: datetime) -> Reward:
    """Take back what one person gave by mistake. Points come back as long as they are there; money not once its list is
    approved: the house does not reach into what is paid. What was redeemed is handed back on both sides."""
    reward = _mine(reward_id, by)
    if needs_two(reward):
        raise RuleViolation("recognition.taken_back_by_two")
    return _take(reward, reason=reason, by=by, now=now)


@transaction.atomic
def ask_to_take_back(*, reward_id: int, reason: str, by: Account, now: datetime) -> TakingBack:
    """Ask a second person whether what two gave, or the house by a rule for all, was a mistake."""
    reward = _mine(reward_id, by)
    _insist_unpaid(reward)
    if asked_back(reward) is not None:
        raise RuleViolation("recognition.take_back_asked_already")
    if not reason.strip():
        raise RuleViolation("recognition.text_missing")
    row = TakingBack.objects.create(reward=reward, reason=reason.strip(), asked_by=by, asked_at=now)
    holding = [one for one in accounts_holding(*ANSWERING, above=reward.unit_id, day=day_of(now)) if one.pk != by.pk]
    able = [one.pk for one in holding if to_take_back(one).filter(pk=reward.pk).exists()]
    people = Employee.objects.filter(account__in=able)
    todos.put(
        kind=ASKED, key=row.pk, to=list(people.values_list("pk", flat=True)), now=now,
        title=format_lazy(_("Take a reward back? {title}"), title=reward.title), url=page_of(reward),
    )  # fmt: skip
    record(by, "recognition.take_back_asked", row, subject=reward.employee_id, source=reward.source)
    return row


@transaction.atomic
def answer_taking_back(*, taking_back_id: int, agree: bool, by: Account, now: datetime) -> TakingBack:
    """The second person agrees, and it is taken back; or it stays. Whoever asked can think better of it."""
    row = TakingBack.objects.select_for_update(of=("self",)).get(pk=taking_back_id)
    reward = _mine(row.reward_id, by)
    if row.is_agreed is not None:
        raise RuleViolation("recognition.take_back_answered")
    R_093.refuse(when=agree and row.asked_by_id == by.pk, code="recognition.second_person_takes_back")
    row.is_agreed, row.answered_by, row.answered_at = agree, by, now
    row.save(update_fields=["is_agreed", "answered_by", "answered_at"])
    todos.settle(kind=ASKED, key=row.pk)
    if agree:
        _take(reward, reason=row.reason, by=by, now=now)
    record(by, "recognition.take_back_answered", row, subject=reward.employee_id, agree=agree)
    return row


def page_of(reward: Reward) -> str:
    """Where it is taken back."""
    return reverse("bonuses:take_back", args=[reward.pk])


def _mine(reward_id: int, by: Account) -> Reward:
    """The reward, locked, for whoever decides in the part that gave it; never the own one."""
    reward = Reward.objects.select_for_update(of=("self",)).select_related("employee__account").get(pk=reward_id)
    if Reward.objects.filter(takes_back=reward).exists():
        raise RuleViolation("recognition.reward_taken_back_already")
    if not to_take_back(by).filter(pk=reward_id).exists():
        raise NotAllowed("not_allowed", right=policies.take_back.name)
    return reward


def _insist_unpaid(reward: Reward) -> None:
    on_list = getattr(reward, "payout", None)
    if on_list is not None and on_list.line.payout.approved_at is not None:
        raise RuleViolation("recognition.reward_paid_already")


def _take(reward: Reward, *, reason: str, by: Account, now: datetime) -> Reward:
    _insist_unpaid(reward)
    if reward.source == Reward.Source.REDEMPTION:
        _put_back(reward)
    back = take_back_reward(reward_id=reward.pk, reason=reason, by=by, now=now)
    return_points(reward=reward, by=by, now=now)
    cancel_taken_back(now=now)
    if reward.employee.account_id is not None:
        notify.send(
            to=reward.employee, kind=TAKEN_BACK, body=back.reason, url=reverse("bonuses:own"),
            title=format_lazy(
                _("Taken back: {title}. If that is wrong, tell your leader or HR, or bring a grievance."),
                title=reward.title,
            ),
        )  # fmt: skip
    return back


def _put_back(reward: Reward) -> None:
    """It stands on the shelf again, unless the person has had of it."""
    if Grant.objects.filter(reward=reward, used__gt=0).exists():
        raise RuleViolation("recognition.redemption_used")
    item = CatalogueItem.objects.filter(redemptions__reward=reward, stock__isnull=False)
    CatalogueItem.objects.filter(pk__in=list(item.values_list("pk", flat=True))).update(stock=F("stock") + 1)
