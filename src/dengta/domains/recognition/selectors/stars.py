"""Service Stars: by what they are found, how far the choice is, and what each person reached."""

import hashlib
import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.people.models import Employee, Membership, Unit, UnitClosure
from dengta.domains.recognition.models import (
    StarCriteria,
    StarMonth,
    StarStanding,
    Tier,
    TierScheme,
    TopListChoice,
)
from dengta.domains.recognition.models.stars import FIGURES
from dengta.domains.recognition.policies import stars as policies
from dengta.domains.recognition.selectors.judged_days import month_after
from dengta.domains.service.selectors.agent_work import agent_work
from dengta.domains.service.selectors.kpis import kpi_named
from dengta.engines import awards
from dengta.foundation.access import Actor, facts_of
from dengta.foundation.settings.parameters import Parameter

SMALL_SAMPLE = Parameter(
    "recognition.star_smallest_sample", 30, _("Fewest answers of customers with which somebody can be the best"),
    unit="answers", check=lambda answers: 10 <= answers <= 500,
)  # fmt: skip
ANSWER_DAYS = Parameter(
    "recognition.star_answer_days", 3, _("Working days in which the winner says whether to be named"), unit="days",
    check=lambda days: 1 <= days <= 10,
)  # fmt: skip
TOP_PERCENT = Parameter(
    "recognition.top_list_percent", 25, _("Which part of those who can be compared the top list names"), unit="percent",
    check=lambda percent: 5 <= percent <= 50,
)  # fmt: skip
TOP_FEWEST = Parameter(
    "recognition.top_list_fewest", 12, _("Fewest people who can be compared for a top list"), unit="people",
    check=lambda people: 8 <= people <= 100,
)  # fmt: skip
# Sums of fewer are not shown.
SMALLEST_GROUP = 5
ONE_DAY = timedelta(days=1)
State = StarMonth.State


def criteria_for(unit_id: int, month: date) -> StarCriteria | None:
    """The criteria that were fixed for a month of a client: the last ones written before it began. One query."""
    return StarCriteria.objects.filter(unit=unit_id, applies_from__lte=month).first()


def scheme_for(unit_id: int, month: date) -> TierScheme | None:
    """The tiers that were published for a month; without those a second person did not confirm. One query."""
    rows = TierScheme.objects.filter(Q(needs_second=False) | Q(confirmed_by__isnull=False), unit=unit_id)
    return rows.filter(applies_from__lte=month).first()


def rows_of_month(unit_id: int, month: date) -> list[awards.Row]:
    """What everybody of a client did in a month, by kind of work. Three queries."""
    end = month_after(month) - ONE_DAY
    found = agent_work([kpi_named(key) for key in FIGURES], start=month, end=end, unit=unit_id)
    return sorted(
        awards.Row(done.agent, key, "-".join(map(str, done.work)), done.total, done.n)
        for key in FIGURES
        for done in found[key]
    )


def digest_of(rows: Iterable[Sequence[object]], rule: Sequence[object]) -> str:
    """The fingerprint of what a decision was made from: the rows, and the rule they were judged by."""
    told = json.dumps([list(rule), [list(row) for row in rows]], separators=(",", ":"), default=str)
    return hashlib.sha256(told.encode()).hexdigest()


def rule_of(criteria: StarCriteria) -> list[object]:
    """The numbers of the criteria, for the fingerprint."""
    return [criteria.csat_weight, criteria.min_answers, criteria.min_solved, criteria.places]


@dataclass(frozen=True)
class Recount:
    """A month reckoned again: `untouched`, the frozen rows are those that were frozen; `same`, they name the same
    shortlist, scores and winners; `today`, what the figures of today would name (they may have been corrected since).
    """

    untouched: bool
    same: bool
    people: int
    today: bool | None = None

    @property
    def holds(self) -> bool:
        """Whether the award is reproducible."""
        return self.untouched and self.same


