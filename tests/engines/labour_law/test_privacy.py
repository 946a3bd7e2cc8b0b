"""Whether personal data of staff may be handled so."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dengta.engines.labour_law.china.privacy import Basis, Data, MachineAction, Purpose, Required, Viewer, check
from dengta.engines.labour_law.decision import Confidence
from dengta.engines.labour_law.errors import FactError, NotInForce
from dengta.engines.labour_law.law import Law
from tests.engines.labour_law.law import ask, cited, said

NEEDS_NO_CONSENT = Law(answers={"privacy.sensitive_hr_consent": "not_needed"})


@pytest.mark.covers("L-82")
@pytest.mark.parametrize(
    ("basis", "consent", "allowed", "needed"),
    [
        (Basis.RULES_ADOPTED, None, True, False),
        (Basis.CONTRACT, False, True, False),
        (Basis.STATUTORY_DUTY, None, True, False),
        (Basis.CONSENT, True, True, True),
        (Basis.CONSENT, False, False, True),
        (Basis.NONE, None, False, False),
        (None, None, True, False),
    ],
)
def test_attendance_stands_on_contract_or_adopted_rules_without_consent(
    basis: Basis | None, consent: bool | None, allowed: bool, needed: bool
) -> None:
    value = ask(check, data=Data.ATTENDANCE, basis=basis, separate_consent=consent).value

    assert (value.allowed, value.consent_needed, value.show_result) == (allowed, needed, None)


def test_records_that_wages_are_paid_by_are_kept_for_two_years() -> None:
    assert ask(check, data=Data.ATTENDANCE, purpose=Purpose.PAYROLL).value.min_retention_years == 2
    assert ask(check, data=Data.ATTENDANCE, purpose=Purpose.MONITORING).value.min_retention_years is None


@pytest.mark.covers("L-83", "L10")
@pytest.mark.parametrize("viewer", list(Viewer))
def test_each_kind_of_data_has_those_who_may_see_it(viewer: Viewer) -> None:
    may = {
        Data.ATTENDANCE: {Viewer.SELF, Viewer.HR, Viewer.HR_ONLY, Viewer.TEAM_LEADER, Viewer.MANAGEMENT},
        Data.MEDICAL: {Viewer.SELF, Viewer.HR, Viewer.HR_ONLY},
        Data.COUNSELLING: {Viewer.SELF, Viewer.COUNSELLOR},
    }
    for data, viewers in may.items():
        for key in ("viewer", "shared_with"):
            value = ask(check, data=data, separate_consent=True, **{key: viewer}).value
            assert value.allowed is (viewer in viewers), (data, viewer)


@pytest.mark.covers("L-84", "L-87")
@pytest.mark.parametrize(
    ("facts", "allowed"),
    [
        ({"purpose": Purpose.SICK_LEAVE, "separate_consent": True}, True),
        ({"purpose": Purpose.SICK_LEAVE}, True),
        ({"purpose": Purpose.PAYROLL}, True),
        ({"purpose": Purpose.SICK_LEAVE, "separate_consent": False}, False),
        ({"purpose": Purpose.MONITORING, "separate_consent": True}, False),
    ],
)
def test_a_diagnosis_serves_sick_leave_with_separate_consent(facts: dict[str, Any], allowed: bool) -> None:
    value = ask(check, data=Data.MEDICAL, shared_with=Viewer.HR_ONLY, retention="one year", **facts).value

    assert (value.allowed, value.consent_needed, value.required) == (allowed, True, (Required.ASSESSMENT,))


@pytest.mark.covers("L-84")
def test_whether_hr_needs_separate_consent_for_sensitive_data_is_a_switch() -> None:
    facts = {"data": Data.MEDICAL, "purpose": Purpose.SICK_LEAVE, "separate_consent": False}
    free = ask(check, law=NEEDS_NO_CONSENT, **facts)

    assert (free.value.allowed, free.value.consent_needed) == (True, False)
    assert free.confidence is Confidence.INTERPRETATION
    assert ask(check, law=NEEDS_NO_CONSENT, basis=Basis.CONSENT, **facts).value.allowed is False


@pytest.mark.covers("L-84")
def test_a_booking_of_counselling_needs_consent_unless_the_person_looks() -> None:
    assert ask(check, data=Data.COUNSELLING).value.allowed is False
    assert ask(check, data=Data.COUNSELLING, viewer=Viewer.COUNSELLOR, separate_consent=True).value.allowed is True
    assert ask(check, data=Data.COUNSELLING, viewer=Viewer.SELF).value.allowed is True


@pytest.mark.covers("L-85", "L-87")
@pytest.mark.parametrize(
    ("alternative", "consent", "allowed", "required"),
    [
        (True, True, True, {Required.ASSESSMENT}),
        (True, False, False, {Required.ASSESSMENT}),
        (True, None, False, {Required.ASSESSMENT}),
        (False, True, False, {Required.ASSESSMENT, Required.ALTERNATIVE}),
    ],
)
def test_biometrics_need_another_way_consent_and_an_assessment(
    alternative: bool, consent: bool | None, allowed: bool, required: set[Required]
) -> None:
    decision = ask(check, data=Data.BIOMETRIC, alternative_offered=alternative, separate_consent=consent)

    assert (decision.value.allowed, decision.value.consent_needed) == (allowed, True)
    assert set(decision.value.required) == required
    assert {"PIPL 29", "PIPL 55", "FACE"} <= cited(decision)


@pytest.mark.covers("L-93")
@pytest.mark.parametrize("consent", [True, False, None])
def test_location_off_shift_is_excessive_even_with_consent(consent: bool | None) -> None:
    decision = ask(check, data=Data.LOCATION_OFF_SHIFT, purpose=Purpose.MONITORING, separate_consent=consent)

    assert decision.value.allowed is False
    assert decision.confidence is Confidence.OFFICIAL_CASE


@pytest.mark.covers("L-86")
@pytest.mark.parametrize(
    ("human", "required"),
    [(False, {Required.HUMAN_REVIEW, Required.EXPLANATION}), (True, {Required.EXPLANATION})],
)
def test_no_machine_decides_on_a_termination(human: bool, required: set[Required]) -> None:
    value = ask(check, action=MachineAction.TERMINATION, human_decision=human).value

    assert (value.allowed, set(value.required)) == (human, required)


def test_data_and_machine_together_must_both_be_allowed() -> None:
    facts = {"action": MachineAction.TERMINATION, "basis": Basis.RULES_ADOPTED}

    assert ask(check, data=Data.ATTENDANCE, human_decision=True, **facts).value.allowed is True
    assert ask(check, data=Data.ATTENDANCE, **facts).value.allowed is False
    assert ask(check, data=Data.LOCATION_OFF_SHIFT, human_decision=True, **facts).value.allowed is False


@pytest.mark.covers("L-90")
@pytest.mark.parametrize(
    ("size", "least", "shown"), [(4, 5, False), (5, 5, True), (9, 10, False), (10, 10, True), (None, 5, False)]
)
def test_anonymous_feedback_is_shown_from_five_people_on(size: int | None, least: int, shown: bool) -> None:
    decision = ask(check, data=Data.FEEDBACK, group_size=size, min_group=least)

    assert (decision.value.allowed, decision.value.show_result) == (True, shown)
    assert "PIPL 73" in cited(decision)


@settings(max_examples=200)
@given(size=st.integers(0, 50), least=st.integers(1, 50))
def test_the_number_of_people_that_is_missing_is_named(size: int, least: int) -> None:
    decision = ask(check, data=Data.FEEDBACK, group_size=size, min_group=least)

    assert decision.value.show_result is (size >= least)
    assert [change.facts["more"] for change in decision.changes] == ([] if size >= least else [least - size])


@pytest.mark.covers("L-87")
def test_the_report_of_an_assessment_is_kept_for_three_years() -> None:
    decision = ask(check, data=Data.ASSESSMENT)

    assert decision.value.min_retention_years == 3
    assert "至少保存 3 年" in said(decision, "zh-hans")


def test_a_question_about_nothing_and_impossible_groups_are_refused() -> None:
    for facts in ({}, {"data": Data.FEEDBACK, "min_group": 0}, {"data": Data.FEEDBACK, "group_size": -1}):
        with pytest.raises(FactError):
            ask(check, **facts)
    with pytest.raises(NotInForce):
        ask(check, on=date(2021, 10, 31), data=Data.ASSESSMENT)
