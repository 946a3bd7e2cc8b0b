"""What a curious or hostile colleague would try in this room, and does not get. Every test here was a hole once."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ObjectDoesNotExist
from django.urls import reverse

from dengta.domains.communication.models import AnnouncementReminder, Todo
from dengta.domains.communication.selectors import consultations as consulted
from dengta.domains.communication.selectors import messages, weekly
from dengta.domains.communication.selectors import reports as report_selectors
from dengta.domains.communication.selectors import requests as request_selectors
from dengta.domains.communication.selectors import suggestions as suggestion_selectors
from dengta.domains.communication.selectors.library import readers_of
from dengta.domains.communication.services import (
    adoptions,
    consultations,
    customers_told,
    delegations,
    library,
    reports,
    request_answers,
    staff_consultations,
    suggestions,
)
from dengta.domains.communication.services import requests as request_services
from dengta.domains.communication.services.weekly import make_weekly_reports
from dengta.domains.people.models import Employee, RoleGrant
from dengta.domains.people.services.membership import place
from dengta.foundation.access import forget
from dengta.foundation.errors import NotAllowed
from dengta.foundation.notify.models import Notice
from tests.cast import Tree
from tests.communication.announcing import announce, draft, receipt_of, refuses
from tests.communication.suggesting import decline, submit
from tests.communication.talking import TODAY, Hire, SignedIn, account, at
from tests.communication.test_flags import flag
from tests.communication.test_help_calls import answer as answer_call
from tests.communication.test_help_calls import call
from tests.communication.test_reports import answer, report
from tests.communication.test_requests import ACROSS
from tests.conftest import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.covers("N3")]
A_WEEK = timedelta(days=7)


def moves(who: Employee, tree: Tree) -> None:
    """To the other client, today: neither may ever see the other."""
    place(who, unit=tree.ticketing, on=TODAY)
    RoleGrant.objects.filter(account=account(who)).update(unit=tree.ticketing)
    forget(account(who))


# --- what is not yours says nothing, however it is asked ----------------------------------------------------


@pytest.mark.parametrize("address", ["take_up", "withdraw"])
@pytest.mark.parametrize("persona", ["stranger", "peer"])
def test_the_title_of_what_was_decided_is_told_to_nobody_who_may_not_decide(  # noqa: PLR0917 - fixtures
    address: str, persona: str, agent: Employee, leader: Employee, request: pytest.FixtureRequest, signed_in: SignedIn
) -> None:
    row = submit(agent)
    decline(row, by=leader)

    said = signed_in(request.getfixturevalue(persona)).post(reverse(f"suggestions:{address}", args=[row.pk]))
    assert said.status_code == 404
    assert row.title not in said.content.decode()


@pytest.mark.parametrize("address", ["adopt", "decline", "join", "take_up"])
def test_what_was_taken_back_is_its_authors_alone_again_on_every_address(
    address: str, agent: Employee, leader: Employee, signed_in: SignedIn
) -> None:
    row = submit(agent)
    suggestions.withdraw_suggestion(suggestion_id=row.pk, by=account(agent), now=NOW)

    for method in ("get", "post"):
        said = getattr(signed_in(leader), method)(reverse(f"suggestions:{address}", args=[row.pk]))
        assert said.status_code in {404, 405}
        assert row.title not in said.content.decode()


def test_whether_somebody_elses_call_was_answered_is_no_oracle(
    agent: Employee, leader: Employee, stranger: Employee, signed_in: SignedIn
) -> None:
    row = call(agent)
    answer_call(row, by=leader)

    assert signed_in(stranger).post(reverse("help_calls:withdraw", args=[row.pk])).status_code == 404


# --- joined across the wall between two clients --------------------------------------------------------------


def test_reports_of_two_clients_are_never_joined(agent: Employee, stranger: Employee, hr: Employee) -> None:
    ours, theirs = report(agent, "退款页面白屏", "KH1"), report(stranger, "改签页面白屏", "KH2")

    assert list(report_selectors.to_join(account(hr), ours)) == []
    with refuses("join_other_client"):
        customers_told.join_reports(report_id=ours.pk, into=theirs.pk, by=account(hr), now=NOW)
    assert not report_selectors.reports(account(agent)).filter(pk=theirs.pk).exists()


def test_suggestions_of_two_clients_are_never_joined(agent: Employee, stranger: Employee, hr: Employee) -> None:
    ours, theirs = submit(agent), submit(stranger)

    assert list(suggestion_selectors.to_join(account(hr), ours)) == []
    with refuses("join_other_client"):
        adoptions.join_suggestions(suggestion_id=ours.pk, into=theirs.pk, by=account(hr), now=NOW)
    assert not suggestion_selectors.suggestions(account(agent)).filter(pk=theirs.pk).exists()


def test_within_one_client_and_within_the_house_itself_joining_stays_possible(
    agent: Employee, hire: Hire, tree: Tree, hr: Employee
) -> None:
    of_the_client = [submit(one) for one in (agent, hire("何雨", tree.aftersales_2))]
    of_the_house = [submit(one) for one in (hire("王晨", tree.shanghai), hire("钱进", tree.chengdu))]

    for first, second in (of_the_client, of_the_house):
        assert list(suggestion_selectors.to_join(account(hr), first)) == [second]


def test_a_document_is_looked_after_by_nobody_of_another_client(
    leader: Employee, agent: Employee, stranger: Employee, hr: Employee, tree: Tree
) -> None:
    issued = {
        "number": "KF-9", "title": "理赔口径", "kind": "sop", "unit": tree.qinghe, "review_on": TODAY + A_WEEK,
        "clauses": [library.ClauseText("1", "先核对订单")], "by": account(hr), "now": NOW,
    }  # fmt: skip
    with refuses("document_owner_outside"):
        library.issue_document(**issued, owner=stranger)
    document = library.issue_document(**issued, owner=agent)
    with refuses("document_owner_outside"):
        library.hand_over(document_id=document.pk, owner=stranger, by=account(hr))
    assert not Notice.objects.filter(account=account(stranger)).exists()


# --- what was given by name ends with a move to another client -------------------------------------------------


def test_a_report_stays_readable_for_its_reporter_but_not_for_who_joined_in_or_saw_to_it(  # noqa: PLR0917 - fixtures
    agent: Employee, peer: Employee, leader: Employee, hire: Hire, tree: Tree, signed_in: SignedIn
) -> None:
    row, owner = report(agent, "退款页面白屏", "KH20017"), hire("郑洁", tree.aftersales_1)
    reports.join_voice(report_id=row.pk, by=account(peer), now=NOW)
    reports.give_owner(report_id=row.pk, owner=owner.pk, mend_by=TODAY, by=account(leader), now=NOW)
    answer(row, by=leader)
    customer = row.customers.get()
    for one in (agent, peer, owner):
        moves(one, tree)

    seen = [report_selectors.reports(account(one)).filter(pk=row.pk).exists() for one in (agent, peer, owner)]
    assert seen == [True, False, False]
    with pytest.raises(ObjectDoesNotExist):
        reports.name_customer(report_id=row.pk, reference="KH9", by=account(owner), now=NOW)
    with pytest.raises(NotAllowed):
        customers_told.tell_customer(customer_id=customer.pk, outcome="told", words="", by=account(owner), now=NOW)
    assert signed_in(owner).get(reverse("reports:told", args=[customer.pk])).status_code == 404


def test_the_calls_of_who_moved_to_another_client_wait_for_the_leader(
    agent: Employee, peer: Employee, leader: Employee, tree: Tree
) -> None:
    row = report(agent, "退款页面白屏", "KH20017")
    reports.join_voice(report_id=row.pk, by=account(peer), now=NOW)
    reports.name_customer(report_id=row.pk, reference="KH20018", by=account(peer), now=NOW)
    moves(peer, tree)
    answer(row, by=leader)

    waiting = Todo.objects.filter(kind="communication.report_telling")
    assert set(waiting.values_list("employee", flat=True)) == {agent.pk, leader.pk}


def test_a_suggestion_stays_readable_for_its_author_but_not_what_it_was_joined_to(
    agent: Employee, peer: Employee, leader: Employee, tree: Tree
) -> None:
    mine, into = submit(agent), submit(peer, "退款单合并")
    adoptions.join_suggestions(suggestion_id=mine.pk, into=into.pk, by=account(leader), now=NOW)
    assert set(suggestion_selectors.suggestions(account(agent))) == {mine, into}
    moves(agent, tree)

    assert set(suggestion_selectors.suggestions(account(agent))) == {mine}


def test_requests_and_questions_of_the_old_client_are_closed_to_who_moved_away(
    leader: Employee, supervisor: Employee, agent: Employee, tree: Tree
) -> None:
    asked = request_services.ask_across(**{**ACROSS, "addressee_id": agent.pk}, by=account(leader), now=NOW)
    question = consultations.consult(
        title="晚班", question="哪种轮换更好？", asked=[agent.pk], until=TODAY + A_WEEK, by=account(leader), now=NOW
    )
    assert request_selectors.requests(account(agent)).get() == asked
    moves(agent, tree)

    assert not request_selectors.requests(account(agent)).exists()
    assert not consulted.consultations(account(agent)).exists()
    with pytest.raises(NotAllowed):
        request_answers.answer(request_id=asked.pk, verdict="no", text="不行", by=account(agent), now=NOW)
    with pytest.raises(NotAllowed):
        consultations.give_voice(consultation_id=question.pk, answer="看看", by=account(agent), now=NOW)


def test_somebody_of_the_house_who_stands_in_no_client_answers_requests_of_any(
    leader: Employee, supervisor: Employee, hire: Hire, tree: Tree
) -> None:
    logistics = hire("王工", tree.shanghai)
    asked = request_services.ask_across(**{**ACROSS, "addressee_id": logistics.pk}, by=account(leader), now=NOW)

    assert request_selectors.requests(account(logistics)).get() == asked
    back = request_services.ask_across(**{**ACROSS, "addressee_id": leader.pk}, by=account(logistics), now=NOW)
    assert back in request_selectors.requests(account(leader))


def test_weekly_reports_of_the_old_client_are_closed_to_a_supervisor_who_moved_away(
    leader: Employee, supervisor: Employee, tree: Tree
) -> None:
    make_weekly_reports(now=at(23))
    assert weekly.reports(account(supervisor)).count() == 1
    moves(supervisor, tree)

    assert not weekly.reports(account(supervisor)).exists()


def test_a_draft_is_closed_to_who_was_asked_about_it_and_has_left_its_audience(
    leader: Employee, agent: Employee, tree: Tree, signed_in: SignedIn
) -> None:
    announcement = draft(leader, tree.aftersales_1, staff_interest=True)
    staff_consultations.open_consultation(
        announcement_id=announcement.pk, closes_on=TODAY + A_WEEK, by=account(leader), now=NOW
    )
    address = reverse("announcements:opinion", args=[announcement.pk])
    assert signed_in(agent).get(address).status_code == 200
    moves(agent, tree)

    assert signed_in(agent).get(address).status_code == 404
    with pytest.raises(ObjectDoesNotExist):
        staff_consultations.say_opinion(announcement_id=announcement.pk, text="x", by=account(agent), now=NOW)


# --- lists and counts that said more than their reader may know -------------------------------------------------


def test_a_list_of_what_is_overdue_says_that_it_waits_never_what_it_is_about_where_that_is_not_its_readers(  # noqa: PLR0917 - fixtures
    agent: Employee, leader: Employee, supervisor: Employee, hr: Employee, tree: Tree, signed_in: SignedIn
) -> None:
    flag(agent, line="威胁要曝光客服姓名")
    call(agent, "客户要求见经理")
    asked = request_services.ask_across(**{**ACROSS, "addressee_id": agent.pk}, by=account(leader), now=NOW)
    consultations.consult(
        title="组长人选", question="谁？", asked=[agent.pk], until=TODAY, by=account(leader), now=NOW
    )  # fmt: skip
    delegations.delegate(
        employee_id=agent.pk, unit_id=tree.aftersales_1.pk, task="跟催", lent=["overdue"], starts_on=TODAY,
        ends_on=TODAY + timedelta(days=20), by=account(leader), now=NOW,
    )  # fmt: skip

    with time_machine.travel(at(30), tick=True):
        for reader in (hr, supervisor, agent):
            page = signed_in(reader).get(reverse("todos:overdue")).content.decode()
            for words in ("曝光", "见经理", asked.summary, "组长人选"):
                assert words not in page
        assert "跟催" not in page


def test_the_load_report_names_no_team_of_another_client_after_a_move(
    agent: Employee, leader: Employee, stranger: Employee, tree: Tree
) -> None:
    Notice.objects.create(account=account(stranger), kind="test", title="一", day=TODAY - timedelta(days=3))
    Notice.objects.create(account=account(stranger), kind="test", title="一", day=TODAY)
    place(stranger, unit=tree.aftersales_1, on=TODAY)

    report = messages.report(account(leader), messages.Span(TODAY - A_WEEK, TODAY), today=TODAY)
    assert [team.name for team in report.teams] == [tree.aftersales_1.name]


def test_how_many_of_the_whole_house_were_reminded_is_not_told_to_the_leader_of_one_team(
    hr: Employee, leader: Employee, tree: Tree, signed_in: SignedIn
) -> None:
    announcement = announce(hr, tree.company)
    AnnouncementReminder.objects.create(announcement=announcement, version=1, stage="eve", sent_at=NOW, people=4711)
    address = reverse("announcements:standing", args=[announcement.pk])

    assert "4711" not in signed_in(leader).get(address).content.decode().replace(",", "")
    assert "4711" in signed_in(hr).get(address).content.decode().replace(",", "")


def test_a_rule_of_the_house_counts_no_readers_of_another_client(
    agent: Employee, peer: Employee, stranger: Employee, hr: Employee, tree: Tree
) -> None:
    document = library.issue_document(
        number="KF-9", title="信息安全", kind="rule", unit=tree.company, owner=agent, review_on=TODAY + A_WEEK,
        clauses=[library.ClauseText("1", "离席锁屏")], by=account(hr), now=NOW,
    )  # fmt: skip
    version = document.versions.get()

    def counted(reader: Employee) -> int:
        return readers_of(version, seen_by=account(reader), today=TODAY).total

    assert (counted(agent), counted(stranger), counted(hr)) == (2, 1, 3)


# --- looking that changes something ---------------------------------------------------------------------------


def test_asking_for_the_head_of_an_announcement_is_not_reading_it(
    leader: Employee, agent: Employee, tree: Tree, signed_in: SignedIn
) -> None:
    announcement = announce(leader, tree.aftersales_1)
    address = reverse("announcements:one", args=[announcement.pk])

    assert signed_in(agent).head(address).status_code == 200
    assert receipt_of(announcement, agent).read_at is None
    signed_in(agent).get(address)
    assert receipt_of(announcement, agent).read_at is not None
