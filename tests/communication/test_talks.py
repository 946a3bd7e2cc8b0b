"""Important talks: both sign the same words with their own name, and whoever changes them begins anew."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from dengta.domains.communication.events import TalkSigned
from dengta.domains.communication.models import Talk, TalkSignature, TalkVersion, Todo
from dengta.domains.communication.selectors import talks as selectors
from dengta.domains.communication.services import talks as services
from dengta.domains.communication.services.talks import Words
from dengta.domains.people.models import Employee, RoleGrant
from dengta.foundation import events
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.errors import NotAllowed, RuleViolation
from tests.conftest import NOW

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 18)
WORDS = Words(TODAY, "小会议室", "退款时效", "十月三次超时，佳怡说系统慢", "十二月前每天抽查一单")


@pytest.fixture
def talk(leader: Employee, agent: Employee) -> Talk:
    """周敏 wrote down a talk with 李佳怡 about an announcement."""
    return services.write_talk(
        employee_id=agent.pk, kind="announcement", words=WORDS, by=leader.account, now=NOW,
        subject_type="communication.announcement", subject_key=12,
    )  # fmt: skip


def sign(talk: Talk, who: Employee, *, name: str = "", view: str = "", version: int = 1) -> Talk:
    return services.sign_talk(
        talk_id=talk.pk, name=name or who.name, own_view=view, version=version, by=who.account, now=NOW
    )


def refuse(talk: Talk, who: Employee, *, reason: str = "没有三次", version: int = 1) -> Talk:
    return services.refuse_talk(
        talk_id=talk.pk, reason=reason, own_view="系统慢", version=version, by=who.account, now=NOW
    )


@pytest.mark.covers("K8")
def test_the_record_does_not_tell_of_which_kind_a_talk_was(leader: Employee, agent: Employee) -> None:
    """Whoever reads the record of decisions would learn from it that a warning is to come."""
    for kind in Talk.Kind.values:
        services.write_talk(employee_id=agent.pk, kind=kind, words=WORDS, by=leader.account, now=NOW)

    written = [entry.facts for entry in AuditEntry.objects.filter(verb="communication.talk_written")]
    assert len(written) == len(Talk.Kind.values)
    assert set(written) == {written[0]}
    assert "kind" not in written[0]


def is_signed(agent: Employee) -> bool:
    return selectors.is_signed_about(employee_id=agent.pk, subject_type="communication.announcement", subject_key=12)


@pytest.fixture
def heard() -> list[TalkSigned]:
    """What a room above hears."""
    from dengta.foundation.events import registry

    found: list[TalkSigned] = []
    events.subscribe(TalkSigned, "tests.talk_signed", found.append)
    yield found  # type: ignore[misc]
    del registry._subscriptions["tests.talk_signed"]


@pytest.mark.covers("K8")
def test_a_talk_is_confirmed_in_writing_by_both_sides_and_the_house_hears_of_it(
    talk: Talk, leader: Employee, agent: Employee, heard: list[TalkSigned]
) -> None:
    assert Todo.objects.filter(kind=services.SIGN).count() == 2
    sign(talk, leader)
    events.deliver()
    assert not is_signed(agent)
    assert heard == []

    signed = sign(talk, agent, view="系统那天很慢")
    events.deliver()
    assert signed.status == Talk.Status.SIGNED
    assert is_signed(agent)
    assert heard == [TalkSigned(talk.pk, agent.pk, leader.pk, NOW, "communication.announcement", "12")]
    assert not Todo.objects.filter(kind=services.SIGN).exists()
    (current,) = selectors.versions_of(talk)
    found = current.of(agent.pk)
    assert found is not None
    assert (found.name, found.own_view) == (agent.name, "系统那天很慢")
    assert AuditEntry.objects.filter(verb="communication.talk_signed", subject_id=agent.pk).count() == 2


@pytest.mark.covers("K8")
def test_nobody_signs_with_another_name_or_for_somebody_else(
    talk: Talk, leader: Employee, agent: Employee, peer: Employee, supervisor: Employee
) -> None:
    with pytest.raises(RuleViolation, match=agent.name) as refusal:
        sign(talk, agent, name=leader.name)
    assert refusal.value.code == "communication.talk_signature_differs"
    for who in (peer, supervisor):
        with pytest.raises(NotAllowed):
            sign(talk, who)
    sign(talk, agent)
    with pytest.raises(RuleViolation) as refusal:
        sign(talk, agent)
    assert refusal.value.code == "communication.talk_answered_already"


@pytest.mark.covers("K8")
def test_changed_words_void_the_signature_and_both_sign_anew(talk: Talk, leader: Employee, agent: Employee) -> None:
    sign(talk, agent)
    changed = replace(WORDS, agreements="每周抽查三单")
    services.rewrite_talk(talk_id=talk.pk, words=changed, by=leader.account, now=NOW)

    new, old = selectors.versions_of(talk)
    assert (new.version.number, new.version.agreements, new.signatures) == (2, "每周抽查三单", [])
    assert (old.version.agreements, len(old.signatures)) == (WORDS.agreements, 1)
    assert old.version.voided_at is not None
    assert Todo.objects.filter(employee=agent, kind=services.SIGN).exists()

    # Whoever still has the old words open is not made to sign the new ones.
    with pytest.raises(RuleViolation) as refusal:
        sign(talk, agent, version=1)
    assert refusal.value.code == "communication.talk_changed_meanwhile"
    sign(talk, leader, version=2)
    assert sign(talk, agent, version=2).status == Talk.Status.SIGNED


def test_words_nobody_has_answered_are_changed_in_place(talk: Talk, leader: Employee) -> None:
    services.rewrite_talk(talk_id=talk.pk, words=replace(WORDS, place="茶水间"), by=leader.account, now=NOW)
    version = TalkVersion.objects.get()
    assert (version.number, version.place) == (1, "茶水间")


@pytest.mark.covers("K8")
def test_a_refusal_stays_on_record_with_its_reason_and_signs_nothing(
    talk: Talk, leader: Employee, agent: Employee, heard: list[TalkSigned]
) -> None:
    with pytest.raises(RuleViolation) as refusal:
        refuse(talk, agent, reason="  ")
    assert refusal.value.code == "communication.refusal_needs_reason"

    assert refuse(talk, agent).status == Talk.Status.REFUSED
    events.deliver()
    assert heard == []
    assert not is_signed(agent)
    stored = TalkSignature.objects.get()
    assert (stored.refusal, stored.own_view, stored.name) == ("没有三次", "系统慢", "")
    with pytest.raises(RuleViolation):
        sign(talk, leader)

    services.rewrite_talk(talk_id=talk.pk, words=replace(WORDS, said="十月两次超时"), by=leader.account, now=NOW)
    sign(talk, leader, version=2)
    assert sign(talk, agent, version=2).status == Talk.Status.SIGNED
    assert TalkSignature.objects.filter(refusal="没有三次").exists()


def test_the_leader_does_not_refuse_the_own_words(talk: Talk, leader: Employee) -> None:
    with pytest.raises(NotAllowed):
        refuse(talk, leader)


@pytest.mark.covers("K8")
def test_what_both_signed_is_not_changed_any_more(talk: Talk, leader: Employee, agent: Employee) -> None:
    sign(talk, leader)
    sign(talk, agent)
    with pytest.raises(RuleViolation) as refusal:
        services.rewrite_talk(talk_id=talk.pk, words=WORDS, by=leader.account, now=NOW)
    assert refusal.value.code == "communication.talk_signed_by_both"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"said": " "}, "communication.talk_incomplete"),
        ({"agreements": ""}, "communication.talk_incomplete"),
        ({"held_on": TODAY + timedelta(days=1)}, "communication.talk_in_the_future"),
    ],
)
def test_a_record_is_refused_with_its_reason(
    change: dict[str, Any], code: str, leader: Employee, agent: Employee
) -> None:
    with pytest.raises(RuleViolation) as refusal:
        services.write_talk(
            employee_id=agent.pk, kind="other", words=replace(WORDS, **change), by=leader.account, now=NOW
        )
    assert refusal.value.code == code


def test_only_those_who_lead_a_person_write_down_a_talk_with_them(  # noqa: PLR0917 - fixtures
    leader: Employee, agent: Employee, peer: Employee, supervisor: Employee, other_leader: Employee, hr: Employee
) -> None:
    for who in (peer, agent, other_leader, hr):
        with pytest.raises(NotAllowed):
            services.write_talk(employee_id=agent.pk, kind="other", words=WORDS, by=who.account, now=NOW)
    written = services.write_talk(employee_id=agent.pk, kind="other", words=WORDS, by=supervisor.account, now=NOW)
    assert written.unit_id == RoleGrant.objects.get(account=supervisor.account).unit_id
    # Between the supervisor and the person: the team lead does not read it.
    assert not selectors.readable(leader.account).exists()
    assert set(selectors.people_below(supervisor.account, TODAY)) == {leader, agent, peer}
    assert set(selectors.people_below(leader.account, TODAY)) == {agent, peer}


def test_the_record_of_the_house_tells_no_word_of_it(talk: Talk, leader: Employee, agent: Employee) -> None:
    sign(talk, agent, view="系统慢")
    told = " ".join(entry.facts for entry in AuditEntry.objects.filter(subject_id=agent.pk))
    assert not any(word in told for word in ("超时", "抽查", "系统慢", "退款"))


@pytest.mark.covers("K8")
def test_a_talk_is_written_and_signed_in_the_browser(
    leader: Employee, agent: Employee, peer: Employee, signed_in: Callable[[Employee], Client]
) -> None:
    boss, person = signed_in(leader), signed_in(agent)
    form = {
        "person": agent.pk, "kind": "performance", "held_on": "2026-11-17", "place": "小会议室", "topic": "退款时效",
        "said": "三次超时", "agreements": "每天抽查",
    }  # fmt: skip
    assert boss.post(reverse("talks:new"), form | {"agreements": ""}).status_code == 422
    assert boss.post(reverse("talks:new"), form).status_code == 302
    talk = Talk.objects.get()
    address = reverse("talks:talk", args=[talk.pk])
    assert "三次超时" in person.get(address).content.decode()
    assert signed_in(peer).get(address).status_code == 404
    wrong = person.post(reverse("talks:sign", args=[talk.pk]), {"version": 1, "name": "佳怡"})
    assert wrong.status_code == 422
    for browser, name in ((boss, leader.name), (person, agent.name)):
        done = browser.post(reverse("talks:sign", args=[talk.pk]), {"version": 1, "name": name})
        assert done.status_code == 302
    assert "双方已签字" in person.get(address).content.decode()


@pytest.mark.parametrize("rows", [1, 25])
def test_the_list_costs_the_same_for_one_talk_and_for_many(
    rows: int,
    leader: Employee,
    agent: Employee,
    signed_in: Callable[[Employee], Client],
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _number in range(rows):
        services.write_talk(employee_id=agent.pk, kind="other", words=WORDS, by=leader.account, now=NOW)
    browser = signed_in(agent)
    browser.get(reverse("talks:listed"))
    with django_assert_num_queries(7):
        page = browser.get(reverse("talks:listed")).content.decode()
    assert page.count(WORDS.topic) == rows


def test_an_empty_list_says_what_comes(
    leader: Employee, agent: Employee, signed_in: Callable[[Employee], Client]
) -> None:
    assert "您在这里阅读并签字" in signed_in(agent).get(reverse("talks:listed")).content.decode()
    assert "双方签署同一份记录" in signed_in(leader).get(reverse("talks:listed")).content.decode()
