"""Flags at customers: decided on the same working day, shown at the next contact, over one day."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse

from dengta.domains.communication.models import CustomerFlag, Todo
from dengta.domains.communication.selectors import flags as selectors
from dengta.domains.communication.selectors.neutral_words import hard_words
from dengta.domains.communication.services import flags as services
from dengta.domains.people.models import Employee
from dengta.domains.service.models import Channel, Contact, Queue, Source
from dengta.domains.service.services.facts import NewContact, add_contacts, customer_key
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.errors import NotAllowed, RuleViolation
from dengta.foundation.notify.models import Notice
from tests.cast import Tree
from tests.conftest import NOW

pytestmark = pytest.mark.django_db
ZONE = ZoneInfo("Asia/Shanghai")
TODAY = NOW.date()


def flag(agent: Employee, reference: str = "C-8891", line: str = "第三次来电，要求当场赔付") -> CustomerFlag:
    return services.raise_flag(reference=reference, line=line, by=agent.account, now=NOW)


def decide(row: CustomerFlag, *, by: Employee, **more: object) -> CustomerFlag:
    said = {"decision": "limit", "words": "赔付只走工单，不再电话承诺。", "ends_on": TODAY + timedelta(days=30)}
    return services.decide_flag(flag_id=row.pk, by=by.account, now=NOW, **{**said, **more})  # type: ignore[arg-type]


def refused(code: str) -> "pytest.RaisesContext":  # type: ignore[name-defined]
    return pytest.raises(RuleViolation, check=lambda refusal: refusal.code == code)


def morning(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 8, 10, tzinfo=ZONE)


@pytest.mark.covers("D12")
def test_a_flag_waits_for_the_leader_until_the_end_of_the_day(agent: Employee, leader: Employee) -> None:
    row = flag(agent)

    assert (row.holder, row.due_on) == (leader, TODAY)
    todo = Todo.objects.get(kind=services.KIND)
    assert (todo.employee, todo.due_at) == (leader, datetime(2026, 11, 18, 23, 59, 59, tzinfo=ZONE))


def test_a_flag_of_a_saturday_is_decided_on_monday(agent: Employee, leader: Employee, supervisor: Employee) -> None:
    saturday = datetime(2026, 11, 21, 15, 0, tzinfo=ZONE)
    row = services.raise_flag(reference="C-1", line="辱骂", by=agent.account, now=saturday)

    assert row.due_on == date(2026, 11, 23)
    assert services.escalate_flags(now=morning(date(2026, 11, 23))) == 0
    assert services.escalate_flags(now=morning(date(2026, 11, 24))) == 1


@pytest.mark.covers("R-155", "D12")
def test_what_is_not_decided_on_the_day_goes_to_the_next_level_on_the_next_one(
    agent: Employee, leader: Employee, supervisor: Employee
) -> None:
    row = flag(agent)

    assert services.escalate_flags(now=morning(TODAY).replace(hour=23)) == 0
    assert services.escalate_flags(now=morning(TODAY + timedelta(days=1))) == 1
    row.refresh_from_db()
    assert row.escalated_to == supervisor
    assert Todo.objects.filter(kind=services.KIND, employee=supervisor).count() == 1
    assert Notice.objects.filter(account=supervisor.account).count() == 1
    assert AuditEntry.objects.filter(verb="communication.flag_escalated").count() == 1


@pytest.mark.covers("R-155")
def test_it_goes_up_once_and_a_decided_one_never(agent: Employee, leader: Employee, supervisor: Employee) -> None:
    flag(agent)
    decide(flag(agent, "C-2"), by=leader)

    assert [services.escalate_flags(now=morning(TODAY + timedelta(days=1))) for _run in range(3)] == [1, 0, 0]


@pytest.mark.covers("D12")
@pytest.mark.parametrize("decision", ["takeover", "script", "limit"])
def test_the_leader_takes_over_says_how_to_speak_or_where_to_stop(
    decision: str, agent: Employee, leader: Employee
) -> None:
    row = decide(flag(agent), by=leader, decision=decision)

    assert (row.decision, row.decided_by) == (decision, leader.account)
    assert Notice.objects.filter(account=agent.account, body=row.words).count() == 1
    assert not Todo.objects.filter(kind=services.KIND).exists()


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"words": "  "}, "communication.decision_needs_words"),
        ({"ends_on": TODAY - timedelta(days=1)}, "communication.flag_end"),
        ({"ends_on": TODAY + timedelta(days=181)}, "communication.flag_end"),
    ],
)
def test_a_decision_has_words_and_an_end(more: dict[str, object], code: str, agent: Employee, leader: Employee) -> None:
    row = flag(agent)

    with refused(code):
        decide(row, by=leader, **more)


@pytest.mark.parametrize(("reference", "line"), [("", "x"), (" ", "x"), ("x", "")])
def test_a_flag_needs_a_number_and_a_line(reference: str, line: str, agent: Employee) -> None:
    with refused("communication.flag_empty"):
        flag(agent, reference, line)


def test_the_same_customer_waits_once_in_a_team(agent: Employee, peer: Employee, leader: Employee) -> None:
    first = flag(agent)
    with refused("communication.flag_waits_already"):
        flag(peer)

    decide(first, by=leader)
    assert flag(peer).pk != first.pk


def test_whoever_raised_it_does_not_decide_it_and_nobody_without_the_right(
    agent: Employee, peer: Employee, leader: Employee, other_leader: Employee, supervisor: Employee
) -> None:
    own = flag(leader)
    with refused("communication.own_flag"):
        decide(own, by=leader)
    decide(own, by=supervisor)

    row = flag(agent, "C-2")
    for person in (agent, peer, other_leader):
        with pytest.raises(NotAllowed):
            decide(row, by=person)


def test_what_is_decided_is_decided_once(agent: Employee, leader: Employee) -> None:
    row = decide(flag(agent), by=leader)

    with refused("communication.flag_decided"):
        decide(row, by=leader)


@pytest.mark.covers("D12")
@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("客户胡搅蛮缠，是个奇葩", ["奇葩", "胡搅蛮缠"]),
        ("The customer is CRAZY", ["crazy"]),
        ("第三次来电，要求当场赔付", []),
        ("", []),
    ],
)
def test_hard_words_are_pointed_out(line: str, words: list[str]) -> None:
    assert hard_words(line) == words


@pytest.mark.covers("D12")
def test_a_hint_at_hard_words_blocks_nothing(agent: Employee, signed_in: Callable[[Employee], Client]) -> None:
    browser = signed_in(agent)

    hint = browser.get(reverse("flags:wording"), {"line": "奇葩客户"}).content.decode()
    assert "奇葩" in hint
    answer = browser.post(reverse("flags:new"), {"reference": "C-1", "line": "奇葩客户"})
    assert answer.status_code == 302
    assert CustomerFlag.objects.get().line == "奇葩客户"


# --- the next contact --------------------------------------------------------------------------------------


@pytest.fixture
def ticket(tree: Tree) -> Callable[[Employee, str, str], Contact]:
    """A contact of the customer with this agent."""
    source = Source.objects.create(name="呼叫中心", unit=tree.company)
    queue = Queue.objects.create(code="QH", name="售后", unit=tree.qinghe)

    def ticket(agent: Employee, number: str, customer: str) -> Contact:
        add_contacts(
            source=source,
            origin="test",
            contacts=[
                NewContact(
                    external_id=number, queue=queue.pk, channel=Channel.VOICE, agent=agent.pk, wait_s=5, handle_s=60,
                    created_at=datetime(2026, 11, 18, 1, 0, tzinfo=UTC), customer=customer,
                )
            ],
        )  # fmt: skip
        return Contact.objects.get(external_id=number)

    return ticket


@pytest.mark.covers("D12")
@pytest.mark.parametrize("reference", ["T-1", "C-8891"])
def test_the_next_contact_of_the_customer_shows_the_decision(
    reference: str,
    agent: Employee,
    leader: Employee,
    ticket: Callable[..., Contact],
    signed_in: Callable[[Employee], Client],
) -> None:
    ticket(agent, "T-1", "C-8891")
    row = flag(agent, reference)
    assert row.customer == customer_key("C-8891")
    decide(row, by=leader)
    following = ticket(leader, "T-2", "C-8891")

    shown = signed_in(leader).get(reverse("service:contact", args=[following.pk])).content.decode()
    assert row.words in shown
    assert row.line not in shown


@pytest.mark.covers("D12")
def test_a_decision_stands_through_its_last_day_and_no_longer(agent: Employee, leader: Employee) -> None:
    key = customer_key("C-8891")
    row = decide(flag(agent), by=leader, ends_on=TODAY)
    assert selectors.standing_flags(agent.account, [key]) == [row]

    CustomerFlag.objects.filter(pk=row.pk).update(ends_on=TODAY - timedelta(days=1))
    assert selectors.standing_flags(agent.account, [key]) == []


def test_an_undecided_flag_shows_nothing_and_no_customer_asks_for_nothing(agent: Employee) -> None:
    flag(agent)

    assert selectors.standing_flags(agent.account, [customer_key("C-8891")]) == []
    assert selectors.standing_flags(agent.account, [None]) == []


def test_a_leader_ends_it_early_and_once(agent: Employee, peer: Employee, leader: Employee) -> None:
    row = decide(flag(agent), by=leader)
    with pytest.raises(NotAllowed):
        services.end_flag(flag_id=row.pk, by=peer.account, now=NOW)

    services.end_flag(flag_id=row.pk, by=leader.account, now=NOW)
    assert selectors.standing_flags(agent.account, [customer_key("C-8891")]) == []
    with refused("communication.flag_does_not_stand"):
        services.end_flag(flag_id=row.pk, by=leader.account, now=NOW)


def test_another_client_learns_nothing_of_a_decision(agent: Employee, stranger: Employee, leader: Employee) -> None:
    decide(flag(agent), by=leader)

    assert selectors.standing_flags(stranger.account, [customer_key("C-8891")]) == []


def test_a_colleague_of_another_team_of_the_client_sees_the_decision_and_not_the_flag(
    agent: Employee, leader: Employee, hire: Callable[..., Employee], tree: Tree
) -> None:
    neighbour = hire("何雨", tree.aftersales_2)
    row = decide(flag(agent), by=leader)

    assert selectors.standing_flags(neighbour.account, [customer_key("C-8891")]) == [row]
    assert list(selectors.flags(neighbour.account)) == []
