"""Stars, tiers and contests: read by whoever works for the client, fixed by who answers for it, decided by a second."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from dengta.domains.people.models import Account
from dengta.domains.recognition.models import Contest, ContestTeam, StarCriteria, StarMonth, Tier, TierScheme
from dengta.domains.recognition.selectors.stars import people_of, teams_of_people
from dengta.domains.recognition.services.contests import write_result
from dengta.domains.recognition.services.star_months import freeze
from dengta.engines.awards import Row as Rows
from tests.access.frame import House, Row
from tests.conftest import NOW

BOTH = {"GET", "POST"}
MEMBERS = {"agent", "peer", "leader", "mentor", "trainer", "planner", "supervisor", "quality"}
READERS = MEMBERS | {"hr", "executive", "auditor"}
PART = READERS | {"stranger", "other_leader"}
WRITERS = {"hr", "supervisor"}
# HR wrote the criteria and fixed the contest.
DECIDERS = {"supervisor", "executive"}
ONE_DAY = timedelta(days=1)


def furnish(house: House) -> None:
    """Five months of one client, each at another state, its tiers, and three contests."""
    unit, by = house.tree.qinghe, house.hr.account
    assert by is not None
    told: dict[str, Any] = {"unit": unit, "applies_from": date(2026, 6, 1), "written_on": date(2026, 5, 20)}
    house["criteria"] = StarCriteria.objects.create(
        **told, why="看满意度和一次解决", min_solved=20, bonus=Decimal(500), points=100, written_by=by
    )
    house["scheme"] = scheme = TierScheme.objects.create(**told, why="看得见的距离", written_by=by)
    for place, (name, score) in enumerate((("铜", 40), ("银", 70), ("金", 90)), start=1):
        Tier.objects.create(scheme=scheme, place=place, name=name, name_en=name, from_score=score, points=50 * place)
    house["voting"] = _month(house, 10, StarMonth.State.VOTING)
    why = house.plant("why a star was declined", seen_by={"leader", "supervisor", "hr", "quality"})
    house["declined"] = _month(house, 9, StarMonth.State.DECLINED, declined_why=why, decided_by=by, decided_at=NOW)
    house["chosen"] = _month(house, 8, StarMonth.State.CHOSEN, chosen_on=NOW.date())
    decided = {"chosen_on": NOW.date(), "decided_by": by, "decided_at": NOW, "answer_until": NOW.date() + ONE_DAY}
    house["approved"] = _month(house, 7, StarMonth.State.APPROVED, **decided)
    house["published"] = _month(house, 6, StarMonth.State.PUBLISHED, published_on=NOW.date(), **decided)
    house["published"].standings.filter(is_winner=True).update(named=True)
    house["running"] = _contest(house, by, NOW.date() + 9 * ONE_DAY)
    house["won"] = won = _contest(house, by, NOW.date() - 20 * ONE_DAY)
    first, second = house.tree.aftersales_1.pk, house.tree.aftersales_2.pk
    write_result(
        won, [Rows(first, "csat", "1-1-1", 280, 300), Rows(second, "csat", "1-1-1", 220, 300)], on=NOW.date()
    )  # fmt: skip


def _month(house: House, month: int, state: str, **other: Any) -> StarMonth:
    """李佳怡 and 陈浩然 on the shortlist; 李佳怡 wins."""
    unit, agent, peer = house.tree.qinghe, house.agent.pk, house.peer.pk
    rows = [
        Rows(who, figure, "1-1-1-1", hits, 100)
        for who, hits in ((agent, 95), (peer, 90))
        for figure in ("csat", "fcr")
    ]  # fmt: skip
    row = freeze(
        unit=unit, month=date(2026, month, 1), criteria=house["criteria"], scheme=house["scheme"], rows=sorted(rows),
        teams=teams_of_people(unit.pk, NOW.date()), now=datetime(2026, month + 1, 3, 7, tzinfo=NOW.tzinfo),
        people=list(people_of(unit.pk, NOW.date()).values_list("pk", flat=True)),
    )  # fmt: skip
    if state == StarMonth.State.VOTING:
        other["closes_on"] = NOW.date() + ONE_DAY
    else:
        row.standings.filter(employee=agent).update(is_winner=True)
    StarMonth.objects.filter(pk=row.pk).update(state=state, **other)
    return StarMonth.objects.get(pk=row.pk)


def _contest(house: House, by: Account, ends_on: date) -> Contest:
    row = Contest.objects.create(
        unit=house.tree.qinghe, title="满意度接力", kpi="csat", starts_on=ends_on - 20 * ONE_DAY, ends_on=ends_on,
        prize_form="cash", prize=100, fixed_on=ends_on - 30 * ONE_DAY, fixed_by=by,
    )  # fmt: skip
    for team in (house.tree.aftersales_1, house.tree.aftersales_2):
        ContestTeam.objects.create(contest=row, unit=team)
    return row


def _of(name: str):  # type: ignore[no-untyped-def]  # a function of the house, as Row takes it
    return lambda house: {"pk": house[name].pk}


ROWS = [
    Row("stars:overview", PART, faces=("agent", "hr")),
    Row("stars:month", READERS, args=_of("voting"), faces=("agent",)),
    Row("stars:month", READERS, args=_of("chosen"), faces=("supervisor",)),
    Row("stars:month", READERS, args=_of("approved"), faces=("agent",)),
    Row("stars:month", READERS, args=_of("published"), faces=("peer",)),
    Row("stars:month", READERS, args=_of("declined"), faces=("leader",)),
    Row("stars:check", READERS, args=_of("published"), faces=("agent", "hr")),
    Row("stars:vote", MEMBERS, methods=BOTH, args=_of("voting")),
    Row("stars:approve", DECIDERS, methods=BOTH, args=_of("chosen")),
    Row("stars:decline", DECIDERS, methods=BOTH, args=_of("chosen")),
    Row("stars:named", {"agent"}, methods=BOTH, args=_of("approved")),
    Row("stars:top", PART, faces=("agent", "hr")),
    Row("stars:naming", MEMBERS | {"stranger", "other_leader"}, methods={"POST"}, data={"named": "no"}),
    Row("stars:tiers", PART, faces=("agent", "hr")),
    Row("stars:new_tiers", WRITERS, methods=BOTH),
    Row("stars:confirm_tiers", DECIDERS | {"hr"}, methods={"POST"}, args=_of("scheme")),
    Row("stars:criteria", PART, faces=("agent", "hr")),
    Row("stars:new_criteria", WRITERS, methods=BOTH),
    Row("stars:contests", PART, faces=("agent", "hr")),
    Row("stars:new_contest", WRITERS, methods=BOTH),
    Row("stars:contest", READERS, args=_of("running"), faces=("agent",)),
    Row("stars:contest", READERS, args=_of("won"), faces=("supervisor",)),
    Row("stars:confirm_contest", DECIDERS | {"hr"}, methods={"POST"}, args=_of("running")),
    Row("stars:award", DECIDERS, methods=BOTH, args=_of("won")),
]