def recount(month: StarMonth, *, with_today: bool = False) -> Recount:
    """Work a month out again from its frozen rows. Two queries; with the figures of today, five."""
    rule = month.criteria.rule
    kept = list(month.standings.all())
    scores = {one.employee_id: one.score for one in kept if one.score is not None}
    shortlisted = {one.employee_id for one in kept if one.is_candidate}
    inside = {one.employee_id for one in kept}
    found = standings_of(month.frozen, rule, inside)
    again = {one.who: one.score for one in found if one.score is not None}
    listed = {one.who for one in awards.shortlist(found, rule.places)}
    same = again == scores and listed == shortlisted and _same_winners(kept)
    today = None
    if with_today:
        fresh = standings_of(rows_of_month(month.unit_id, month.month), rule, inside)
        today = {one.who for one in awards.shortlist(fresh, rule.places)} == shortlisted
    return Recount(digest_of(month.rows, rule_of(month.criteria)) == month.digest, same, len(kept), today)


def standings_of(
    rows: Sequence[awards.Row], rule: awards.Criteria, inside: Collection[int]
) -> list[awards.Standing]:  # fmt: skip
    """Those who belong to the client today, compared with everybody who did its work."""
    return [one for one in awards.standings(rows, rule) if one.who in inside]


def _same_winners(kept: Sequence[StarStanding]) -> bool:
    won = {one.employee_id for one in kept if one.is_winner}
    return not won or won == set(winners_by_votes(kept))


def winners_by_votes(kept: Iterable[StarStanding]) -> tuple[int, ...]:
    """Whom the votes of these candidates choose."""
    candidates = [one for one in kept if one.is_candidate and one.score is not None]
    return awards.chosen(
        {one.employee_id: one.votes for one in candidates},
        {one.employee_id: one.score for one in candidates if one.score is not None},
    )


def people_of(unit_id: int, day: date) -> QuerySet[Employee]:
    """Everybody at work in a client's teams on a day. One query."""
    below = UnitClosure.objects.on(day).filter(ancestor=unit_id).values("descendant")
    inside = Membership.objects.on(day).filter(unit__in=below)
    return Employee.objects.filter(status=Employee.Status.ACTIVE, pk__in=inside.values("employee"))


def teams_of_people(unit_id: int, day: date) -> dict[int, int]:
    """Person → team, of a client on a day. One query."""
    below = UnitClosure.objects.on(day).filter(ancestor=unit_id).values("descendant")
    return dict(Membership.objects.on(day).filter(unit__in=below).values_list("employee_id", "unit_id"))


def months(actor: Actor) -> QuerySet[StarMonth]:
    """The months the reader sees, with how many voted."""
    rows = StarMonth.objects.defer("rows").select_related("unit", "criteria")
    return policies.see_months.scope(actor, rows).annotate(voted=Count("ballots"))


def with_star(rows: QuerySet[StarMonth]) -> QuerySet[StarMonth]:
    """The same with who was named: the first, and how many won."""
    won = StarStanding.objects.filter(month=OuterRef("pk"), is_winner=True)
    return rows.annotate(
        star=Subquery(won.filter(named=True).values("employee__name")[:1]),
        stars=Subquery(won.order_by().values("month").annotate(n=Count("pk")).values("n")[:1]),
    )


def own_standing(actor: Actor, month: StarMonth) -> StarStanding | None:
    """What the reader reached in a month. One query."""
    me = facts_of(actor).employee_id
    return month.standings.filter(employee=me or 0).select_related("tier").first()


def last_own_standing(actor: Actor) -> StarStanding | None:
    """What the reader reached in the last month that was reckoned. One query."""
    rows = StarStanding.objects.filter(employee=facts_of(actor).employee_id or 0)
    return (
        rows.select_related("month__criteria", "month__unit", "month__scheme", "tier").defer("month__rows")
        .order_by("-month__month").first()
    )  # fmt: skip


def may_vote(actor: Actor, month: StarMonth, today: date) -> bool:
    """Whether the reader belongs to those who vote, and has not. Two queries."""
    me = facts_of(actor).employee_id
    if me is None or month.state != State.VOTING or month.closes_on is None or month.closes_on < today:
        return False
    return not month.ballots.filter(employee=me).exists() and people_of(month.unit_id, today).filter(pk=me).exists()


def candidates(month: StarMonth) -> QuerySet[StarStanding]:
    """The shortlist, in the order of names: who stands first there says nothing."""
    return month.standings.filter(is_candidate=True).select_related("employee", "team").order_by("employee__pinyin")


