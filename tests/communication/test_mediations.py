"""Mediation between colleagues: both are heard, something is agreed, somebody looks back; three people and no more."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from dengta.domains.communication.models import Mediation
from dengta.domains.communication.selectors.mediations import mediations
from dengta.domains.communication.services import mediations as services
from dengta.domains.people.models import Employee
from dengta.foundation.access import Role
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.errors import NotAllowed, RuleViolation
from tests.cast import Tree
from tests.communication.talking import Hire, SignedIn, account, at, inbox, told
from tests.conftest import NOW

pytestmark = pytest.mark.django_db
TOPIC = "两人同时联系了一位客户"
Open = Callable[..., Mediation]


@pytest.fixture
def opened(agent: Employee, peer: Employee, leader: Employee) -> Open:
    """周敏 between 李佳怡 and 陈浩然."""
    return lambda by=leader: services.open_mediation(
        first_id=agent.pk, second_id=peer.pk, topic=TOPIC, by=account(by), now=NOW
    )


def refused(code: str, call: Callable[[], Any]) -> None:
    with pytest.raises(RuleViolation) as refusal:
        call()
    assert refusal.value.code == f"communication.{code}"


def say(mediation: Mediation, by: Employee, view: str = "我先接到的客户", of: str = "") -> Mediation:
    return services.say_view(mediation_id=mediation.pk, view=view, of=of, by=account(by), now=NOW)


def agree(mediation: Mediation, by: Employee, day: date = date(2026, 12, 2)) -> Mediation:
    return services.agree(
        mediation_id=mediation.pk, agreement="先看工单归属再联系", follow_up_on=day, by=account(by), now=NOW
    )


@pytest.mark.covers("K12")
def test_from_two_views_to_an_agreement_to_the_look_back(
    opened: Open, agent: Employee, peer: Employee, leader: Employee
) -> None:
    mediation = opened()
    assert [len(inbox(one)) for one in (agent, peer, leader)] == [1, 1, 1]
    say(mediation, agent)
    refused("mediation_both", lambda: agree(mediation, leader))
    say(mediation, leader, "我不知道已经有人联系", of="second")

    agree(mediation, leader)
    assert (inbox(agent), inbox(peer)) == ([], [])
    closed = services.look_back(
        mediation_id=mediation.pk, outcome="两周内没有再发生", by=account(leader), now=at(2, 12)
    )

    assert closed.status == Mediation.Status.CLOSED
    assert inbox(leader) == []


@pytest.mark.covers("K12")
def test_the_mediator_is_never_a_party(opened: Open, agent: Employee, leader: Employee, supervisor: Employee) -> None:
    assert opened(by=agent).mediator == leader
    between = services.open_mediation(
        first_id=agent.pk, second_id=leader.pk, topic="排班沟通", by=account(leader), now=NOW
    )
    assert between.mediator == supervisor


@pytest.mark.covers("K12")
def test_only_the_three_see_it_and_only_who_leads_one_of_them_opens_it_between_others(  # noqa: PLR0917 - one fixture per person
    opened: Open, agent: Employee, peer: Employee, leader: Employee, supervisor: Employee, hr: Employee, hire: Hire,
    tree: Tree,
) -> None:  # fmt: skip
    executive = hire("高远", None, role=Role.EXECUTIVE, at=tree.company)
    colleague = hire("王晨曦", tree.aftersales_1)
    opened()

    readers = [one for one in (agent, peer, leader, supervisor, hr, executive, colleague) if mediations(account(one))]
    assert readers == [agent, peer, leader]
    with pytest.raises(NotAllowed):
        opened(by=colleague)


@pytest.mark.covers("K12")
@pytest.mark.parametrize("who", ["agent", "peer"])
def test_either_may_ask_for_another_mediator_and_the_first_sees_it_no_more(  # noqa: PLR0917 - one fixture per person
    who: str, opened: Open, agent: Employee, peer: Employee, leader: Employee, supervisor: Employee
) -> None:
    mediation = opened()
    asker = {"agent": agent, "peer": peer}[who]
    with pytest.raises(NotAllowed):
        services.another_mediator(mediation_id=mediation.pk, by=account(leader), now=NOW)

    services.another_mediator(mediation_id=mediation.pk, by=account(asker), now=NOW)

    assert list(mediations(account(leader))) == []
    assert inbox(leader) == []
    assert mediations(account(supervisor)).get().mediator == supervisor
    refused(
        "mediation_nobody",
        lambda: services.another_mediator(mediation_id=mediation.pk, by=account(asker), now=NOW),
    )


@pytest.mark.covers("K12")
def test_what_somebody_wrote_is_not_written_over_by_the_mediator_nor_by_the_other(
    opened: Open, agent: Employee, peer: Employee, leader: Employee
) -> None:
    mediation = say(opened(), agent, "我的看法")
    refused("mediation_heard", lambda: say(mediation, leader, "他的看法", of="first"))
    refused("mediation_view", lambda: say(mediation, leader, "谁的", of=""))
    refused("mediation_view", lambda: say(mediation, agent, " "))
    say(mediation, peer, "另一种看法", of="first")

    mediation.refresh_from_db()
    assert (mediation.first_view, mediation.second_view) == ("我的看法", "另一种看法")


def test_bad_input_and_wrong_order_are_refused(
    opened: Open, agent: Employee, peer: Employee, leader: Employee, stranger: Employee
) -> None:
    def between(first: Employee, second: Employee, topic: str = TOPIC) -> Mediation:
        return services.open_mediation(first_id=first.pk, second_id=second.pk, topic=topic, by=account(leader), now=NOW)

    refused("mediation_whom", lambda: between(agent, agent))
    refused("mediation_whom", lambda: between(agent, stranger))
    refused("mediation_topic", lambda: between(agent, peer, " "))
    mediation = opened()
    refused(
        "mediation_over",
        lambda: services.look_back(mediation_id=mediation.pk, outcome="x", by=account(leader), now=NOW),
    )
    say(mediation, agent)
    say(mediation, peer)
    refused("request_past", lambda: agree(mediation, leader, date(2026, 11, 17)))
    with pytest.raises(NotAllowed):
        agree(mediation, agent)
    agree(mediation, leader)
    refused("mediation_over", lambda: agree(mediation, leader))
    refused("mediation_over", lambda: say(mediation, agent, "补充"))
    refused(
        "mediation_outcome",
        lambda: services.look_back(mediation_id=mediation.pk, outcome=" ", by=account(leader), now=NOW),
    )


@pytest.mark.covers("K12")
def test_record_and_notices_say_nothing_of_it(opened: Open, agent: Employee, peer: Employee) -> None:
    say(opened(), agent)

    entries = AuditEntry.objects.filter(object_type="communication.mediation")
    assert {(entry.subject_id, entry.facts) for entry in entries} == {(None, "{}")}
    assert told(peer) == ["有一次同事间的沟通等您参与"]


def test_the_page_of_the_agent_takes_the_own_view(opened: Open, agent: Employee, signed_in: SignedIn) -> None:
    mediation = opened()
    browser = signed_in(agent)
    assert browser.post(reverse("mediations:view", args=[mediation.pk]), {"view": ""}).status_code == 422
    assert browser.post(reverse("mediations:view", args=[mediation.pk]), {"view": "我的看法"}).status_code == 302

    assert "我的看法" in browser.get(reverse("mediations:one", args=[mediation.pk])).content.decode()
    assert browser.get(reverse("mediations:agree", args=[mediation.pk])).status_code == 404


@pytest.mark.parametrize("rows", [1, 25])
def test_the_list_costs_the_same_for_one_row_and_for_many(  # noqa: PLR0917 - one fixture per person
    rows: int, agent: Employee, peer: Employee, leader: Employee, signed_in: SignedIn,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    for _number in range(rows):
        Mediation.objects.create(first=agent, second=peer, mediator=leader, topic="x", opened_at=NOW)
    browser: Client = signed_in(agent)
    browser.get(reverse("mediations:list"))
    with django_assert_num_queries(7):
        answer = browser.get(reverse("mediations:list"))
    assert answer.content.decode().count("李佳怡 · 陈浩然") == rows
