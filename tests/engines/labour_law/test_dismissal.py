"""Whether employment may be ended: proofs, shield, union; the procedure of a layoff, and the certificate."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dengta.engines.labour_law.china.dismissal import check
from dengta.engines.labour_law.china.grounds import (
    CAUSES,
    Action,
    Cause,
    Curable,
    Exposure,
    Ground,
    Proof,
    Reason,
    RuleSource,
    Status,
)
from dengta.engines.labour_law.china.leaving import certificate, layoff
from dengta.engines.labour_law.decision import Confidence
from dengta.engines.labour_law.errors import FactError
from dengta.engines.labour_law.law import Law
from tests.engines.labour_law.law import ask, cited, said

FIVE = {
    "ground": Ground.SERIOUS_BREACH, "fact_evidence": True, "written_rule": True, "democratic_procedure": True,
    "published_or_acknowledged": True, "union_exists": True, "union_notified": True,
}  # fmt: skip
INCOMPETENT = {
    "ground": Ground.INCOMPETENCE, "incompetent_proven": True, "trained_or_transferred": True,
    "still_incompetent": True, "union_exists": True, "union_notified": True,
}  # fmt: skip


@pytest.mark.covers("L-65", "L5")
def test_five_proofs_allow_a_dismissal_for_breach() -> None:
    decision = ask(check, **FIVE)

    assert (decision.value.action, decision.value.legal, decision.value.missing) == (Action.ALLOW, True, ())
    assert (decision.value.reason, decision.value.exposure, decision.value.curable_until) == (None, None, None)
    assert {"LCL 39(2)", "LCL 4", "LCL 43", "J1 44", "J1 47", "J1 50"} <= cited(decision)
    assert "LCL 87" not in cited(decision)
    assert said(decision, "zh-hans").count("：有") == 5


@pytest.mark.covers("L-63", "L-65", "L5", "R-127")
@pytest.mark.parametrize(
    "proof", ["fact_evidence", "written_rule", "democratic_procedure", "published_or_acknowledged"]
)
def test_each_missing_proof_blocks_the_letter_and_is_not_cured_by_telling_the_union(proof: str) -> None:
    decision = ask(check, **FIVE | {proof: False})

    assert (decision.value.action, decision.value.legal) == (Action.BLOCK, False)
    assert decision.value.missing == (Proof(proof),)
    assert decision.value.exposure is Exposure.TWICE_OR_BACK
    assert decision.value.curable_until is None
    assert "LCL 87" in cited(decision)


@pytest.mark.covers("L-65")
def test_a_proof_nobody_spoke_of_is_neither_there_nor_missing() -> None:
    decision = ask(check, **FIVE | {"written_rule": None})

    assert (decision.value.action, decision.value.legal, decision.value.missing) == (Action.WARN, None, ())
    assert "制度明文规定为严重违纪：未说明" in said(decision, "zh-hans")
    assert "send no notice before it is there" in said(decision)


@pytest.mark.covers("L-64")
@pytest.mark.parametrize(
    ("source", "missing"),
    [
        (RuleSource.OWN, ()),
        (RuleSource.GROUP_ADOPTED, ()),
        (RuleSource.GROUP_NOT_ADOPTED, (Proof.ADOPTED,)),
    ],
)
def test_the_handbook_of_a_parent_company_binds_only_where_it_was_adopted(
    source: RuleSource, missing: tuple[Proof, ...]
) -> None:
    assert ask(check, **FIVE, rule_source=source).value.missing == missing


@pytest.mark.covers("L-56", "L5")
def test_a_union_that_was_not_told_blocks_but_can_still_be_told() -> None:
    alone = ask(check, **FIVE | {"union_notified": False})
    beside = ask(check, **FIVE | {"union_notified": False, "written_rule": False})

    assert (alone.value.action, alone.value.missing) == (Action.BLOCK, (Proof.UNION,))
    assert alone.value.curable_until is Curable.LAWSUIT
    assert beside.value.missing == (Proof.RULE, Proof.UNION)
    assert beside.value.curable_until is None


@pytest.mark.covers("L-56")
def test_without_a_union_a_warning_is_given_unless_the_house_or_region_asks_for_more() -> None:
    facts = FIVE | {"union_exists": False, "union_notified": False}
    strict = Law(answers={"dismissal.no_union": "required"})

    assert (ask(check, **facts).value.action, ask(check, **facts).value.legal) == (Action.WARN, True)
    assert ask(check, **facts).confidence is Confidence.INTERPRETATION
    assert ask(check, law=strict, **facts).value.missing == (Proof.UNION,)
    assert ask(check, law=strict, **facts | {"union_notified": True}).value.action is Action.ALLOW
    unsaid = ask(check, **FIVE | {"union_exists": None, "union_notified": None})
    assert unsaid.value.action is Action.ALLOW
    assert "taken as told" in unsaid.assumptions[0].text.said("en")


@pytest.mark.covers("L-53")
@pytest.mark.parametrize(
    ("lacking", "reason"),
    [
        ("incompetent_proven", Reason.NOT_PROVEN),
        ("trained_or_transferred", Reason.NO_TRAINING),
        ("still_incompetent", Reason.NOT_PROVEN_AGAIN),
    ],
)
def test_incompetence_is_proven_answered_with_training_and_proven_again(lacking: str, reason: Reason) -> None:
    assert ask(check, **INCOMPETENT).value.action is Action.ALLOW
    assert ask(check, **INCOMPETENT).value.legal is True

    decision = ask(check, **INCOMPETENT | {lacking: False})
    assert (decision.value.action, decision.value.reason) == (Action.BLOCK, reason)
    assert decision.value.missing == (Proof(lacking),)
    assert ask(check, **INCOMPETENT | {lacking: None}).value.action is Action.WARN


@pytest.mark.covers("L-53", "L-06")
@pytest.mark.parametrize(
    ("ground", "reason", "article"),
    [
        (Ground.LAST_PLACE, Reason.RANKING, "LCL 40"),
        (Ground.REFUSED_OVERTIME, Reason.REFUSAL, "LCL 31"),
    ],
)
def test_ranking_and_refused_overtime_are_no_grounds(ground: Ground, reason: Reason, article: str) -> None:
    decision = ask(check, ground=ground, union_exists=True, union_notified=True)

    assert (decision.value.action, decision.value.legal, decision.value.reason) == (Action.BLOCK, False, reason)
    assert decision.value.exposure is Exposure.TWICE_OR_BACK
    assert article in cited(decision)


@pytest.mark.covers("L-53")
@pytest.mark.parametrize("cause", list(Cause))
def test_what_the_employer_chose_itself_is_no_objective_change(cause: Cause) -> None:
    chosen = {Cause.AI, Cause.RESTRUCTURING, Cause.DOWNTURN, Cause.OUTSOURCING}
    value = ask(check, ground=Ground.OBJECTIVE_CHANGE, cause=cause, union_exists=True, union_notified=True).value

    assert value.reason is (Reason.NOT_OBJECTIVE if cause in chosen else None)
    assert value.action is (Action.BLOCK if cause in chosen else Action.ALLOW)
    assert value.legal is (False if cause in chosen else None)
    assert CAUSES[cause][0] is (cause not in chosen)


def test_a_ground_whose_conditions_cannot_be_stated_is_allowed_only_on_what_is_assumed() -> None:
    sick = ask(check, ground=Ground.SICKNESS, union_exists=True, union_notified=True)
    changed = ask(check, ground=Ground.OBJECTIVE_CHANGE, union_exists=True, union_notified=True)

    assert (sick.value.action, sick.value.legal) == (Action.ALLOW, None)
    assert "医疗期已满" in sick.assumptions[0].text.said("zh-hans")
    assert "severance N" in sick.changes[-1].said("en")
    assert len(changed.assumptions) == 2


@pytest.mark.covers("L-54")
@pytest.mark.parametrize("status", [status for status in Status if status is not Status.NONE])
@pytest.mark.parametrize("ground", [Ground.SICKNESS, Ground.INCOMPETENCE, Ground.OBJECTIVE_CHANGE, Ground.LAYOFF])
def test_nobody_under_the_shield_is_dismissed_without_fault_or_laid_off(status: Status, ground: Ground) -> None:
    decision = ask(check, **INCOMPETENT | {"ground": ground, "status": status})

    assert (decision.value.action, decision.value.reason) == (Action.BLOCK, Reason.SHIELD)
    assert "LCL 42" in cited(decision)


@pytest.mark.covers("L-54")
def test_the_shield_does_not_forbid_dismissal_for_breach_but_hands_it_up() -> None:
    value = ask(check, **FIVE, status=Status.PREGNANT).value

    assert (value.action, value.legal) == (Action.ESCALATE, True)
    assert ask(check, **FIVE | {"fact_evidence": False}, status=Status.PREGNANT).value.action is Action.BLOCK


@pytest.mark.covers("L-54")
@pytest.mark.parametrize(
    ("here", "left", "shielded"),
    [("15", "4.99", True), ("15", "5", False), ("14.99", "1", False), ("20", "0", True), ("15", None, False)],
)
def test_fifteen_years_and_less_than_five_to_go_protect(here: str, left: str | None, shielded: bool) -> None:
    years = None if left is None else Decimal(left)
    decision = ask(check, ground=Ground.LAYOFF, unit_years=Decimal(here), years_to_retirement=years)

    assert decision.value.reason is (Reason.SHIELD if shielded else None)
    assert decision.value.action is (Action.BLOCK if shielded else Action.ALLOW)


@pytest.mark.covers("L-54")
@pytest.mark.parametrize(
    ("birthday", "extended_to"),
    [
        (date(2026, 3, 10), date(2027, 3, 10)),
        (date(2026, 1, 1), date(2027, 1, 1)),
        (date(2025, 12, 31), None),  # one year old on the last day of the term: nothing to prolong
        (date(2025, 12, 30), None),
        (date(2027, 5, 6), date(2027, 5, 6)),  # ahead: the first birthday itself
        (date(2027, 12, 31), date(2027, 12, 31)),
        (date(2026, 2, 28), date(2027, 2, 28)),
    ],
)
def test_a_term_that_ends_while_nursing_runs_on_to_the_first_birthday(birthday: date, extended_to: date | None) -> None:
    decision = ask(
        check, ground=Ground.EXPIRY, status=Status.NURSING, child_birthday=birthday, contract_end=date(2026, 12, 31)
    )

    assert decision.value.extended_to == extended_to
    assert decision.value.action is (Action.BLOCK if extended_to else Action.ALLOW)
    assert decision.value.reason is (Reason.SHIELD if extended_to else None)
    assert "LCL 45" in cited(decision)


@pytest.mark.covers("L-54")
def test_the_year_of_nursing_is_told_and_a_birthday_ahead_is_taken_as_the_first() -> None:
    facts: dict[str, Any] = {"ground": Ground.EXPIRY, "status": Status.NURSING, "contract_end": date(2026, 12, 31)}
    born = ask(check, child_birthday=date(2026, 2, 3), **facts)
    ahead = ask(check, child_birthday=date(2027, 2, 3), **facts)

    over = ask(check, child_birthday=date(2025, 12, 31), **facts)

    assert "born on 31 December 2025; the protection ends on 31 December 2026" in said(over)
    assert (born.value.extended_to, born.assumptions) == (ahead.value.extended_to, ())
    assert [one.text.said("en") for one in ahead.assumptions] == [
        "The child's birthday 3 February 2027 still lies ahead; it is taken as the first"
    ]
    with pytest.raises(FactError) as refused:
        ask(check, child_birthday=date(2028, 1, 1), **facts)
    assert refused.value.field == "child_birthday"


@pytest.mark.covers("L-54")
def test_a_term_is_prolonged_to_a_day_that_is_not_yet_known() -> None:
    facts: dict[str, Any] = {"ground": Ground.EXPIRY, "contract_end": date(2026, 12, 31)}
    ill = ask(check, status=Status.MEDICAL_PERIOD, **facts)

    assert (ill.value.action, ill.value.extended_to) == (Action.BLOCK, None)
    assert "until the medical period is over" in said(ill)
    nursing = ask(check, status=Status.NURSING, **facts)
    assert (nursing.value.action, nursing.value.extended_to) == (Action.BLOCK, None)
    assert "under one year old" in nursing.assumptions[0].text.said("en")
    assert ask(check, **facts).value.action is Action.ALLOW
    assert ask(check, ground=Ground.EXPIRY).value.legal is True


@pytest.mark.covers("L-54")
def test_the_year_of_nursing_is_looked_at_on_the_day_of_the_dismissal() -> None:
    facts = INCOMPETENT | {"status": Status.NURSING, "child_birthday": date(2025, 6, 1)}

    assert ask(check, on=date(2026, 6, 1), **facts).value.reason is Reason.SHIELD
    assert ask(check, on=date(2026, 6, 2), **facts).value.action is Action.ALLOW


@settings(max_examples=200)
@given(
    proofs=st.fixed_dictionaries(
        {
            name: st.sampled_from([True, False, None])
            for name in ("fact_evidence", "written_rule", "democratic_procedure", "published_or_acknowledged")
        }
    ),
    union=st.booleans(),
    status=st.sampled_from(list(Status)),
)
def test_a_letter_goes_out_only_with_every_proof(proofs: dict[str, bool | None], union: bool, status: Status) -> None:
    value = ask(
        check, ground=Ground.SERIOUS_BREACH, union_exists=True, union_notified=union, status=status, **proofs
    ).value  # fmt: skip

    assert set(value.missing) == {Proof(name) for name, given in proofs.items() if given is False} | (
        set() if union else {Proof.UNION}
    )
    assert (value.legal is False) is bool(value.missing)
    assert (value.action is Action.BLOCK) is bool(value.missing)
    assert (value.action is Action.ALLOW) is (all(proofs.values()) and union and status is Status.NONE)


@pytest.mark.covers("L-55")
@pytest.mark.parametrize(
    ("headcount", "cut", "due"),
    [
        (1000, 19, False), (1000, 20, True), (199, 19, False), (200, 20, True), (190, 19, True), (191, 19, False),
        (191, 20, True), (30, 3, True), (30, 2, False), (9, 1, True), (9, 0, False),
    ],
)  # fmt: skip
def test_twenty_people_or_a_tenth_of_the_staff_need_the_procedure(headcount: int, cut: int, due: bool) -> None:
    value = ask(layoff, headcount=headcount, cut=cut).value

    assert (value.art41_procedure_required, value.notice_days) == (due, 30 if due else None)


@pytest.mark.covers("L-55")
@settings(max_examples=200)
@given(headcount=st.integers(1, 3000), share=st.integers(0, 100))
def test_the_line_that_is_named_is_the_line(headcount: int, share: int) -> None:
    cut = headcount * share // 100
    decision = ask(layoff, headcount=headcount, cut=cut)
    facts = decision.changes[0].facts

    if decision.value.art41_procedure_required:
        fewer = facts["fewer"]
        assert isinstance(fewer, int)
        assert not ask(layoff, headcount=headcount, cut=cut - fewer).value.art41_procedure_required
        assert ask(layoff, headcount=headcount, cut=cut - fewer + 1).value.art41_procedure_required
    else:
        more = facts["more"]
        assert isinstance(more, int)
        assert ask(layoff, headcount=headcount, cut=cut + more).value.art41_procedure_required


@pytest.mark.parametrize(("headcount", "cut"), [(0, 0), (10, 11), (10, -1)])
def test_impossible_numbers_of_people_are_refused(headcount: int, cut: int) -> None:
    with pytest.raises(FactError) as refused:
        ask(layoff, headcount=headcount, cut=cut)

    assert refused.value.field == "cut"


@pytest.mark.covers("L-62")
@pytest.mark.parametrize(
    ("fields", "valid", "remove"),
    [
        (("contract_term", "end_date", "post", "years_of_service"), True, ()),
        (("contract_term", "end_date", "post"), False, ()),
        (("contract_term", "end_date", "post", "years_of_service", "rating", "rating"), False, ("rating",)),
        ((), False, ()),
    ],
)
def test_a_certificate_states_four_things_and_nothing_else(
    fields: tuple[str, ...], valid: bool, remove: tuple[str, ...]
) -> None:
    decision = ask(certificate, fields=fields)

    assert (decision.value.valid, decision.value.remove, decision.value.transfer_days) == (valid, remove, 15)
    assert {"Regs 24", "LCL 50"} <= cited(decision)


def test_what_is_to_be_removed_and_added_is_named() -> None:
    decision = ask(certificate, fields=("contract_term", "end_date", "post", "reason_misconduct"))

    assert "应当删除：违纪原因" in said(decision, "zh-hans")
    assert "To be added: years of service here" in said(decision)
