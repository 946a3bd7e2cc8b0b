"""Skills: levels with evidence, certificates that run out."""

from datetime import date, timedelta

import pytest

from dengta.domains.people.models import AgentSkill, Employee, Skill
from dengta.domains.people.selectors.people import skilled_agents
from dengta.domains.people.services.employment import set_leave
from dengta.domains.people.services.skills import drop_skill, save_skill, set_skill
from dengta.foundation.errors import NotAllowed, RuleViolation

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
