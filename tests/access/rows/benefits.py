"""Benefits: everybody holds their own, leaders and HR give out and book those of others, nobody their own."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from dengta.domains.communication.models import Suggestion
from dengta.domains.people.models import Employee
from dengta.domains.recognition.models import BenefitList, CareerChance, Grant, IdeaReward
from dengta.domains.recognition.services import benefit_lists, grants, loyalty
from tests.access.frame import STAFF, House, Row
from tests.conftest import NOW
from tests.recognition.giving import granted, what

BOTH = {"GET", "POST"}
DAY = timedelta(days=1)
BRANCH = {"leader", "supervisor", "hr"}
DECIDERS = {"supervisor", "hr"}
WATCHERS = {"leader", "other_leader", "supervisor", "hr", "executive", "auditor"}
SEES_BRANCH = WATCHERS - {"other_leader"}
PLANNERS = {"hr", "executive"}
CHANCES = {"supervisor", "hr", "executive"}


def furnish(house: House) -> None:
    """Of an agent one grant in each state; a list in each; a plan of loyalty; chances and an idea."""
    house["gift"] = granted(house.agent, "gift", key="1")
    house["trip"] = granted(house.agent, "trip", key="2")
    house["booked"] = booked = granted(house.agent, key="3")
    where = house.plant("where leave is booked", seen_by={"agent"} | SEES_BRANCH)
    by = house.hr.account
    assert by is not None
    grants.book_grant(grant_id=booked.pk, where=where, by=by, now=NOW)
    house["plan"] = loyalty.write_plan(
        steps=[loyalty.Step(2, "leave_day", Decimal(1))], effective_on=NOW.date(), why="第一版", by=by, now=NOW
    )
    Employee.objects.filter(pk=house.peer.pk).update(hired_on=date(2024, 12, 1))
    for state in ("draft", "fixed", "drawn"):
        house[state] = _list(house, state)
    house["chance"] = _chance(house.agent, house)
    house["proposed"] = _chance(house.peer, house, state="proposed")
    house["agreed"] = _chance(house.mentor, house, state="agreed")
    row = Suggestion.objects.create(
        author=house.agent, unit=house.tree.aftersales_1, title="快捷备注", body="统一", created_at=NOW,
        due_on=NOW.date(), status="done",
    )  # fmt: skip
    house["idea"] = idea = IdeaReward.objects.create(
        suggestion=row, unit=house.tree.aftersales_1, title="快捷备注", adopted_on=NOW.date()
    )
    idea.authors.create(employee=house.agent)


def _list(house: House, state: str) -> BenefitList:
    by = house.hr.account
    assert by is not None
    form = {"form": "flexible_work"} if state == "drawn" else {}
    row = benefit_lists.begin_list(unit=house.tree.aftersales_1, what=what(**form), by=by, now=NOW)
    if state != "draft":
        head = house.executive.account
        assert head is not None
        benefit_lists.fix_list(list_id=row.pk, by=head, now=NOW)
    if state == "drawn":
        BenefitList.objects.filter(pk=row.pk).update(counts_on=NOW.date())
        benefit_lists.draw_lists(now=NOW)
        BenefitList.objects.filter(pk=row.pk).update(give_until=NOW.date() - DAY, counts_on=NOW.date() - DAY)
    return row


def _chance(person: Employee, house: House, state: str = "listed") -> CareerChance:
    said: dict[str, Any] = {}
    if state != "listed":
        words = house.plant(
            f"a career plan {state}", seen_by=CHANCES | ({"peer"} if state == "proposed" else {"mentor"})
        )
        said = {"path": "expert", "plan": words, "review_on": NOW.date() + 60 * DAY, "planned_by": house.hr.account,
                "planned_at": NOW}  # fmt: skip
    return CareerChance.objects.create(
        employee=person, unit=house.tree.aftersales_1, branch=house.tree.qinghe, quarter=date(2026, 7, 1), score=91.4,
        place=1, people=24, found_on=date(2026, 10, 12), state=state, **said,
    )  # fmt: skip


def _of(name: str):  # type: ignore[no-untyped-def]  # a function of the house, as Row takes it
    return lambda house: {"pk": house[name].pk}


def _own(house: House) -> dict[str, int]:
    """The share of whoever leads the team on the list that is drawn."""
    return {"pk": Grant.objects.get(of_list=house["drawn"], employee=house.leader).pk}


ROWS = [
    Row("benefits:mine", STAFF, faces=("agent", "peer")),
    Row("benefits:grants", WATCHERS, faces=("leader", "executive")),
    Row("benefits:book", BRANCH, methods=BOTH, args=_of("gift")),
    Row("benefits:book", BRANCH, methods=BOTH, args=_of("trip"), faces=("leader",)),
    Row("benefits:book", {"supervisor", "hr"}, methods=BOTH, args=_own),
    Row("benefits:use", BRANCH, methods=BOTH, args=_of("booked")),
    Row("benefits:extend", BRANCH, methods=BOTH, args=_of("booked")),
    Row("benefits:lists", WATCHERS, faces=("leader", "hr")),
    Row("benefits:begin_list", DECIDERS, methods=BOTH),
    Row("benefits:list", SEES_BRANCH, args=_of("draft"), faces=("hr",)),
    Row("benefits:list", SEES_BRANCH, args=_of("drawn"), faces=("leader", "hr")),
    Row("benefits:change_list", DECIDERS, methods=BOTH, args=_of("draft")),
    Row("benefits:fix_list", DECIDERS | {"executive"}, methods={"POST"}, args=_of("draft")),
    Row("benefits:withdraw_list", DECIDERS, methods=BOTH, args=_of("fixed")),
    Row("benefits:book_list", BRANCH, methods=BOTH, args=_of("drawn")),
    Row("benefits:close_list", DECIDERS, methods={"POST"}, args=_of("drawn")),
    Row("benefits:loyalty", STAFF, faces=("agent", "hr")),
    Row("benefits:write_loyalty", PLANNERS, methods=BOTH),
    Row("benefits:chances", CHANCES, faces=("hr",)),
    Row("benefits:chance", CHANCES, args=_of("chance")),
    Row("benefits:chance", CHANCES, args=_of("proposed"), faces=("supervisor",)),
    Row("benefits:propose", PLANNERS, methods=BOTH, args=_of("chance")),
    Row("benefits:answer", {"peer"}, methods={"POST"}, args=_of("proposed")),
    Row("benefits:close_chance", PLANNERS, methods=BOTH, args=_of("agreed")),
    Row("benefits:ideas", {"leader", "other_leader", "supervisor"}, faces=("leader",)),
    Row("benefits:idea", {"leader", "supervisor"}, methods=BOTH, args=_of("idea")),
]
