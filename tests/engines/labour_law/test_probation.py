"""Probation: how long, what it pays, what an over-long one costs, and when it may be ended."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dengta.engines.labour_law.china.probation import (
    ContractType,
    Ground,
    Term,
    dismissal,
    illegal,
    max_probation,
    min_pay,
    only_probation,
)
from dengta.engines.labour_law.errors import FactError
from dengta.engines.labour_law.law import Law
from dengta.engines.labour_law.reading import read, written
from tests.engines.labour_law.answers import counted
from tests.engines.labour_law.law import CALENDAR, ask, cited, said, yuan
from tests.engines.labour_law.reasons import changes, options, taken

LENIENT = Law(calendar=CALENDAR, answers={"probation.pay_reading": "lenient"})
WAGES = st.decimals(min_value=1, max_value=200_000, places=2)


@pytest.mark.covers("L-45")
@pytest.mark.parametrize(
    ("term", "months", "longer"),
    [
        ("0", 0, (3, 1)),
        ("2.9", 0, (3, 1)),
        ("3", 1, (12, 2)),
        ("11.9", 1, (12, 2)),
        ("12", 2, (36, 6)),
        ("35.9", 2, (36, 6)),
        ("36", 6, None),
        ("60", 6, None),
    ],
)
def test_the_longest_probation_grows_with_the_term(term: str, months: int, longer: tuple[int, int] | None) -> None:
    decision = ask(max_probation, contract_months=Decimal(term))

    assert decision.value.max_probation_months == months
    assert said(decision) == (
        f"a term of {term} months (under 3: none; 3 to under 12: 1; 12 to under 36: 2; 36 and more: 6) "
        f"→ {counted(months, 'months')} at most, inside the term"
    )
    assert changes(decision) == (
        [f"With a term of {longer[0]} months the probation may last {counted(longer[1], 'months')}"] if longer else []
    )
    assert cited(decision) == {"LCL 19"}


@pytest.mark.covers("L-45")
def test_contracts_without_a_term_in_months_have_their_own_maximum() -> None:
    task = ask(max_probation, contract_months=Term.TASK_BASED)
    open_ended = ask(max_probation, contract_months=Term.OPEN_ENDED)

    assert (task.value.max_probation_months, said(task)) == (0, "a contract for a task → no probation")
    assert open_ended.value.max_probation_months == 6
    assert said(open_ended) == "an open-ended contract → a probation of 6 months at most"


@pytest.mark.covers("L-45")
@pytest.mark.parametrize("term", [Decimal(36), Term.OPEN_ENDED])
def test_there_is_no_second_probation(term: Decimal | Term) -> None:
    decision = ask(max_probation, contract_months=term, second_probation=True)

    assert decision.value.max_probation_months == 0
    assert said(decision) == "one employer and one employee: one probation only → none again"


def test_a_term_is_read_as_a_number_or_by_its_name() -> None:
    assert read(max_probation.facts, {"contract_months": "open_ended"}).contract_months is Term.OPEN_ENDED
    assert read(max_probation.facts, {"contract_months": 12}).contract_months == 12


@pytest.mark.covers("L-46")
def test_pay_in_probation_is_80_percent_of_the_agreed_wage() -> None:
    decision = ask(min_pay, agreed_full_wage=yuan(7000), lowest_same_post_wage=yuan(6000), local_min_wage=yuan(2000))

    assert decision.value.min_pay == yuan(5600)
    assert said(decision).splitlines() == [
        "80 % of the agreed wage: 7,000.00 × 80 % = 5,600.00",
        "pay in probation is at least 5,600.00",
    ]
    assert options(decision) == ["strict"]
    assert decision.confidence.value == "interpretation"
    assert cited(decision) == {"LCL 20", "Regs 15"}


@pytest.mark.covers("L-46")
def test_whether_the_lowest_wage_of_the_post_may_count_is_a_switch() -> None:
    facts = {"agreed_full_wage": yuan(7000), "lowest_same_post_wage": yuan(6000)}
    house = ask(min_pay, law=LENIENT, **facts)

    assert house.value.min_pay == yuan(4800)
    assert "80 % of the lowest wage of the same post: 6,000.00 × 80 % = 4,800.00" in said(house)
    assert ask(min_pay, policy="lenient", **facts).value.min_pay == yuan(4800)
    assert ask(min_pay, law=LENIENT, policy="strict", **facts).value.min_pay == yuan(5600)
    with pytest.raises(FactError) as refused:
        ask(min_pay, policy="generous", **facts)
    assert refused.value.field == "probation.pay_reading"


@pytest.mark.covers("L-46")
@pytest.mark.parametrize("lowest", [None, "7000", "8000"])
def test_the_question_is_not_asked_where_both_readings_agree(lowest: str | None) -> None:
    decision = ask(
        min_pay, law=LENIENT, agreed_full_wage=yuan(7000), lowest_same_post_wage=lowest and yuan(lowest),
        local_min_wage=yuan(1),
    )  # fmt: skip

    assert decision.value.min_pay == yuan(5600)
    assert (options(decision), decision.confidence.value) == ([], "statute")


@pytest.mark.covers("L-46")
def test_no_probation_pays_less_than_the_minimum_wage() -> None:
    below = ask(min_pay, agreed_full_wage=yuan(3000), local_min_wage=yuan("2400.01"))
    level = ask(min_pay, agreed_full_wage=yuan(3000), local_min_wage=yuan(2400))
    unknown = ask(min_pay, agreed_full_wage=yuan(3000))

    assert below.value.min_pay == yuan("2400.01")
    assert "this is below the local minimum wage of 2,400.01, which prevails" in said(below)
    assert level.value.min_pay == yuan(2400)
    assert "which prevails" not in said(level)
    assert unknown.value.min_pay == yuan(2400)
    assert taken(unknown) == ["No local minimum wage was given; the result was not compared with it"]
    assert taken(below) == taken(level) == []


@pytest.mark.covers("L-47")
@pytest.mark.parametrize(
    ("term", "served", "excess"),
    [
        (Decimal(24), "2", "0"),
        (Decimal(24), "2.5", "0.5"),
        (Decimal(24), "6", "4"),
        (Decimal(2), "1", "1"),
        (Decimal(36), "6", "0"),
        (Term.TASK_BASED, "1", "1"),
        (Term.OPEN_ENDED, "7", "1"),
    ],
)
def test_only_months_served_beyond_the_maximum_are_compensated(term: Decimal | Term, served: str, excess: str) -> None:
    decision = ask(
        illegal, contract_months=term, probation_months_served=Decimal(served), full_wage=yuan(6000),
    )  # fmt: skip

    assert decision.value.excess_months == Decimal(excess)
    assert decision.value.compensation == Decimal(excess) * 6000
    assert cited(decision) == {"LCL 19", "LCL 83"}


@pytest.mark.covers("L-47")
def test_an_over_long_probation_is_to_be_corrected_before_it_costs() -> None:
    facts = {"contract_months": Decimal(36), "full_wage": yuan(6000)}
    before = ask(illegal, probation_months_agreed=Decimal(8), probation_months_served=Decimal(6), **facts)
    after = ask(illegal, probation_months_agreed=Decimal(8), probation_months_served=Decimal(8), **facts)
    fair = ask(illegal, probation_months_agreed=Decimal(6), probation_months_served=Decimal(6), **facts)

    assert said(before).splitlines()[1:] == [
        "the legal maximum is 6 months; 6 were served, not more → nothing to compensate"
    ]
    assert said(after).splitlines()[1:] == [
        "the legal maximum is 6 months; 8 were served → 2 too many",
        "compensation = 2 × 6,000.00 (monthly wage after probation) = 12,000.00, beside the wage paid",
    ]
    assert changes(before) == changes(after) == [
        "A probation of 8 months is more than the 6 the law allows: correct it; probation ends at the maximum"
    ]  # fmt: skip
    assert changes(fair) == []


@pytest.mark.covers("L-45")
def test_a_contract_of_probation_alone_is_a_fixed_term() -> None:
    decision = ask(only_probation, months=4)

    assert written(decision.value) == {"probation_valid": False, "treated_as": "fixed_term_4_months"}
    assert said(decision) == (
        "a contract of probation alone → there is no probation; the term of the contract is 4 months"
    )
    assert changes(decision) == [
        "Full pay is due from the first day, and the rules of dismissal in probation do not apply"
    ]
    assert cited(decision) == {"LCL 19(4)"}


@pytest.mark.covers("L-45")
@pytest.mark.parametrize(
    ("months", "valid", "step"),
    [
        (2, False, "a term of 2 months was agreed, less than three → no probation may be in it"),
        (3, True, "a term of 3 months was agreed; it may hold a probation of 1 month at most"),
    ],
)
def test_a_term_may_hold_a_probation_from_three_months_on(months: int, valid: bool, step: str) -> None:
    decision = ask(only_probation, months=months, contract_type=ContractType.FIXED_TERM)

    assert written(decision.value) == {"probation_valid": valid, "treated_as": f"fixed_term_{months}_months"}
    assert said(decision) == step


FAILED = {
    "ground": Ground.NOT_MEETING_CONDITIONS, "conditions_communicated": True, "evidence": "weekly scores",
    "reason_stated": True,
}  # fmt: skip
SHOWN = {
    "hiring_conditions_communicated": "the hiring conditions were communicated",
    "evidence": "there is evidence that they were not met",
    "reason_stated": "the reason was stated to the employee",
    "within_probation": "the dismissal falls within the probation",
}


@pytest.mark.covers("L-45", "L-52")
def test_a_dismissal_in_probation_with_all_proofs_is_allowed_and_costs_nothing() -> None:
    decision = ask(dismissal, **FAILED)

    assert written(decision.value) == {"action": "allow", "missing": [], "compensation": "0.00"}
    assert said(decision).splitlines() == [
        *(f"shown: {label}" for label in SHOWN.values()),
        "all is there → dismissal is allowed, without severance",
    ]
    assert changes(decision) == ["Where there is a union it is told before the dismissal"]
    assert cited(decision) == {"LCL 21", "LCL 39(1)", "J1 44"}


@pytest.mark.covers("L-45", "L-52")
@pytest.mark.parametrize(
    ("facts", "missing"),
    [
        ({"conditions_communicated": False}, ["hiring_conditions_communicated"]),
        ({"evidence": False}, ["evidence"]),
        ({"evidence": "  "}, ["evidence"]),
        ({"reason_stated": False}, ["reason_stated"]),
        ({"within_probation": False}, ["within_probation"]),
        ({"conditions_communicated": False, "evidence": ""}, ["hiring_conditions_communicated", "evidence"]),
        ({"conditions_communicated": None}, ["hiring_conditions_communicated"]),
        ({"evidence": None, "reason_stated": None}, ["evidence", "reason_stated"]),
    ],
)
def test_what_is_missing_blocks_the_dismissal(facts: dict[str, Any], missing: list[str]) -> None:
    decision = ask(dismissal, **(FAILED | facts))

    assert written(decision.value) == {"action": "block", "missing": missing, "compensation": None}
    assert said(decision).splitlines() == [
        *(f"{'not shown' if proof in missing else 'shown'}: {label}" for proof, label in SHOWN.items()),
        "something is missing → no dismissal; done all the same it is illegal (2N or reinstatement)",
    ]
    assert changes(decision) == [f"Dismissal is open only once this is shown: {SHOWN[proof]}" for proof in missing]
    assert taken(decision) == []


def test_what_nobody_spoke_of_is_told_beside_what_is_missing() -> None:
    decision = ask(dismissal, ground=Ground.NOT_MEETING_CONDITIONS, conditions_communicated=False, evidence=True)

    assert written(decision.value)["missing"] == ["hiring_conditions_communicated"]
    assert taken(decision) == [
        "Not stated: the reason was stated to the employee; as something else is missing already, it is taken as given"
    ]
    assert "shown: there is evidence that they were not met" in said(decision).splitlines()


@pytest.mark.covers("L-52")
def test_a_serious_breach_needs_evidence_and_a_reason_and_no_ground_needs_nothing_but_is_blocked() -> None:
    breach = ask(dismissal, ground=Ground.SERIOUS_BREACH, evidence=True, reason_stated=True, within_probation=False)
    silent = ask(dismissal, ground=Ground.SERIOUS_BREACH, evidence=True)
    none = ask(dismissal, ground=Ground.NONE, conditions_communicated=True, evidence=True, reason_stated=True)

    assert written(breach.value) == {"action": "allow", "missing": [], "compensation": "0.00"}
    assert "LCL 39(2)" in cited(breach)
    assert written(silent.value)["missing"] == ["reason_stated"]
    assert written(none.value) == {"action": "block", "missing": ["lawful_ground"], "compensation": None}
    assert "LCL 39" in cited(none)


@pytest.mark.parametrize(
    ("rule", "field", "facts"),
    [
        (max_probation, "contract_months", {}),
        (min_pay, "agreed_full_wage", {}),
        (illegal, "full_wage", {"contract_months": Decimal(1), "probation_months_served": Decimal(1)}),
        (only_probation, "months", {}),
    ],
)
def test_numbers_below_nought_are_refused(rule: Any, field: str, facts: dict[str, Any]) -> None:
    with pytest.raises(FactError) as refused:
        ask(rule, **{field: Decimal(-1)}, **facts)

    assert refused.value.field == field


@settings(max_examples=200)
@given(term=st.decimals(0, 120, places=1), served=st.decimals(0, 12, places=1), more=st.decimals(0, 12, places=1))
def test_serving_longer_never_costs_less_and_the_lawful_part_costs_nothing(
    term: Decimal, served: Decimal, more: Decimal
) -> None:
    def excess(months: Decimal) -> Decimal:
        value: Decimal = ask(
            illegal, contract_months=term, probation_months_served=months, full_wage=yuan(5000)
        ).value.excess_months  # fmt: skip
        return value

    most = ask(max_probation, contract_months=term).value.max_probation_months
    assert excess(served) <= excess(served + more)
    assert (excess(served) == 0) is (served <= most)


@settings(max_examples=200)
@given(agreed=WAGES, lowest=WAGES, minimum=WAGES)
def test_the_lenient_reading_never_asks_for_more(agreed: Decimal, lowest: Decimal, minimum: Decimal) -> None:
    facts = {"agreed_full_wage": agreed, "lowest_same_post_wage": lowest, "local_min_wage": minimum}
    strict, lenient = ask(min_pay, **facts).value.min_pay, ask(min_pay, policy="lenient", **facts).value.min_pay

    assert minimum <= lenient <= strict


@pytest.mark.covers("L-45", "L-47")
def test_every_month_of_a_second_probation_is_compensated() -> None:
    decision = ask(
        illegal, contract_months=Decimal(36), full_wage=yuan(5000), probation_months_served=Decimal(2),
        second_probation=True,
    )  # fmt: skip

    assert (decision.value.excess_months, decision.value.compensation) == (2, yuan(10_000))
