"""Private data: sealed, every reading on record, changes decided by somebody else."""

from datetime import datetime

import pytest
from django.db import connection
from django.utils import timezone

from dengta.domains.people.models import ChangeRequest, Employee, PrivateData
from dengta.domains.people.services.private import (
    ask_for_change,
    decide_change,
    edit_own_card,
    open_file,
    wishes_of,
    withdraw_change,
    write_private,
)
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.errors import NotAllowed, RuleViolation
from dengta.foundation.notify.models import Notice

PHONE = "13800138000"


@pytest.fixture
def now() -> datetime:
    return timezone.now()


@pytest.fixture
def asked(agent: Employee, hr: Employee, now: datetime) -> ChangeRequest:
    """李佳怡 has a new phone number."""
    assert agent.account is not None
    return ask_for_change(by=agent.account, wishes={"phone": PHONE}, reason="换了手机号", now=now)


@pytest.mark.covers("A7")
def test_own_words_are_changed_at_once(agent: Employee) -> None:
    assert agent.account is not None
    edit_own_card(by=agent.account, nickname="佳佳", about="喜欢羽毛球")

    assert Employee.objects.get(pk=agent.pk).nickname == "佳佳"


@pytest.mark.covers("A7")
def test_a_private_field_changes_only_after_hr_approved_and_both_are_told(
    agent: Employee, hr: Employee, asked: ChangeRequest, now: datetime
) -> None:
    assert hr.account is not None
    assert not PrivateData.objects.filter(employee=agent).exists()
    assert Notice.objects.filter(account=hr.account, kind="people.change_request").count() == 1

    decide_change(request_id=asked.pk, approve=True, note="", by=hr.account, now=now)

    assert PrivateData.objects.get(employee=agent).phone == PHONE
    assert Notice.objects.filter(account=agent.account, kind="people.change_decided").count() == 1


@pytest.mark.covers("A7")
def test_a_declined_change_needs_a_reason_and_changes_nothing(
    agent: Employee, hr: Employee, asked: ChangeRequest, now: datetime
) -> None:
    assert hr.account is not None
    with pytest.raises(RuleViolation):
        decide_change(request_id=asked.pk, approve=False, note="", by=hr.account, now=now)
    decide_change(request_id=asked.pk, approve=False, note="请补充证明", by=hr.account, now=now)

    asked.refresh_from_db()
    assert asked.status == ChangeRequest.Status.DECLINED
    assert not PrivateData.objects.filter(employee=agent).exists()


@pytest.mark.covers("A7")
def test_nobody_approves_their_own_request_not_even_hr(hr: Employee, now: datetime) -> None:
    assert hr.account is not None
    own = ask_for_change(by=hr.account, wishes={"bank_account": "6222 0000"}, reason="换银行", now=now)

    with pytest.raises(RuleViolation) as refused:
        decide_change(request_id=own.pk, approve=True, note="", by=hr.account, now=now)
    assert refused.value.code == "people.not_about_yourself"
    with pytest.raises(RuleViolation) as direct:
        write_private(employee_id=hr.pk, by=hr.account, bank_account="6222 0000")
    assert direct.value.code == "people.not_about_yourself"


@pytest.mark.covers("A7")
def test_neither_the_leader_nor_the_person_may_decide(
    leader: Employee, agent: Employee, asked: ChangeRequest, now: datetime
) -> None:
    assert leader.account is not None
    assert agent.account is not None
    with pytest.raises(NotAllowed):
        decide_change(request_id=asked.pk, approve=True, note="", by=leader.account, now=now)
    with pytest.raises(RuleViolation):
        decide_change(request_id=asked.pk, approve=True, note="", by=agent.account, now=now)


def test_one_request_at_a_time_and_it_can_be_withdrawn(agent: Employee, asked: ChangeRequest, now: datetime) -> None:
    assert agent.account is not None
    with pytest.raises(RuleViolation) as refused:
        ask_for_change(by=agent.account, wishes={"phone": "1"}, reason="再换", now=now)
    assert refused.value.code == "people.request_open_already"

    withdraw_change(request_id=asked.pk, by=agent.account, now=now)

    assert ask_for_change(by=agent.account, wishes={"phone": "1"}, reason="再换", now=now).status == "open"


def test_a_decision_is_taken_once(hr: Employee, asked: ChangeRequest, now: datetime) -> None:
    assert hr.account is not None
    decide_change(request_id=asked.pk, approve=True, note="", by=hr.account, now=now)

    with pytest.raises(RuleViolation) as refused:
        decide_change(request_id=asked.pk, approve=False, note="反悔", by=hr.account, now=now)
    assert refused.value.code == "people.decided_already"


def test_every_reading_of_a_file_is_on_record(hr: Employee, agent: Employee) -> None:
    assert hr.account is not None
    write_private(employee_id=agent.pk, by=hr.account, id_number="310101199003071234")

    assert open_file(employee_id=agent.pk, by=hr.account).id_number == "310101199003071234"
    entry = AuditEntry.objects.get(verb="people.file_opened")
    assert (entry.actor_id, entry.subject_id) == (hr.account.pk, agent.pk)


def test_a_leader_or_a_stranger_opens_no_file_and_leaves_no_trace_of_success(
    leader: Employee, stranger: Employee, agent: Employee
) -> None:
    for other in (leader, stranger):
        assert other.account is not None
        with pytest.raises(NotAllowed):
            open_file(employee_id=agent.pk, by=other.account)
    assert not AuditEntry.objects.filter(verb="people.file_opened").exists()


def test_neither_the_file_nor_a_request_nor_the_record_holds_a_value_in_plain_text(
    hr: Employee, agent: Employee, asked: ChangeRequest, now: datetime
) -> None:
    assert hr.account is not None
    assert wishes_of(ChangeRequest.objects.get(pk=asked.pk)) == {"phone": PHONE}
    decide_change(request_id=asked.pk, approve=True, note="", by=hr.account, now=now)

    tables = (PrivateData._meta.db_table, ChangeRequest._meta.db_table, AuditEntry._meta.db_table)
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')
            assert PHONE not in str(cursor.fetchall())


def test_a_field_that_is_not_private_data_cannot_be_slipped_in(agent: Employee, now: datetime) -> None:
    assert agent.account is not None
    with pytest.raises(ValueError, match="grade"):
        ask_for_change(by=agent.account, wishes={"grade": "S1"}, reason="升级", now=now)
