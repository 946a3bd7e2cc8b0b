"""Contests: fixed beforehand, counted like with like when the figures stand still, and the prize shared where nobody is
clearly ahead."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_DOWN, Decimal

from django.db import transaction
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.clock import day_of, end_of
from dengta.domains.communication.services import todos
from dengta.domains.people.models import Account, Unit
from dengta.domains.recognition.models import Contest, ContestTeam, Reward
from dengta.domains.recognition.policies import stars as policies
from dengta.domains.recognition.selectors import contests as selectors
from dengta.domains.recognition.selectors.involvement import tied_to
from dengta.domains.recognition.services.granting import Given, grant_reward
from dengta.domains.recognition.services.notices import AWARD, CONTEST
from dengta.domains.recognition.services.proportion import R_093, promises_much
from dengta.domains.recognition.services.star_criteria import R_080
from dengta.domains.recognition.services.star_people import entitled
from dengta.domains.recognition.services.ties import insist_untied
from dengta.engines.awards import Row
from dengta.foundation.access import facts_of
from dengta.foundation.audit.record import record
from dengta.foundation.errors import RuleViolation

CENT = Decimal("0.01")
LEAST_ROWS = 30
LONGEST_DAYS = 92
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a contest is about."""

    title: str
    kpi: str
    starts_on: date
    ends_on: date
    prize_form: str
    prize: Decimal


@transaction.atomic
def fix_contest(*, unit: Unit, plan: Plan, teams: Collection[Unit], by: Account, now: datetime) -> Contest:
    """Announce a contest between teams of one client. Nothing of it changes afterwards. One that promises each person
    more than one person promises alone begins once a second one has confirmed it."""
    policies.write_for.require(by, unit)
    today = day_of(now)
    if plan.starts_on <= today:
        raise RuleViolation("recognition.contest_begins_later")
    days = (plan.ends_on - plan.starts_on).days
    if not 1 <= days <= LONGEST_DAYS:
        raise RuleViolation("recognition.contest_days", most=LONGEST_DAYS)
    known = set(selectors.teams_to_choose(unit.pk, today))
    if unit.kind != Unit.Kind.CLIENT or len(set(teams)) < 2 or not set(teams) <= known:
        raise RuleViolation("recognition.contest_of_one_client")
    row = Contest.objects.create(
        unit=unit, title=plan.title.strip(), kpi=plan.kpi, starts_on=plan.starts_on, ends_on=plan.ends_on,
        prize_form=plan.prize_form, prize=plan.prize, min_answers=LEAST_ROWS, fixed_on=today, fixed_by=by,
        needs_second=promises_much(plan.prize_form, plan.prize, today),
    )  # fmt: skip
    ContestTeam.objects.bulk_create(
        ContestTeam(contest=row, unit=team) for team in sorted(set(teams), key=lambda one: one.pk)
    )  # fmt: skip
    if row.needs_second:
        _ask_a_second(row, now=now)
    record(by, "recognition.contest_fixed", row, starts_on=plan.starts_on, ends_on=plan.ends_on, teams=len(set(teams)))
    return row


def _ask_a_second(row: Contest, *, now: datetime) -> None:
    people = entitled(row.unit_id, day_of(now), policies.decide_contests, row)
    todos.put(
        kind=CONTEST, key=row.pk, to=[one.pk for one in people if one.account_id != row.fixed_by_id], now=now,
        title=format_lazy(_("A contest needs a second person: {title}"), title=row.title), url=page_of(row),
        due_at=end_of(row.starts_on - ONE_DAY),
    )  # fmt: skip


def page_of(row: Contest) -> str:
    """Where it is read."""
    return reverse("stars:contest", args=[row.pk])


@transaction.atomic
def confirm_contest(*, contest_id: int, by: Account, now: datetime) -> Contest:
    """A second person agrees to a contest with a large prize, before it begins (R-093)."""
    row = Contest.objects.select_for_update(of=("self",)).get(pk=contest_id)
    policies.decide_contests.require(by, row)
    if not row.waits:
        raise RuleViolation("recognition.contest_waits_for_nobody")
    R_093.refuse(when=row.fixed_by_id == by.pk, code="recognition.contest_confirmed_by_the_writer")
    if row.starts_on <= day_of(now):
        raise RuleViolation("recognition.contest_confirmed_late")
    row.confirmed_by, row.confirmed_on = by, day_of(now)
    row.save(update_fields=["confirmed_by", "confirmed_on"])
    todos.settle(kind=CONTEST, key=row.pk)
    record(by, "recognition.contest_confirmed", row, starts_on=row.starts_on)
    return row


