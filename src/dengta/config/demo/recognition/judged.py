"""What changed about rules and rewards in the demo, by hand and by edition, and what leaders were asked."""

from datetime import datetime, time, timedelta

from dengta.domains.people.models import Account, Unit
from dengta.domains.people.selectors.organisation import nearest_leaders
from dengta.domains.recognition.models import PolicyChange, SpreadQuestion
from dengta.domains.recognition.selectors.judged_days import closed_quarters, quarter
from dengta.domains.recognition.services.policy_changes import note_editions, note_sources

WRITER = "d90003"
# Unit, kind, weeks ago, what changed.
CHANGES = (
    ("QH2", "other", 13, "迟到一次先谈话，不直接书面提醒"),
    ("YF", "rewards", 7, "奖金改按首次解决率，不再按通话量"),
)
# Unit, kind, people, answer: empty for one that waits.
QUESTIONS = (
    ("QH2", "ratings", 11, "这一季有六位是新人，都在跟班期，分数拉不开；下季按独立接线后的质检来看。"),
    ("YF1", "rewards", 14, ""),
)


def fill(now: datetime) -> None:
    """Everything, ending at `now`. What can be counted – praise, measures, rewards – is counted from its own rows."""
    note_editions(now=now)
    note_sources(now=now)
    units = Unit.objects.in_bulk(field_name="code")
    by = Account.objects.get(username=WRITER)
    for code, kind, weeks, title in CHANGES:
        day = now.date() - timedelta(weeks=weeks, days=now.weekday())
        PolicyChange.objects.create(
            kind=kind, title=title, unit=units[code], since=day, noted_by=by,
            noted_at=datetime.combine(day, time(9, 20), now.tzinfo),
        )  # fmt: skip
    _ask(now, units)


def _ask(now: datetime, units: dict[str, Unit]) -> None:
    span = quarter(closed_quarters(now.date())[0])
    asked = datetime.combine(span.end + timedelta(days=1), time(5, 10), now.tzinfo)
    leaders = nearest_leaders([unit.pk for unit in units.values()], now.date())
    for code, kind, people, answer in QUESTIONS:
        unit = units[code]
        leader = Account.objects.get(pk=min(leaders[unit.pk])).employee
        SpreadQuestion.objects.create(
            kind=kind, leader=leader, unit=unit, starts_on=span.start, ends_on=span.last, people=people, asked_at=asked,
            answer=answer, answered_at=min(asked + timedelta(days=3, hours=6), now) if answer else None,
        )  # fmt: skip
