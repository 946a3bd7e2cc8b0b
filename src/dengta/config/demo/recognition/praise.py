"""A year of praise with cases in the demo: one or two a week in each team, some shared, some told outside, one taken
off the wall again; and honours that people let stand there."""

from datetime import date, datetime, time, timedelta

from numpy.random import Generator, default_rng

from dengta.config.demo.recognition.praise_texts import CASES, HONOURS
from dengta.config.demo.talk.people import Crew, at, crews, mondays
from dengta.config.demo.world import SEED
from dengta.domains.communication.models import Praise, PraiseTag
from dengta.domains.people.models import Employee
from dengta.domains.recognition.models import (
    OutsideConsent,
    PraiseCase,
    Reward,
    RewardShare,
    TeamShare,
    WallSource,
)

TEAMS = ("QH1", "QH2", "QH3", "YF1", "YF2", "AT1")
WEEKS = 51
# Of every so many cases one is on the wall; the same teams' others are for the team or between two.
ON_WALL, FOR_TEAM, OUTSIDE = 18, 3, 4
DAY = timedelta(days=1)
# In this team the last weeks named the same two: its leader is asked about it.
SAME_TWO = "QH3"


def fill(now: datetime) -> None:
    """Cases of a year by the leaders of six teams, and six honours."""
    draw = default_rng(SEED + 61)
    teams = crews(TEAMS)
    rows = [one for crew in teams for one in _year_of(crew, now, draw)]
    Praise.objects.bulk_create(praise for praise, _case in rows)
    cases = [CASES[number] for _praise, number in rows]
    PraiseTag.objects.bulk_create(
        PraiseTag(praise=praise, tag=tag) for (praise, _n), case in zip(rows, cases, strict=True) for tag in case[0]
    )
    PraiseCase.objects.bulk_create(
        PraiseCase(praise=praise, happened=case[1], changed=case[3])
        for (praise, _n), case in zip(rows, cases, strict=True)
    )
    _share([praise for praise, _n in rows], now)
    _honours(teams, now)


def _year_of(crew: Crew, now: datetime, draw: Generator) -> list[tuple[Praise, int]]:
    """Each with the number of its case. No case comes back before all were told."""
    order = draw.permutation(len(CASES))
    found: list[tuple[Praise, int]] = []
    for week, monday in enumerate(mondays(now, WEEKS)):
        for time_of_week in range(2 if week % 3 == 0 or _names_two(crew, week) else 1):
            day = monday + (1 + (2 * time_of_week + week) % 4) * DAY
            if day > now.date():
                continue
            place = time_of_week if _names_two(crew, week) else int(draw.integers(len(crew.agents)))
            number = int(order[len(found) % len(order)])
            found.append((_praise(crew, crew.agents[place], number, day, now), number))
    return found


def _names_two(crew: Crew, week: int) -> bool:
    return crew.unit.code == SAME_TWO and WEEKS - 4 <= week < WEEKS


def _praise(crew: Crew, receiver: Employee, number: int, day: date, now: datetime) -> Praise:
    given = min(at(day, time(17, 20), now), now - timedelta(minutes=30))
    return Praise(
        giver=crew.leader, receiver=receiver, unit=crew.unit, text=CASES[number][2], given_on=day, given_at=given
    )


def _share(rows: list[Praise], now: datetime) -> None:
    """About twenty on the wall, of which some may be told outside; one that was there is not any more."""
    # Counted from the newest, so that the wall of today is full of this year.
    newest = sorted(rows, key=lambda one: one.given_at, reverse=True)
    on_wall = [one for place, one in enumerate(newest) if place % ON_WALL == 0 or place in {1, 3, 4}]
    for praise in on_wall[:-1]:
        praise.shown_at = min(praise.given_at + timedelta(hours=3), now)
    Praise.objects.bulk_update(on_wall, ["shown_at"])
    held = {one.pk for one in on_wall}
    others = [one for one in newest if one.pk not in held]
    TeamShare.objects.bulk_create(
        TeamShare(praise=one, since=min(one.given_at + timedelta(hours=2), now))
        for place, one in enumerate(others)
        if place % FOR_TEAM
    )
    OutsideConsent.objects.bulk_create(
        OutsideConsent(employee_id=one.receiver_id, source=WallSource.PRAISE, key=one.pk, since=one.shown_at or now)
        for place, one in enumerate(on_wall[:-1])
        if place % OUTSIDE == 1
    )


def _honours(teams: list[Crew], now: datetime) -> None:
    """Honours of the year; the last of them is shown to nobody."""
    for place, ((title, reason), crew) in enumerate(zip(HONOURS, teams, strict=True)):
        day = now.date() - (9 + 47 * place) * DAY
        reward = Reward.objects.create(
            employee=crew.agents[3 + place], unit=crew.unit, form=Reward.Form.HONOUR, source=Reward.Source.SERVICE_STAR,
            key=f"demo-honour-{place}", title=title, reason=reason, facts_known_on=day - 2 * DAY, granted_on=day,
            granted_by=crew.leader.account,
        )  # fmt: skip
        if place < len(HONOURS) - 1:
            RewardShare.objects.create(reward=reward, since=at(day, time(18), now))
