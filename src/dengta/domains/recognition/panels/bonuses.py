"""Bonuses, points and payouts in the menu, in the inbox, in the bell, in the schedule, and before the doctor."""

from collections.abc import Iterator
from datetime import datetime

from django.http import HttpRequest
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.todos import register_kind
from dengta.domains.recognition.events import RewardGranted
from dengta.domains.recognition.policies import bonuses as policies
from dengta.domains.recognition.policies import rewards as reward_policies
from dengta.domains.recognition.selectors.points import differences
from dengta.domains.recognition.services.bonuses import GIVEN_NOTICE, SECOND
from dengta.domains.recognition.services.mix import MONEY_ONLY
from dengta.domains.recognition.services.payouts import MISSING, RECEIPT, TOLD
from dengta.domains.recognition.services.points import credit_reward
from dengta.domains.recognition.services.taking_back import ASKED, TAKEN_BACK
from dengta.domains.recognition.words import bonuses as words
from dengta.foundation import doctor, events, notify, schedule
from dengta.foundation.audit.verbs import register_verbs
from dengta.foundation.errors import register_sentences
from dengta.web import navigation
from dengta.web.navigation import Entry


def is_staff(request: HttpRequest) -> bool:
    """Whether the reader can be given something."""
    return policies.works_here(request.user)


def leads(request: HttpRequest) -> bool:
    """Whether the reader sees what others were given."""
    return reward_policies.see.beyond_own(request.user)


def decides(request: HttpRequest) -> bool:
    """Whether bonuses wait for the reader: to give, or to say yes to."""
    return policies.sees_bonuses(request.user)


def sees_sums(request: HttpRequest) -> bool:
    """Whether the reader sees how the forms are mixed."""
    return policies.sees_sums(request.user)


def sees_lists(request: HttpRequest) -> bool:
    """Whether the reader sees what is paid to whom."""
    return policies.see_lists.beyond_own(request.user)


def book_points(news: RewardGranted) -> None:
    """Points that any part of the house gave reach the account of the person."""
    credit_reward(reward_id=news.reward, now=timezone.localtime())


def books_in_order(now: datetime) -> "Iterator[doctor.Problem]":
    """Every balance is what was booked, and all together are zero."""
    for one in differences():
        yield doctor.Problem(
            format_lazy(
                _("Points: the balance of {account} is {balance}, but {booked} was booked"),
                account=one.account or _("all accounts together"), balance=one.balance, booked=one.booked,
            ),
            _("Find out who changed balances in the database, and restore them from the entries."),
        )  # fmt: skip


def _menu() -> None:
    pages = (
        ("bonuses:own", _("My rewards"), "award", 60, is_staff, ""),
        ("bonuses:catalogue", _("Redeem points"), "gift", 61, is_staff, "bonuses:own"),
        ("bonuses:team", _("Rewards of my people"), "users", 62, leads, "bonuses:own"),
        ("bonuses:waiting", _("Waiting for a reward"), "hourglass", 63, decides, "bonuses:own"),
        ("bonuses:mix", _("Mix of rewards"), "chart-bar", 64, sees_sums, "bonuses:own"),
        ("bonuses:payouts", _("Payout lists"), "cash", 65, sees_lists, "bonuses:own"),
        ("bonuses:published", _("Above the band"), "eye", 66, is_staff, "bonuses:own"),
    )
    for url_name, label, icon, order, visible, under in pages:
        navigation.register(
            Entry(
                section="growth", label=label, url_name=url_name, icon=icon, order=order, visible=visible,
                under=under,
            )
        )  # fmt: skip


def register() -> None:
    """Called once, at start."""
    register_sentences(words.SENTENCES)
    register_verbs(words.VERBS)
    notify.register_kind(GIVEN_NOTICE, _("Something was given to me"))
    notify.register_kind(MONEY_ONLY, _("Mix of rewards"))
    notify.register_kind(TOLD, _("Payout of rewards"))
    notify.register_kind(TAKEN_BACK, _("Something I was given is taken back"), confidential=True)
    register_kind(ASKED, _("Reward to take back"), verb=_("Read and decide"), icon="award", named_to_others=False)
    register_kind(RECEIPT, _("Reward to confirm"), verb=_("Confirm"), icon="receipt", own_page=True)
    register_kind(MISSING, _("Payment that did not come"), verb=_("Answer"), icon="receipt", named_to_others=False)
    register_kind(SECOND, _("Large bonus to decide"), verb=_("Read and decide"), icon="award", named_to_others=False)
    events.subscribe(RewardGranted, "recognition.book_points", book_points)
    schedule.every("recognition.expire_points", cron="20 4 * * *", job="recognition.expire_points")
    schedule.every("recognition.warn_of_mix", cron="30 8 * * 1", job="recognition.warn_of_mix")
    doctor.register("recognition.points_in_order", _("Points are where they were booked"), books_in_order)
    _menu()
