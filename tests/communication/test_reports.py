"""Reports from the floor: an answer in time to whoever reported, and to the customers it concerns."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, transaction

from dengta.domains.communication.models import ConcernedCustomer, FloorReport, Todo
from dengta.domains.communication.selectors import reports as selectors
from dengta.domains.communication.services import customers_told
from dengta.domains.communication.services import reports as services
from dengta.domains.people.models import Employee
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.errors import NotAllowed, RuleViolation
from dengta.foundation.notify.models import Notice
from tests.cast import Tree
from tests.conftest import NOW

pytestmark = pytest.mark.django_db
ZONE = ZoneInfo("Asia/Shanghai")
TODAY = NOW.date()
Status = FloorReport.Status
ANSWER = "已定位到支付网关超时，周五修复；期间请引导客户换银行卡。"


def report(reporter: Employee, title: str = "退款页面提交后白屏", *customers: str) -> FloorReport:
    return services.report_problem(
        kind="product", title=title, what="点提交后白屏，客户以为没有申请成功。", effect="客户重复来电",
        customers=[(one, "") for one in customers], by=reporter.account, now=NOW,
    )  # fmt: skip


def answer(row: FloorReport, *, by: Employee, text: str = ANSWER) -> FloorReport:
    return services.answer_report(report_id=row.pk, answer=text, by=by.account, now=NOW)


def close(row: FloorReport, *, by: Employee) -> FloorReport:
    return services.close_report(report_id=row.pk, by=by.account, now=NOW)


def tell(row: FloorReport, *, by: Employee, outcome: str = "told", words: str = "") -> ConcernedCustomer:
    customer = row.customers.earliest("pk")
    return customers_told.tell_customer(customer_id=customer.pk, outcome=outcome, words=words, by=by.account, now=NOW)


def refused(code: str) -> "pytest.RaisesContext":  # type: ignore[name-defined]
    return pytest.raises(RuleViolation, check=lambda refusal: refusal.code == code)


def morning(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 8, 10, tzinfo=ZONE)


# --- reporting ---------------------------------------------------------------------------------------------


@pytest.mark.covers("K11")
def test_a_report_waits_for_the_nearest_leader_for_three_working_days(agent: Employee, leader: Employee) -> None:
    row = report(agent, "退款页面提交后白屏", "C-8891")

    # Wednesday, Thursday, Friday; then the weekend.
    assert (row.holder, row.due_on) == (leader, date(2026, 11, 23))
    assert list(row.voices.values_list("employee", flat=True)) == [agent.pk]
    assert list(row.customers.values_list("reference", "named_by")) == [("C-8891", agent.pk)]
    assert Todo.objects.get(kind=services.ANSWER).employee == leader


@pytest.mark.parametrize(("title", "what"), [("", "x"), (" ", "x"), ("x", " \n")])
def test_an_empty_report_is_refused(title: str, what: str, agent: Employee) -> None:
    with refused("communication.report_empty"):
        services.report_problem(kind="problem", title=title, what=what, by=agent.account, now=NOW)


def test_whoever_stands_in_no_team_is_told_why_there_is_nobody_to_report_to(hr: Employee) -> None:
    with refused("communication.no_team_here"):
        report(hr)


@pytest.mark.covers("K11")
def test_whoever_sees_it_too_joins_in_once_and_is_answered(agent: Employee, peer: Employee, leader: Employee) -> None:
    row = report(agent)
    for _twice in range(2):
        services.join_voice(report_id=row.pk, by=peer.account, now=NOW)

    answer(row, by=leader)
    assert [voice.employee for voice in selectors.voices_of(row)] == [agent, peer]
    told = Notice.objects.filter(body=ANSWER)
    assert set(told.values_list("account", flat=True)) == {agent.account_id, peer.account_id}


def test_nobody_joins_in_elsewhere(agent: Employee, stranger: Employee) -> None:
    with pytest.raises(ObjectDoesNotExist):
        services.join_voice(report_id=report(agent).pk, by=stranger.account, now=NOW)


def test_similar_reports_are_shown_while_somebody_writes(agent: Employee, peer: Employee, stranger: Employee) -> None:
    row = report(agent, "退款页面提交后白屏")
    report(agent, "热线转接常常断线")

    assert selectors.similar_to(peer.account, "退款页面白屏了") == [row]
    assert selectors.similar_to(stranger.account, "退款页面白屏了") == []


# --- R-035 -------------------------------------------------------------------------------------------------


@pytest.mark.covers("R-035", "K11")
def test_on_the_third_working_day_it_still_waits_and_on_the_fourth_it_goes_to_the_next_level(
    agent: Employee, leader: Employee, supervisor: Employee
) -> None:
    row = report(agent)

    assert services.escalate_reports(now=morning(date(2026, 11, 23))) == 0
    assert services.escalate_reports(now=morning(date(2026, 11, 24))) == 1
    row.refresh_from_db()
    assert (row.escalated_to, row.holder) == (supervisor, leader)
    assert Todo.objects.filter(kind=services.ANSWER, employee=supervisor).count() == 1
    assert Notice.objects.filter(account=supervisor.account).count() == 1
    assert AuditEntry.objects.filter(verb="communication.report_escalated").count() == 1


@pytest.mark.covers("R-035")
def test_it_goes_up_once_and_answered_ones_never(agent: Employee, leader: Employee, supervisor: Employee) -> None:
    report(agent)
    answer(report(agent, "热线转接常常断线"), by=leader)

    assert [services.escalate_reports(now=morning(date(2026, 11, 24))) for _run in range(3)] == [1, 0, 0]


def test_days_off_are_no_working_days(agent: Employee, leader: Employee, supervisor: Employee) -> None:
    """Reported on the Wednesday before the National Day: seven days off lie between."""
    before = datetime(2026, 9, 30, 10, 0, tzinfo=ZONE)
    row = services.report_problem(kind="problem", title="白屏", what="白屏", by=agent.account, now=before)

    assert row.due_on > date(2026, 10, 8)


# --- R-036 -------------------------------------------------------------------------------------------------


@pytest.mark.covers("R-036", "K11")
def test_closing_without_an_answer_is_refused(agent: Employee, leader: Employee) -> None:
    row = report(agent)

    with refused("communication.closed_without_answer"):
        close(row, by=leader)
    row.refresh_from_db()
    assert row.status == Status.OPEN


@pytest.mark.covers("R-036")
@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_an_answer_without_words_is_none(text: str, agent: Employee, leader: Employee) -> None:
    row = report(agent)

    with refused("communication.answer_missing"):
        answer(row, by=leader, text=text)


@pytest.mark.covers("R-036")
def test_the_table_itself_holds_no_closed_report_without_an_answer(agent: Employee) -> None:
    row = report(agent)

    with pytest.raises(IntegrityError), transaction.atomic():
        FloorReport.objects.filter(pk=row.pk).update(status=Status.CLOSED)


@pytest.mark.covers("R-036", "K11")
def test_the_reporter_reads_the_answer_also_from_another_team(agent: Employee, leader: Employee, tree: Tree) -> None:
    row = report(agent)
    answer(row, by=leader)
    agent.memberships.update(unit=tree.ticketing)

    assert selectors.reports(agent.account).get(pk=row.pk).answer == ANSWER


# --- the customers -----------------------------------------------------------------------------------------


@pytest.mark.covers("K11")
def test_a_report_is_closed_when_its_customers_are_told_and_says_who_is_not(agent: Employee, leader: Employee) -> None:
    row = report(agent, "退款页面提交后白屏", "C-8891")
    answer(row, by=leader)

    with pytest.raises(RuleViolation) as refusal:
        close(row, by=leader)
    assert (refusal.value.code, refusal.value.facts["names"]) == ("communication.customers_untold", "C-8891")

    customer = tell(row, by=agent)
    assert (customer.told_by, customer.outcome) == (agent, "told")
    assert close(row, by=leader).status == Status.CLOSED
    assert Notice.objects.filter(account=agent.account).count() == 2


@pytest.mark.covers("K11")
def test_a_changed_answer_reaches_the_customers_who_heard_the_one_before(agent: Employee, leader: Employee) -> None:
    row = answer(report(agent, "退款页面提交后白屏", "C-8891"), by=leader)
    tell(row, by=agent)
    assert not Todo.objects.filter(kind=services.TELL).exists()

    services.answer_report(
        report_id=row.pk, answer="修复推迟到下周三", tell_again=True, by=leader.account, now=NOW
    )  # fmt: skip
    assert Todo.objects.get(kind=services.TELL).employee == agent
    with refused("communication.customers_untold"):
        close(row, by=leader)
    tell(row, by=agent)
    assert close(row, by=leader).status == Status.CLOSED


@pytest.mark.covers("K11")
def test_what_customers_were_told_first_stays_in_the_record_when_they_are_told_again(
    agent: Employee, leader: Employee
) -> None:
    row = report(agent, "退款页面提交后白屏", "C-8891", "C-8892")
    answer(row, by=leader)
    tell(row, by=agent, words="周五前修好")

    services.answer_report(
        report_id=row.pk, answer="修复推迟到下周三", tell_again=True, by=leader.account, now=NOW
    )  # fmt: skip
    first = json.loads(AuditEntry.objects.filter(verb="communication.customer_told").earliest("pk").facts)
    assert (first["reference"], first["outcome"], first["words"]) == ("C-8891", "told", "周五前修好")
    again = json.loads(AuditEntry.objects.filter(verb="communication.report_answered").latest("pk").facts)
    kept = {one["reference"]: one for one in again["told_before"]}
    assert set(kept) == {"C-8891"}, "the other one has heard nothing so far"
    assert kept["C-8891"]["words"] == "周五前修好"
    assert kept["C-8891"]["told_by"] == agent.pk
    assert kept["C-8891"]["told_at"].startswith(f"{NOW.astimezone(UTC):%Y-%m-%dT%H:%M}")


@pytest.mark.covers("K11")
def test_who_cannot_be_reached_counts_when_it_says_what_was_tried(agent: Employee, leader: Employee) -> None:
    row = report(agent, "退款页面提交后白屏", "C-8891")
    answer(row, by=leader)

    with refused("communication.say_what_was_tried"):
        tell(row, by=agent, outcome="unreachable")
    tell(row, by=agent, outcome="unreachable", words="三次未接，已发短信")
    assert close(row, by=leader).status == Status.CLOSED


@pytest.mark.covers("K11")
def test_the_calls_wait_for_whoever_named_the_customer_until_they_are_made(
    agent: Employee, peer: Employee, leader: Employee
) -> None:
    row = report(agent, "退款页面提交后白屏", "C-1", "C-2")
    services.name_customer(report_id=row.pk, reference="C-3", by=peer.account, now=NOW)

    def waiting() -> set[int]:
        return set(Todo.objects.filter(kind=services.TELL).values_list("employee", flat=True))

    assert waiting() == set()

    answer(row, by=leader)
    assert waiting() == {agent.pk, peer.pk}
    for reference, left in (("C-1", {agent.pk, peer.pk}), ("C-2", {peer.pk}), ("C-3", set())):
        customer = row.customers.get(reference=reference)
        customers_told.tell_customer(customer_id=customer.pk, outcome="told", words="", by=leader.account, now=NOW)
        assert waiting() == left


def test_the_same_report_is_not_sent_twice(agent: Employee) -> None:
    report(agent)

    with refused("communication.sent_already"):
        report(agent)


def test_nobody_is_told_before_there_is_an_answer_or_twice(agent: Employee, leader: Employee) -> None:
    row = report(agent, "退款页面提交后白屏", "C-8891")
    with refused("communication.nothing_to_tell"):
        tell(row, by=agent)

    answer(row, by=leader)
    tell(row, by=agent)
    with refused("communication.customer_told_already"):
        tell(row, by=leader)


def test_the_owner_and_the_leader_may_tell_and_a_colleague_may_not(
    agent: Employee, peer: Employee, leader: Employee, hire: Callable[..., Employee], tree: Tree
) -> None:
    row = report(agent, "退款页面提交后白屏", "C-8891")
    answer(row, by=leader)
    with pytest.raises(NotAllowed):
        tell(row, by=peer)

    services.give_owner(report_id=row.pk, owner=peer.pk, mend_by=TODAY, by=leader.account, now=NOW)
    assert tell(row, by=peer).told_by == peer


def test_a_customer_is_named_once_and_not_without_a_number(agent: Employee) -> None:
    row = report(agent, "退款页面提交后白屏", "C-8891")
    services.name_customer(report_id=row.pk, reference=" C-8891 ", by=agent.account, now=NOW)

    assert row.customers.count() == 1
    with refused("communication.reference_missing"):
        services.name_customer(report_id=row.pk, reference=" ", by=agent.account, now=NOW)


# --- owner, joining, rights --------------------------------------------------------------------------------


@pytest.mark.covers("K11")
def test_a_report_gets_an_owner_and_a_day(agent: Employee, peer: Employee, leader: Employee) -> None:
    row = report(agent)
    services.give_owner(report_id=row.pk, owner=peer.pk, mend_by=TODAY + timedelta(days=7), by=leader.account, now=NOW)

    row.refresh_from_db()
    assert (row.owner, row.mend_by) == (peer, TODAY + timedelta(days=7))
    assert Todo.objects.get(kind=services.MEND).employee == peer
    # Given to somebody else, it waits for the first one no longer.
    services.give_owner(report_id=row.pk, owner=leader.pk, mend_by=TODAY, by=leader.account, now=NOW)
    assert Todo.objects.get(kind=services.MEND).employee == leader


def test_no_owner_from_elsewhere_and_no_day_in_the_past(agent: Employee, leader: Employee, stranger: Employee) -> None:
    row = report(agent)

    with refused("communication.doer_unknown"):
        services.give_owner(report_id=row.pk, owner=stranger.pk, mend_by=TODAY, by=leader.account, now=NOW)
    with refused("communication.until_in_the_past"):
        services.give_owner(
            report_id=row.pk, owner=agent.pk, mend_by=TODAY - timedelta(days=1), by=leader.account, now=NOW
        )


@pytest.mark.covers("K11")
def test_duplicates_are_joined_with_all_who_reported_and_all_they_concern(
    agent: Employee, peer: Employee, leader: Employee
) -> None:
    first = report(agent, "退款页面提交后白屏", "C-1", "C-2")
    second = report(peer, "退款页面白屏", "C-2", "C-3")

    customers_told.join_reports(report_id=second.pk, into=first.pk, by=leader.account, now=NOW)

    assert [voice.employee for voice in selectors.voices_of(first)] == [agent, peer]
    assert set(first.customers.values_list("reference", flat=True)) == {"C-1", "C-2", "C-3"}
    answer(first, by=leader)
    assert Notice.objects.filter(account=peer.account, body=ANSWER).count() == 1
    assert second.pk not in set(selectors.listed(peer.account).values_list("pk", flat=True))
    with refused("communication.report_closed_already"):
        answer(second, by=leader)


def test_what_is_closed_stays_closed(agent: Employee, leader: Employee) -> None:
    row = report(agent)
    answer(row, by=leader)
    close(row, by=leader)

    for decide in (
        lambda: answer(row, by=leader),
        lambda: close(row, by=leader),
        lambda: services.join_voice(report_id=row.pk, by=agent.account, now=NOW),
        lambda: services.name_customer(report_id=row.pk, reference="C-9", by=agent.account, now=NOW),
    ):
        with refused("communication.report_closed_already"):
            decide()


def test_only_leaders_above_answer_close_and_join(
    agent: Employee, peer: Employee, leader: Employee, supervisor: Employee, other_leader: Employee
) -> None:
    row, other = report(agent), report(peer)
    for person in (agent, peer, other_leader):
        for decide in (
            lambda by=person: answer(row, by=by),
            lambda by=person: close(row, by=by),
            lambda by=person: customers_told.join_reports(report_id=row.pk, into=other.pk, by=by.account, now=NOW),
        ):
            with pytest.raises(NotAllowed):
                decide()
    assert answer(row, by=supervisor).status == Status.ANSWERED


def test_what_happened_is_on_record(agent: Employee, leader: Employee) -> None:
    row = report(agent, "退款页面提交后白屏", "C-1")
    answer(row, by=leader)
    tell(row, by=agent)
    close(row, by=leader)

    entries = AuditEntry.objects.filter(object_type="communication.floorreport", object_id=str(row.pk))
    assert list(entries.order_by("position").values_list("verb", "actor")) == [
        ("communication.report_made", agent.account_id),
        ("communication.report_answered", leader.account_id),
        ("communication.customer_told", agent.account_id),
        ("communication.report_closed", leader.account_id),
    ]
