"""Protected people: pregnancy, nursing, minors, and people over retirement age."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from dengta.engines.labour_law.china.protected import (
    Action,
    Assignment,
    Status,
    nursing_break,
    overage_overtime,
    roster,
    rules_version,
)
from dengta.engines.labour_law.decision import Confidence
from dengta.engines.labour_law.errors import FactError
from dengta.engines.labour_law.law import Law
from tests.engines.labour_law.answers import stands_on, steps, taken, would_change
from tests.engines.labour_law.law import CALENDAR, ask

ALLOW, WARN, BLOCK = Action.ALLOW, Action.WARN, Action.BLOCK
NIGHT, OVERTIME, HOLIDAY = Assignment.NIGHT, Assignment.OVERTIME, Assignment.HOLIDAY
ANY, NORMAL = Assignment.ANY, Assignment.NORMAL


@pytest.mark.covers("L-23")
@pytest.mark.parametrize(
    ("months", "assign", "action"),
    [
        ("7", OVERTIME, BLOCK), ("7", NIGHT, BLOCK), ("7", HOLIDAY, WARN), ("7", ANY, WARN), ("7", NORMAL, ALLOW),
        ("6.9", OVERTIME, WARN), ("6.9", NIGHT, WARN), ("6.9", HOLIDAY, ALLOW), ("6.9", ANY, ALLOW),
        ("0", NORMAL, ALLOW),
    ],
)  # fmt: skip
def test_from_the_seventh_month_no_overtime_and_no_night(months: str, assign: Assignment, action: Action) -> None:
    decision = ask(roster, status=Status.PREGNANT, gestation_months=Decimal(months), assign=assign)

    assert decision.value.action is action
    assert stands_on(decision, "O619 6")
    early = ["From the seventh month on it is banned", "A medical certificate may ask for relief earlier"]
    assert (would_change(decision)[:2] == early) is (months != "7")


@pytest.mark.covers("L-24")
@pytest.mark.parametrize(
    ("months", "assign", "action"),
    [
        ("11.9", OVERTIME, BLOCK), ("0", NIGHT, BLOCK), ("11", HOLIDAY, WARN), ("11", ANY, WARN), ("11", NORMAL, ALLOW),
        ("12", OVERTIME, ALLOW), ("12", NIGHT, ALLOW), ("12", HOLIDAY, ALLOW), ("12", ANY, ALLOW),
    ],
)  # fmt: skip
def test_while_the_child_is_under_one_year_no_overtime_and_no_night(
    months: str, assign: Assignment, action: Action
) -> None:
    decision = ask(roster, status=Status.NURSING, child_age_months=Decimal(months), assign=assign)

    assert decision.value.action is action
    assert stands_on(decision, "O619 9")
    assert ("Once the child is one year old the limits end" in would_change(decision)) is (months != "12")


@pytest.mark.covers("L-26")
@pytest.mark.parametrize(
    ("age", "assign", "action", "article"),
    [
        (15, ANY, BLOCK, "LL 15"), (15, NORMAL, BLOCK, "LL 15"), (16, NIGHT, BLOCK, "HOUSE"),
        (17, NIGHT, BLOCK, "HOUSE"),
        (16, ANY, WARN, "LL 64"), (17, OVERTIME, WARN, "LL 64"), (18, NIGHT, ALLOW, "LL 58"), (40, ANY, ALLOW, "LL 58"),
    ],
)  # fmt: skip
def test_nobody_under_sixteen_works_and_the_house_keeps_minors_from_the_night(
    age: int, assign: Assignment, action: Action, article: str
) -> None:
    decision = ask(roster, status=Status.AGE, age=age, assign=assign)

    assert decision.value.action is action
    assert stands_on(decision, article)
    house = article == "HOUSE"
    assert decision.confidence is (Confidence.INTERPRETATION if house else Confidence.STATUTE)
    assert any("the law has no general ban" in step for step in steps(decision)) is house


@pytest.mark.covers("L-23", "L-24")
@pytest.mark.parametrize(("answer", "action"), [("allow", ALLOW), ("warn", WARN), ("block", BLOCK)])
def test_a_normal_shift_on_a_holiday_is_an_open_question(answer: str, action: Action) -> None:
    law = Law(calendar=CALENDAR, answers={"roster.protected_holiday": answer})
    decision = ask(roster, law=law, status=Status.PREGNANT, gestation_months=Decimal(8), assign=HOLIDAY)

    assert decision.value.action is action
    assert taken(decision) == [answer]
    assert would_change(decision) == ["With her written consent beforehand"]
    assert steps(decision) == ["the law does not say whether a normal shift on a statutory holiday is overtime"]
    other = ask(roster, law=law, status=Status.PREGNANT, gestation_months=Decimal(8), assign=NIGHT)
    assert taken(other) == would_change(other) == []
    early = ask(roster, law=law, status=Status.PREGNANT, gestation_months=Decimal(3), assign=HOLIDAY)
    assert taken(early) == []


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"status": Status.PREGNANT}, "gestation_months"),
        ({"status": Status.PREGNANT, "age": 30, "gestation_months": Decimal(-1)}, "gestation_months"),
        ({"status": Status.NURSING, "gestation_months": Decimal(7)}, "child_age_months"),
        ({"status": Status.AGE}, "age"),
    ],
)
def test_what_protection_hangs_on_is_never_guessed(facts: dict[str, Any], field: str) -> None:
    with pytest.raises(FactError) as refused:
        ask(roster, **facts)

    assert refused.value.field == field
    assert refused.value.text.said("en").startswith("State ")


@pytest.mark.covers("L-24")
@pytest.mark.parametrize(
    ("infants", "months", "minutes"),
    [(0, None, 0), (1, None, 60), (2, Decimal(3), 120), (3, Decimal("11.9"), 180), (1, Decimal(12), 0)],
)
def test_an_hour_a_day_for_each_child_under_one_year(infants: int, months: Decimal | None, minutes: int) -> None:
    decision = ask(nursing_break, infants=infants, child_age_months=months)

    assert (decision.value.minutes_per_day, decision.value.paid) == (minutes, True)
    assert taken(decision) == (["The children are taken as under one year"] if months is None else [])
    if months == 12:
        assert steps(decision) == ["the child is one year old: no nursing time by law"]
    else:
        assert f"{infants} × 60 minutes = {minutes} minutes" in steps(decision)[0]
    with pytest.raises(FactError):
        ask(nursing_break, infants=-1)


@pytest.mark.covers("L-27")
@pytest.mark.parametrize(
    ("assign", "special", "over", "action", "cap"),
    [
        ("overtime_1h", False, True, WARN, 1),
        ("overtime_1.5h", False, True, BLOCK, 1),
        ("overtime_3h", True, True, WARN, 3),
        ("overtime_3.5h", True, True, BLOCK, 3),
        ("overtime", False, True, WARN, 1),
        ("none", False, True, ALLOW, 1),
        ("overtime_1h", False, False, ALLOW, 1),
        ("overtime_2h", False, False, BLOCK, 1),
        ("overtime_3h", True, False, ALLOW, 3),
    ],
)
def test_people_over_retirement_age_normally_work_no_overtime(
    assign: str, special: bool, over: bool, action: Action, cap: int
) -> None:
    decision = ask(
        overage_overtime, date=date(2026, 7, 1), over_retirement_age=over, written_agreement=True, assign=assign,
        special_reason=special,
    )  # fmt: skip
    value = decision.value

    assert (value.action, value.daily_cap_hours, value.overtime_pay_rules_apply) == (action, cap, True)
    assert ("above the cap of a day" in steps(decision)) is (action is BLOCK)
    assert stands_on(decision, "O56 6", "O56 11") is over
    first = "on 1 July 2026 Order 56 applies" if over else "not over retirement age"
    assert steps(decision)[0].startswith(first)


@pytest.mark.covers("L-27")
def test_the_written_agreement_is_asked_for() -> None:
    facts = {"date": date(2026, 8, 1), "assign": "overtime_2h", "special_reason": True}
    missing = ask(overage_overtime, written_agreement=False, **facts)

    assert missing.value.action is WARN
    assert steps(missing)[1:] == [
        "2 hours arranged; the cap of a day is 3", "there is no written agreement; it has to be signed first",
    ]  # fmt: skip
    assert taken(ask(overage_overtime, **facts)) == ["Nobody spoke of the written agreement: taken as signed"]
    assert taken(ask(overage_overtime, written_agreement=True, **facts)) == []
    assert len(steps(ask(overage_overtime, written_agreement=True, **facts))) == 2


@pytest.mark.covers("L-27")
def test_before_order_56_the_agreement_decides() -> None:
    before = ask(overage_overtime, date=date(2026, 6, 30), assign="overtime_9h")
    value = before.value

    assert (value.action, value.overtime_pay_rules_apply, value.daily_cap_hours) == (WARN, False, None)
    assert before.confidence is Confidence.INTERPRETATION
    assert ask(overage_overtime, on=date(2026, 6, 30)).value.daily_cap_hours is None
    assert ask(overage_overtime, on=date(2026, 7, 1)).value.daily_cap_hours == 1
    young = ask(overage_overtime, date=date(2026, 6, 30), over_retirement_age=False)
    assert young.value.overtime_pay_rules_apply is True


@pytest.mark.parametrize("assign", ["overtime_h", "night", "overtime_2hours", ""])
def test_an_assignment_that_cannot_be_read_is_refused(assign: str) -> None:
    with pytest.raises(FactError) as refused:
        ask(overage_overtime, assign=assign)

    assert refused.value.field == "assign"
    assert refused.value.text.said("en") == f"The assignment {assign} cannot be read. Write it like overtime_2h."


@pytest.mark.covers("L-27")
@pytest.mark.parametrize(
    ("day", "over", "applies"),
    [
        (date(2026, 6, 30), True, False),
        (date(2026, 7, 1), True, True),
        (date(2026, 7, 1), False, False),
        (None, True, True),
    ],
)
def test_order_56_governs_from_its_day_on(day: date | None, over: bool, applies: bool) -> None:
    decision = ask(rules_version, date=day, over_retirement_age=over)

    assert decision.value.order56_applies is applies
    said = "Order 56 applies" if applies else ("is not law yet" if over else "not over retirement age")
    assert said in steps(decision)[0]
    assert bool(would_change(decision)) is over
    assert ask(rules_version, on=date(2026, 6, 30), over_retirement_age=True).value.order56_applies is False
