"""A month is over: what everybody reached is frozen, the shortlist is found by the rule, and the team votes on it."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils.text import format_lazy

from dengta.domains.communication.selectors.clock import day_of, end_of
from dengta.domains.communication.services import todos
from dengta.domains.people.models import Account, Employee, Unit
from dengta.domains.recognition.models import (
    Reward,
    StarBallot,
    StarCriteria,
    StarMonth,
    StarStanding,
    Tier,
    TierScheme,
)
from dengta.domains.recognition.policies import stars as policies
from dengta.domains.recognition.selectors import stars as selectors
from dengta.domains.recognition.selectors.judged_days import month_after
from dengta.domains.recognition.services.granting import Given, grant_reward
from dengta.domains.recognition.services.notices import APPROVE, APPROVE_TITLE, VOTE, VOTE_TITLE
from dengta.domains.recognition.services.star_people import who_approves
from dengta.engines import awards
from dengta.foundation.access import facts_of
from dengta.foundation.audit.record import record
from dengta.foundation.calendar.days import working_day_after
from dengta.foundation.errors import NotAllowed, RuleViolation

State = StarMonth.State


def page_of(month: StarMonth) -> str:
    """Where a month is read."""
    return reverse("stars:month", args=[month.pk])


@transaction.atomic
def take_month(*, unit: Unit, month: date, now: datetime) -> StarMonth | None:
    """Freeze a month of a client that is over, and open the vote on its shortlist. None where no criteria were fixed
    for it. Done again it finds the month taken."""
    taken = StarMonth.objects.filter(unit=unit, month=month).first()
    criteria = selectors.criteria_for(unit.pk, month)
    if taken is not None or criteria is None:
        return taken
    day = day_of(now)
    if day < month_after(month):
        raise RuleViolation("recognition.month_not_over")
    rows = selectors.rows_of_month(unit.pk, month)
    scheme = selectors.scheme_for(unit.pk, month)
    people = list(selectors.people_of(unit.pk, day).values_list("pk", flat=True))
    row = freeze(
        unit=unit, month=month, criteria=criteria, scheme=scheme, rows=rows, now=now,
        teams=selectors.teams_of_people(unit.pk, day), people=people,
    )  # fmt: skip
    _give_tiers(row, now=now)
    if row.state == State.VOTING:
        title = format_lazy(VOTE_TITLE, unit=unit.name)
        due_at = end_of(row.closes_on or day)
        todos.put(kind=VOTE, key=row.pk, to=people, title=title, url=page_of(row), now=now, due_at=due_at)
    record(None, "recognition.star_month_taken", row, digest=row.digest, people=row.standings.count())
    return row


def freeze(
    *, unit: Unit, month: date, criteria: StarCriteria, scheme: TierScheme | None, rows: list[awards.Row],
    teams: dict[int, int], people: list[int], now: datetime,
) -> StarMonth:  # fmt: skip
    """Write the month, what each person reached, and the shortlist that follows."""
    inside = sorted(set(people) & teams.keys())
    found = selectors.standings_of(rows, criteria.rule, inside)
    listed = {one.who for one in awards.shortlist(found, criteria.places)}
    row = StarMonth.objects.create(
        unit=unit, month=month, criteria=criteria, scheme=scheme, rows=rows,
        digest=selectors.digest_of(rows, selectors.rule_of(criteria)), taken_at=now,
        state=State.VOTING if listed else State.NOBODY, may_vote=len(inside) if listed else 0,
        closes_on=working_day_after(day_of(now), criteria.vote_days) if listed else None,
    )  # fmt: skip
    tiers = list(scheme.tiers.all()) if scheme is not None else []
    StarStanding.objects.bulk_create(
        _standing(row, one, teams[one.who], tiers, is_candidate=one.who in listed) for one in found
    )
    return row


def _standing(
    month: StarMonth, one: awards.Standing, team: int, tiers: list[Tier], *, is_candidate: bool
) -> StarStanding:  # fmt: skip
    first, second = one.first, one.second
    place = awards.tier_of(one.score, [tier.from_score for tier in tiers])
    return StarStanding(
        month=month, employee_id=one.who, team_id=team, score=one.score, is_candidate=is_candidate,
        answers=first.n if first else 0, csat=first.adjusted if first else None, csat_low=first.low if first else None,
        csat_high=first.high if first else None, contacts=second.n if second else 0,
        solved=second.hits if second else 0, solved_low=second.low if second else None,
        solved_high=second.high if second else None, tier=tiers[place] if place is not None else None,
    )  # fmt: skip


def _give_tiers(month: StarMonth, *, now: datetime) -> None:
    """Whoever reached a tier gets what it promises."""
    rows = month.standings.filter(tier__isnull=False).select_related("employee", "tier").order_by("pk")
    for one in rows:
        assert one.tier is not None
        form = Reward.Form.POINTS if one.tier.points else Reward.Form.HONOUR
        given = Given(
            form=form, source=Reward.Source.TIER, key=f"tier-{month.pk}", title=one.tier.name, known_on=day_of(now),
            amount=Decimal(one.tier.points),
        )  # fmt: skip
        grant_reward(employee=one.employee, given=given, by=None, now=now)


@transaction.atomic
def vote(*, month_id: int, for_id: int, by: Account, now: datetime) -> None:
    """One secret vote for somebody else of the shortlist: who voted is kept, and how many votes each has, never who
    voted for whom."""
    month = StarMonth.objects.select_for_update(of=("self",)).get(pk=month_id)
    today = day_of(now)
    me = selectors.people_of(month.unit_id, today).filter(pk=facts_of(by).employee_id or 0).first()
    if me is None:
        raise NotAllowed("not_allowed", right=policies.see_months.name)
    if month.state != State.VOTING or month.closes_on is None or month.closes_on < today:
        raise RuleViolation("recognition.vote_is_over")
    candidate = month.standings.filter(pk=for_id, is_candidate=True).first()
    if candidate is None:
        raise RuleViolation("recognition.vote_for_the_shortlist")
    if candidate.employee_id == me.pk:
        raise RuleViolation("recognition.vote_for_oneself")
    if month.ballots.filter(employee=me).exists():
        raise RuleViolation("recognition.voted_already")
    StarBallot.objects.create(month=month, employee=me)
    month.standings.filter(pk=candidate.pk).update(votes=F("votes") + 1)
    todos.settle(kind=VOTE, key=month.pk, of=[me.pk])
    record(by, "recognition.star_voted", month, subject=me.pk)


@transaction.atomic
def count_votes(*, month_id: int, now: datetime) -> StarMonth:
    """The vote is over: whom it chose waits for approval. Where votes stand equal the data decide; where these do as
    well, the star is shared."""
    month = StarMonth.objects.select_for_update(of=("self",)).select_related("criteria", "unit").get(pk=month_id)
    today = day_of(now)
    if month.state != State.VOTING or month.closes_on is None or today <= month.closes_on:
        raise RuleViolation("recognition.vote_not_over")
    won = selectors.winners_by_votes(month.standings.all())
    month.standings.filter(employee__in=won).update(is_winner=True)
    month.state, month.chosen_on = State.CHOSEN, today
    month.save(update_fields=["state", "chosen_on"])
    todos.settle(kind=VOTE, key=month.pk)
    people: list[Employee] = who_approves(month, today)
    title = format_lazy(APPROVE_TITLE, unit=month.unit.name)
    due_at = end_of(working_day_after(today, 2))
    todos.put(
        kind=APPROVE, key=month.pk, to=[one.pk for one in people], title=title, url=page_of(month), now=now,
        due_at=due_at,
    )  # fmt: skip
    record(None, "recognition.star_votes_counted", month, voted=month.ballots.count(), winners=len(won))
    return month
