"""Contracts, their reminders, and leaving."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from dengta.domains.people.models import Employee, Employment, EmploymentReminder, Membership, RoleGrant
from dengta.domains.people.selectors.employment import REMIND_DAYS, contracts_of, due_reminders
from dengta.domains.people.services.employment import (
    Terms,
    amend_contract,
    close_ended,
    edit_card,
    end_employment,
    hire_employee,
    renew_contract,
    set_leave,
)
from dengta.domains.people.services.reminders import send_reminders
from dengta.foundation import jobs
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.errors import NotAllowed, RuleViolation
from dengta.foundation.notify.models import Notice
from dengta.foundation.settings.models import ParameterValue
from tests.cast import FOUNDED, Tree

TODAY = date(2026, 11, 18)
FIXED = Employment.Term.FIXED


def _fixed(start: date, end: date, probation: date | None = None) -> Terms:
    return Terms(term=FIXED, signed_on=start, ends_on=end, probation_ends_on=probation)


def _now(day: date = TODAY) -> datetime:
    return datetime(day.year, day.month, day.day, 8, 30, tzinfo=timezone.get_current_timezone())


@pytest.mark.covers("A5")
def test_a_hired_person_has_a_team_a_contract_and_a_spelling(hr: Employee, tree: Tree) -> None:
    employee = hire_employee(
        number="K30001",
        name="曾若曦",
        team=tree.aftersales_1,
        on=TODAY,
        by=hr.account,
        terms=_fixed(TODAY, date(2029, 11, 17), probation=date(2027, 5, 17)),
    )

    contract = contracts_of(employee)[0]
    assert (contract.term, contract.signing, contract.ends_on) == (FIXED, 1, date(2029, 11, 17))
    assert employee.pinyin == "zengruoxi zrx"
    assert Membership.objects.on(TODAY).get(employee=employee).unit == tree.aftersales_1


@pytest.mark.covers("A5")
def test_a_renewal_counts_one_signing_more_and_an_amendment_does_not(hr: Employee, agent: Employee) -> None:
    starts = date(2025, 1, 1), date(2026, 1, 1), date(2026, 6, 1)
    renew_contract(employee_id=agent.pk, terms=_fixed(starts[0], date(2025, 12, 31)), on=starts[0], by=hr.account)
    renew_contract(employee_id=agent.pk, terms=_fixed(starts[1], date(2026, 12, 31)), on=starts[1], by=hr.account)
    amend_contract(employee_id=agent.pk, terms=_fixed(starts[1], date(2027, 1, 31)), on=starts[2], by=hr.account)

    assert [row.signing for row in contracts_of(agent)] == [2, 2, 1]
    assert Employment.objects.on(date(2026, 3, 1)).get(employee=agent).ends_on == date(2026, 12, 31)
    assert Employment.objects.on(TODAY).get(employee=agent).ends_on == date(2027, 1, 31)


def test_a_fixed_term_needs_an_end_and_only_a_fixed_term_has_one(hr: Employee, agent: Employee) -> None:
    for terms in (Terms(term=FIXED), Terms(term=Employment.Term.OPEN, ends_on=date(2030, 1, 1))):
        with pytest.raises(RuleViolation) as refused:
            renew_contract(employee_id=agent.pk, terms=terms, on=TODAY, by=hr.account)
        assert refused.value.code == "people.fixed_term_needs_end"


def test_a_leader_signs_no_contracts(leader: Employee, agent: Employee) -> None:
    with pytest.raises(NotAllowed):
        renew_contract(employee_id=agent.pk, terms=Terms(), on=TODAY, by=leader.account)


@pytest.mark.covers("A5")
@pytest.mark.parametrize(("days_before", "reminded"), [(31, 0), (30, 1), (0, 1), (-1, 0)])
def test_hr_is_reminded_thirty_days_before_a_contract_ends(
    hr: Employee, agent: Employee, days_before: int, reminded: int
) -> None:
    end = TODAY + timedelta(days=days_before)
    renew_contract(employee_id=agent.pk, terms=_fixed(date(2025, 1, 1), end), on=date(2025, 1, 1), by=hr.account)

    assert send_reminders(now=_now()) == reminded
    assert Notice.objects.filter(account=hr.account, kind="people.employment_reminder").count() == reminded


@pytest.mark.covers("A5")
def test_each_date_is_reminded_of_once_even_when_the_job_runs_every_day(hr: Employee, agent: Employee) -> None:
    terms = _fixed(date(2026, 6, 1), date(2026, 12, 1), probation=date(2026, 11, 30))
    renew_contract(employee_id=agent.pk, terms=terms, on=date(2026, 6, 1), by=hr.account)

    sent = [send_reminders(now=_now(TODAY + timedelta(days=day))) for day in range(5)]

    assert sent == [2, 0, 0, 0, 0]
    assert set(EmploymentReminder.objects.values_list("kind", flat=True)) == {"contract_end", "probation_end"}


@pytest.mark.covers("A5")
def test_the_third_fixed_term_is_reminded_of_and_the_second_is_not(
    hr: Employee, agent: Employee, peer: Employee
) -> None:
    far = date(2030, 1, 1)
    for person, times in ((agent, 3), (peer, 2)):
        for year in range(times):
            start = date(2023 + year, 1, 1)
            renew_contract(employee_id=person.pk, terms=_fixed(start, far), on=start, by=hr.account)

    found = [(due.employee, due.kind) for due in due_reminders(TODAY)]

    assert found == [(agent, "third_term")]


@pytest.mark.covers("A5")
def test_how_long_before_is_a_setting_with_a_date(hr: Employee, agent: Employee) -> None:
    ParameterValue.objects.create(name=REMIND_DAYS.name, value=60, valid_from=TODAY, reason="工会建议")
    end = TODAY + timedelta(days=55)
    renew_contract(employee_id=agent.pk, terms=_fixed(date(2025, 1, 1), end), on=date(2025, 1, 1), by=hr.account)

    assert len(due_reminders(TODAY)) == 1


@pytest.mark.covers("A5")
def test_the_morning_job_sends_the_reminders(hr: Employee, agent: Employee) -> None:
    terms = _fixed(date(2025, 1, 1), TODAY + timedelta(days=9))
    renew_contract(employee_id=agent.pk, terms=terms, on=date(2025, 1, 1), by=hr.account)

    job = jobs.enqueue("people.remind", key="2026-11-18", by=None)
    jobs.work_off()

    job.refresh_from_db()
    assert job.result == {"reminders": 1, "certificates": 0}


def test_only_hr_of_the_own_branch_sees_whose_contract_ends(hr: Employee, leader: Employee, agent: Employee) -> None:
    terms = _fixed(date(2025, 1, 1), TODAY + timedelta(days=9))
    renew_contract(employee_id=agent.pk, terms=terms, on=date(2025, 1, 1), by=hr.account)

    assert len(due_reminders(TODAY, seen_by=hr.account)) == 1
    assert due_reminders(TODAY, seen_by=leader.account) == []
    assert len(due_reminders(TODAY, seen_by=agent.account)) == 1


def test_who_leaves_keeps_the_team_until_the_last_day_and_loses_access_after_it(
    hr: Employee, leader: Employee, tree: Tree
) -> None:
    last_day = TODAY + timedelta(days=3)
    end_employment(employee_id=leader.pk, last_day=last_day, reason="个人原因", by=hr.account, today=TODAY)

    after = last_day + timedelta(days=1)
    assert Membership.objects.on(last_day).filter(employee=leader).exists()
    assert not Membership.objects.on(after).filter(employee=leader).exists()
    assert not RoleGrant.objects.on(after).filter(account=leader.account).exists()
    assert (close_ended(today=last_day), close_ended(today=after), close_ended(today=after)) == (0, 1, 0)
    leader.refresh_from_db()
    assert leader.status == Employee.Status.LEFT
    assert leader.account is not None
    assert leader.account.is_active is False


def test_a_long_leave_begins_and_ends_on_record(hr: Employee, agent: Employee) -> None:
    set_leave(employee_id=agent.pk, away=True, by=hr.account)
    assert Employee.objects.get(pk=agent.pk).status == Employee.Status.SUSPENDED
    set_leave(employee_id=agent.pk, away=False, by=hr.account)

    assert Employee.objects.get(pk=agent.pk).status == Employee.Status.ACTIVE
    assert AuditEntry.objects.filter(subject_id=agent.pk, verb__startswith="people.leave_").count() == 2


def test_a_corrected_name_is_found_under_its_new_spelling(hr: Employee, agent: Employee) -> None:
    edit_card(employee_id=agent.pk, by=hr.account, name="单佳怡")

    assert Employee.objects.get(pk=agent.pk).pinyin == "shanjiayi sjy"


def test_the_record_of_a_contract_does_not_carry_its_terms(hr: Employee, agent: Employee) -> None:
    terms = _fixed(date(2025, 1, 1), date(2031, 3, 9))
    renew_contract(employee_id=agent.pk, terms=terms, on=date(2025, 1, 1), by=hr.account)

    entry = AuditEntry.objects.get(verb="people.contract_renewed")
    assert "2031" not in entry.facts


def test_nobody_leaves_before_the_first_day(hr: Employee, agent: Employee) -> None:
    with pytest.raises(RuleViolation) as refused:
        end_employment(
            employee_id=agent.pk, last_day=FOUNDED - timedelta(days=1), reason="离职", by=hr.account, today=TODAY
        )

    assert refused.value.code == "people.last_day_before_first"
    assert Membership.objects.on(FOUNDED).filter(employee=agent).exists()