@transaction.atomic
def let_contests_lapse(*, now: datetime) -> int:
    """A contest that nobody confirmed before its first day does not take place, and waits for nobody any more."""
    rows = Contest.objects.filter(needs_second=True, confirmed_by=None, starts_on__lte=day_of(now))
    return sum(todos.settle(kind=CONTEST, key=pk) for pk in rows.values_list("pk", flat=True))


@transaction.atomic
def count_contest(*, contest_id: int, now: datetime) -> Contest:
    """The contest is over and its figure moves no more: freeze its rows and say how it ended."""
    row = Contest.objects.select_for_update(of=("self",)).select_related("unit").get(pk=contest_id)
    today = day_of(now)
    if row.waits or row.counted_on is not None or today < selectors.countable_from(row):
        raise RuleViolation("recognition.contest_not_countable")
    rows = selectors.rows_of_contest(row)
    write_result(row, rows, on=today)
    if row.verdict != Contest.Verdict.NOBODY:
        title = format_lazy(_("Give the prize of the contest “{title}”"), title=row.title)
        winners = set(selectors.winners_of(row).values_list("pk", flat=True))
        barred = winners | tied_to(winners, today)
        people = [
            one for one in entitled(row.unit_id, today, policies.decide_contests, row)
            if one.account_id != row.fixed_by_id and one.pk not in barred
        ]  # fmt: skip
        todos.put(
            kind=AWARD, key=row.pk, to=[one.pk for one in people], title=title, now=now,
            url=page_of(row),
        )  # fmt: skip
    record(None, "recognition.contest_counted", row, verdict=row.verdict, digest=row.digest)
    return row


def write_result(row: Contest, rows: list[Row], *, on: date) -> None:
    """Freeze the rows and what follows from them."""
    found = selectors.judged(row, rows)
    row.rows, row.digest = rows, selectors.fingerprint(row, rows)
    row.verdict, row.covered, row.counted_on = found.verdict, found.covered, on
    row.save(update_fields=["rows", "digest", "verdict", "covered", "counted_on"])
    by_team = {one.team: one for one in found.teams}
    for team in row.teams.all():
        if (one := by_team.get(team.unit_id)) is not None:
            team.n, team.raw, team.adjusted, team.low, team.high = one.n, one.raw, one.adjusted, one.low, one.high
            team.is_winner = team.unit_id in found.winners
            team.save()
    row.winners = selectors.members_of_winners(row)
    row.save(update_fields=["winners"])


@transaction.atomic
def award_contest(*, contest_id: int, by: Account, now: datetime, late_because: str = "") -> Contest:
    """Give the prize to everybody of the winning team, or in equal parts where it is shared. Whoever gives it neither
    wins it, nor has a tie with a winner, nor fixed the contest."""
    row = Contest.objects.select_for_update(of=("self",)).get(pk=contest_id)
    policies.decide_contests.require(by, row)
    if row.counted_on is None or row.awarded_at is not None or row.verdict == Contest.Verdict.NOBODY:
        raise RuleViolation("recognition.contest_nothing_to_give")
    winners = list(selectors.winners_of(row))
    me = facts_of(by).employee_id
    if any(one.pk == me for one in winners):
        raise RuleViolation("recognition.contest_given_by_a_winner")
    if row.fixed_by_id == by.pk:
        raise RuleViolation("recognition.contest_given_by_the_writer")
    insist_untied([one.pk for one in winners], by=by, day=day_of(now))
    R_080.refuse(when=not selectors.holds(row), code="recognition.star_not_reproducible")
    among = row.teams.filter(is_winner=True).count()
    amount = (row.prize / among).quantize(CENT, ROUND_DOWN)
    form = Reward.Form.CASH if row.prize_form == Contest.Prize.CASH else Reward.Form.POINTS
    parts = ((Reward.Form.HONOUR, Decimal(0)), (form, amount if form is Reward.Form.CASH else Decimal(int(amount))))
    for one in winners:
        for what, much in parts:
            given = Given(
                form=what, source=Reward.Source.CONTEST, key=f"contest-{row.pk}", title=row.title,
                known_on=row.counted_on, amount=much, late_because=late_because, home=row.unit_id,
            )  # fmt: skip
            grant_reward(employee=one, given=given, by=by, now=now)
    row.awarded_at, row.awarded_by = now, by
    row.save(update_fields=["awarded_at", "awarded_by"])
    todos.settle(kind=AWARD, key=row.pk)
    record(by, "recognition.contest_awarded", row, people=len(winners), amount=amount)
    return row
