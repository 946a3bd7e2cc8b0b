"""What follows from facts follows soon: rewards in days, decisions in weeks, and nothing from what is stale."""

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from dengta.domains.recognition.selectors.timeliness import CASE_DAYS, REWARD_DAYS, STALE_DAYS
from dengta.foundation.calendar.days import working_days_between
from dengta.foundation.rules import Rule

ONE_DAY = timedelta(days=1)
R_091 = Rule("R-091", _("Rewards within 5 working days of the facts, decisions within 15; what is stale expires"))


def insist_on_timely_reward(*, known_on: date, day: date, late_because: str) -> None:
    """A reward after its days needs the reason why it comes late."""
    took = _working_days(known_on, day)
    R_091.refuse(
        when=took > REWARD_DAYS.on(day) and not late_because.strip(), code="recognition.reward_late", days=took,
        most=REWARD_DAYS.on(day),
    )  # fmt: skip


def insist_on_timely_decision(*, known_on: date, day: date, extended_until: date | None) -> None:
    """A decision after its days needs an extension that says why; after the last day nothing can follow any more."""
    insist_on_fresh_facts(known_on=known_on, day=day)
    took = _working_days(known_on, day)
    covered = extended_until is not None and day <= extended_until
    R_091.refuse(
        when=took > CASE_DAYS.on(day) and not covered, code="recognition.decision_late", days=took,
        most=CASE_DAYS.on(day),
    )  # fmt: skip


def insist_on_fresh_facts(*, known_on: date, day: date) -> None:
    """Nothing follows from facts that have been known for so long."""
    R_091.refuse(
        when=is_stale(known_on, day), code="recognition.facts_stale", days=(day - known_on).days,
        most=STALE_DAYS.on(day),
    )  # fmt: skip


def is_stale(known_on: date, day: date) -> bool:
    """Whether the facts have been known for too long for anything to follow from them."""
    return (day - known_on).days >= STALE_DAYS.on(day)


def _working_days(known_on: date, day: date) -> int:
    """After the day on which the facts were known, that day itself not counted."""
    return working_days_between(start=known_on + ONE_DAY, end=day + ONE_DAY)
