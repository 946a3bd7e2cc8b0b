"""Skills: levels with evidence, certificates that run out."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dengta.domains.people.models import AgentSkill, Employee, Skill
from dengta.domains.people.selectors.people import skilled_agents
from dengta.domains.people.services.certificates import send_certificate_notices
from dengta.domains.people.services.employment import set_leave
from dengta.domains.people.services.skills import drop_skill, save_skill, set_skill
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.errors import NotAllowed, RuleViolation
from dengta.foundation.notify.models import Notice

TODAY = date(2026, 11, 18)


@pytest.fixture
def calming(hr: Employee) -> Skill:
    return save_skill(code="calming", name="安抚情绪", name_en="Calming", category="calming", by=hr.account)


@pytest.fixture
def licence(hr: Employee) -> Skill:
    return save_skill(code="insurance", name="保险咨询", category="product", needs_certificate=True, by=hr.account)


@pytest.mark.covers("A3")
def test_a_leader_gives_a_level_with_what_shows_it(leader: Employee, agent: Employee, calming: Skill) -> None:
    set_skill(employee_id=agent.pk, skill=calming, level=3, evidence="十月质检 96", on=TODAY, by=leader.account)

    assert list(skilled_agents("calming", 3, TODAY)) == [agent]
    assert list(skilled_agents("calming", 4, TODAY)) == []
    with pytest.raises(RuleViolation) as refused:
        set_skill(employee_id=agent.pk, skill=calming, level=4, evidence=" ", on=TODAY, by=leader.account)
    assert refused.value.code == "people.evidence_missing"


@pytest.mark.covers("A3")
def test_a_new_level_ends_the_one_before_and_keeps_its_history(
    leader: Employee, agent: Employee, calming: Skill
) -> None:
    for level, day in ((2, date(2026, 3, 1)), (4, TODAY)):
        set_skill(employee_id=agent.pk, skill=calming, level=level, evidence="考核", on=day, by=leader.account)

    assert [row.level for row in AgentSkill.objects.on(date(2026, 6, 1))] == [2]
    assert [row.level for row in AgentSkill.objects.on(TODAY)] == [4]


@pytest.mark.covers("A4")
def test_on_expiry_of_the_certificate_the_agent_drops_out_of_matching(
    leader: Employee, agent: Employee, licence: Skill
) -> None:
    set_skill(
        employee_id=agent.pk,
        skill=licence,
        level=3,
        evidence="资格考试",
        certificate="保险从业资格证",
        expires_on=date(2026, 12, 31),
        on=TODAY,
        by=leader.account,
    )

    assert list(skilled_agents("insurance", 1, date(2026, 12, 31))) == [agent]
    assert list(skilled_agents("insurance", 1, date(2027, 1, 1))) == []


@pytest.mark.covers("A4")
def test_a_skill_that_needs_a_certificate_is_not_given_without_one(
    leader: Employee, agent: Employee, licence: Skill
) -> None:
    with pytest.raises(RuleViolation, match="保险咨询"):
        set_skill(employee_id=agent.pk, skill=licence, level=3, evidence="自述", on=TODAY, by=leader.account)


def test_who_is_on_a_long_leave_is_not_matched(hr: Employee, leader: Employee, agent: Employee, calming: Skill) -> None:
    set_skill(employee_id=agent.pk, skill=calming, level=3, evidence="考核", on=TODAY, by=leader.account)
    set_leave(employee_id=agent.pk, away=True, by=hr.account)

    assert list(skilled_agents("calming", 1, TODAY)) == []


def test_a_dropped_skill_no_longer_matches_from_that_day(leader: Employee, agent: Employee, calming: Skill) -> None:
    start = TODAY - timedelta(days=30)
    set_skill(employee_id=agent.pk, skill=calming, level=3, evidence="考核", on=start, by=leader.account)
    drop_skill(employee_id=agent.pk, skill=calming, on=TODAY, reason="转岗", by=leader.account)

    assert list(skilled_agents("calming", 1, TODAY - timedelta(days=1))) == [agent]
    assert list(skilled_agents("calming", 1, TODAY)) == []


@pytest.mark.covers("A2", "A3")
def test_a_leader_of_another_client_gives_no_levels_here(
    other_leader: Employee, agent: Employee, calming: Skill
) -> None:
    with pytest.raises(NotAllowed):
        set_skill(employee_id=agent.pk, skill=calming, level=5, evidence="考核", on=TODAY, by=other_leader.account)


def test_leaders_do_not_invent_skills(leader: Employee) -> None:
    with pytest.raises(NotAllowed):
        save_skill(code="magic", name="读心", category="calming", by=leader.account)


def test_a_retired_skill_is_not_given_any_more(hr: Employee, leader: Employee, agent: Employee) -> None:
    fax = save_skill(code="fax", name="传真", category="channel", retired_on=TODAY, by=hr.account)

    with pytest.raises(RuleViolation, match="传真"):
        set_skill(employee_id=agent.pk, skill=fax, level=1, evidence="考核", on=TODAY, by=leader.account)


# --- certificates that run out ----------------------------------------------------------------------------


def _certified(agent: Employee, skill: Skill, until: date, leader: Employee) -> AgentSkill:
    return set_skill(
        employee_id=agent.pk, skill=skill, level=3, evidence="考核", certificate="安抚认证", expires_on=until,
        on=date(2026, 1, 1), by=leader.account,
    )  # fmt: skip


def noon(day: date) -> datetime:
    return datetime.combine(day, time(12), timezone.get_current_timezone())


def _told(employee: Employee) -> list[str]:
    return [notice.title for notice in Notice.objects.filter(account=employee.account).order_by("pk")]


@pytest.mark.covers("A4")
def test_the_person_is_told_before_a_certificate_ends_and_when_it_has_each_once(
    leader: Employee, agent: Employee, calming: Skill
) -> None:
    _certified(agent, calming, date(2026, 12, 18), leader)
    days = (date(2026, 11, 17), date(2026, 11, 18), date(2026, 11, 19), date(2026, 12, 18), date(2026, 12, 19))
    sent = [send_certificate_notices(now=noon(day)) for day in (*days, date(2026, 12, 20))]

    assert sent == [0, 1, 0, 0, 1, 0]
    assert _told(agent) == ["您的安抚情绪证书即将到期", "您的安抚情绪证书已到期"]
    assert len(_told(leader)) == 2
    assert AuditEntry.objects.filter(verb="people.certificate_told").count() == 2


def test_a_renewed_certificate_is_told_of_anew_and_who_has_left_is_left_alone(
    leader: Employee, agent: Employee, peer: Employee, calming: Skill
) -> None:
    _certified(agent, calming, date(2026, 11, 20), leader)
    _certified(peer, calming, date(2026, 11, 20), leader)
    Employee.objects.filter(pk=peer.pk).update(status=Employee.Status.LEFT)
    assert send_certificate_notices(now=noon(date(2026, 11, 18))) == 1
    set_skill(
        employee_id=agent.pk, skill=calming, level=3, evidence="复核", certificate="安抚认证", on=date(2026, 11, 18),
        expires_on=date(2027, 11, 20), by=leader.account,
    )  # fmt: skip

    assert send_certificate_notices(now=noon(date(2026, 11, 21))) == 0
    assert send_certificate_notices(now=noon(date(2027, 11, 1))) == 1


def test_a_leader_hears_once_of_all_certificates_of_the_team_and_without_names(
    leader: Employee, agent: Employee, peer: Employee, calming: Skill
) -> None:
    for employee in (agent, peer):
        _certified(employee, calming, date(2026, 11, 20), leader)
    send_certificate_notices(now=noon(date(2026, 11, 18)))

    (notice,) = Notice.objects.filter(account=leader.account)
    assert "2" in notice.title
    assert not any(employee.name in notice.title + notice.body for employee in (agent, peer))


@pytest.mark.covers("A4")
def test_the_own_page_says_what_to_do_about_a_certificate(
    leader: Employee, agent: Employee, calming: Skill, signed_in: Callable[[Employee], Client]
) -> None:
    _certified(agent, calming, date(2026, 11, 20), leader)
    page = signed_in(agent).get(reverse("people:me")).content.decode()

    assert "您的安抚情绪证书即将到期" in page
    assert "新证书交给" in page