def standings(actor: Actor, month: StarMonth) -> QuerySet[StarStanding]:
    """What people reached in a month, of those the reader answers for; by name, never from the last up."""
    rows = month.standings.select_related("employee", "team", "tier")
    return policies.see_standings.scope(actor, rows)


@dataclass(frozen=True)
class Way:
    """Where somebody stands: their score, the tier reached, the next one and how far it is. Without a score: how many
    answers and solved contacts the sample still lacks. Never a place from below."""

    standing: StarStanding
    tier: Tier | None
    next_tier: Tier | None
    missing: Decimal | None
    lacking_answers: int
    lacking_solved: int


def way_of(standing: StarStanding) -> Way:
    """The way of one person in one month. One query."""
    criteria, month = standing.month.criteria, standing.month
    tiers = list(month.scheme.tiers.all()) if month.scheme is not None else []
    ahead = awards.distance(standing.score, [one.from_score for one in tiers]) if standing.score is not None else None
    return Way(
        standing=standing,
        tier=standing.tier,
        next_tier=tiers[ahead[0]] if ahead else None,
        missing=ahead[1] if ahead else None,
        lacking_answers=max(0, criteria.min_answers - standing.answers),
        lacking_solved=max(0, criteria.min_solved - standing.solved),
    )


@dataclass(frozen=True)
class Listed:
    """Somebody of the upper part; `agreed` where they let us name them, with their place and tier."""

    place: int
    row: StarStanding
    agreed: bool


def top_list(month: StarMonth) -> list[Listed]:
    """The upper part of those who can be compared, the best first, and who of them agreed to be named. Of the others
    nothing is said. Two queries."""
    day = day_of(month.taken_at)
    rows = month.standings.filter(score__isnull=False).select_related("employee", "team", "tier")
    choice = TopListChoice.objects.filter(employee=OuterRef("employee")).values("is_named")[:1]
    ordered = list(rows.annotate(choice=Subquery(choice)).order_by("-score", "employee_id"))
    found = awards.top_part(
        [awards.Standing(one.employee_id, None, None, one.score) for one in ordered],
        percent=TOP_PERCENT.on(day), fewest=TOP_FEWEST.on(day),
    )  # fmt: skip
    listed = {one.who for one in found}
    upper = [one for one in ordered if one.employee_id in listed]
    scores = [one.score for one in upper]
    return [Listed(scores.index(one.score) + 1, one, one.choice is True) for one in upper]


@dataclass(frozen=True)
class Share:
    """How many people are in a tier; `tier` is None for those on their way to the first."""

    tier: Tier | None
    people: int


def distribution(month: StarMonth) -> tuple[list[Share], int]:
    """How those who could be compared are spread over the tiers, the highest first, and how many could not be compared.
    Nothing is forced: a tier may be empty or hold all. Two queries."""
    counts = dict(
        month.standings.filter(score__isnull=False).order_by().values_list("tier").annotate(Count("pk"))
    )  # fmt: skip
    tiers = list(month.scheme.tiers.order_by("-place")) if month.scheme is not None else []
    few = month.standings.filter(score__isnull=True).count()
    return [*(Share(tier, counts.get(tier.pk, 0)) for tier in tiers), Share(None, counts.get(None, 0))], few


def schemes(actor: Actor) -> QuerySet[TierScheme]:
    """The tiers the reader sees, newest first."""
    return policies.see_tiers.scope(actor, TierScheme.objects.select_related("unit").prefetch_related("tiers"))


def all_criteria(actor: Actor) -> QuerySet[StarCriteria]:
    """The criteria the reader sees, newest first."""
    rows = StarCriteria.objects.select_related("unit", "written_by__employee")
    return policies.see_criteria.scope(actor, rows).annotate(unit_name=F("unit__name"))


def clients_to_write(actor: Actor) -> QuerySet[Unit]:
    """The clients for whose people the reader fixes criteria, tiers and contests."""
    rows = Unit.objects.filter(kind=Unit.Kind.CLIENT, closed_on=None).order_by("name")
    return policies.write_for.scope(actor, rows)
