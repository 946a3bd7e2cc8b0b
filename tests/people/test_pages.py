"""The pages of the people room: constant cost, what they show, what they refuse."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dengta.domains.people.models import (
    Account,
    AgentSkill,
    Candidate,
    ChangeRequest,
    Employee,
    InterviewCriterion,
    Membership,
    Move,
    OnboardingStep,
    PrivateData,
    RoleGrant,
    Skill,
)
from dengta.domains.people.services.onboarding import open_onboarding
from dengta.domains.people.services.private import ask_for_change, write_private
from dengta.foundation.access import Role
from dengta.foundation.audit.models import AuditEntry
from tests.cast import Tree
from tests.costs import one_and_many

Hire = Callable[..., Employee]
Browser = Callable[[Employee], Client]
TODAY = date(2026, 11, 18)
MOST_QUERIES = 12


@pytest.fixture
def crowd(hire: Hire, tree: Tree, leader: Employee) -> Callable[[int], list[Employee]]:
    """`crowd(25)`: agents of 售后一组, each with a certified skill, a candidate, a request and a move of their own."""

    def crowd(rows: int) -> list[Employee]:
        skill, _new = Skill.objects.get_or_create(code="calming", defaults={"name": "安抚情绪", "category": "calming"})
        people = [hire(f"陈{number}", tree.aftersales_1) for number in range(rows)]
        for employee in people:
            AgentSkill.objects.create(
                employee=employee, skill=skill, level=3, evidence="考核", valid_from=TODAY,
                expires_on=TODAY + timedelta(days=10),
            )  # fmt: skip
            Candidate.objects.create(name="候选人", unit=tree.aftersales_1, applied_on=TODAY)
            ask_for_change(by=employee.account, wishes={"phone": "139"}, reason="换号", now=timezone.now())
            Move.objects.create(
                employee=employee, from_unit=tree.aftersales_1, to_unit=tree.aftersales_2, effective_on=TODAY,
                reason="缺人", proposed_by=leader.account, proposed_at=timezone.now(),
            )  # fmt: skip
        return people

    return crowd


@pytest.mark.parametrize("persona", ["leader", "hr"])
@pytest.mark.parametrize(
    "page",
    ["people:list", "people:certificates", "people:candidates", "people:change_requests", "people:moves"],
)
def test_a_list_costs_the_same_for_one_row_and_for_twenty_five(
    page: str, persona: str, crowd: Callable[[int], list[Employee]], request: pytest.FixtureRequest
) -> None:
    if (page, persona) == ("people:change_requests", "leader"):
        pytest.skip("a leader has no such page")
    browser = request.getfixturevalue("signed_in")(request.getfixturevalue(persona))
    spending = request.getfixturevalue("django_assert_max_num_queries")
    costs = set()
    for rows in one_and_many():
        crowd(rows)
        browser.get(reverse(page))

        with spending(MOST_QUERIES) as spent:
            response = browser.get(reverse(page))

        assert response.status_code == 200
        assert len(response.context["page"].rows) >= rows
        costs.add(len(spent))
    assert len(costs) == 1, costs


def test_people_are_found_by_name_pinyin_initials_and_number(
    leader: Employee, agent: Employee, peer: Employee, signed_in: Browser
) -> None:
    browser = signed_in(leader)
    for text in ("李佳", "lijia", "li jiayi", "ljy", "LJY", "K10002", "10002"):
        found = browser.get(reverse("people:list"), {"q": text}).context["page"].rows
        assert found == [agent], text


def test_the_list_is_narrowed_by_team_with_all_below_status_and_skill(
    hr: Employee, agent: Employee, stranger: Employee, tree: Tree, signed_in: Browser
) -> None:
    Employee.objects.filter(pk=stranger.pk).update(status=Employee.Status.SUSPENDED)
    skill = Skill.objects.create(code="calming", name="安抚情绪", category="calming")
    AgentSkill.objects.create(employee=agent, skill=skill, level=3, evidence="考核", valid_from=TODAY)
    browser = signed_in(hr)

    def found(**query: object) -> set[Employee]:
        return set(browser.get(reverse("people:list"), query).context["page"].rows)

    assert found(team=tree.shanghai.pk) == {agent}
    assert found(status="suspended") == {stranger}
    assert found(skill=skill.pk) == {agent}


@pytest.mark.covers("A2")
def test_another_client_is_not_found_in_list_page_search_or_export(
    leader: Employee, agent: Employee, stranger: Employee, signed_in: Browser, hr: Employee
) -> None:
    browser = signed_in(leader)

    assert stranger not in browser.get(reverse("people:list")).context["page"].rows
    assert browser.get(reverse("people:person", args=[stranger.pk])).status_code == 404
    assert stranger.number not in browser.get("/search", {"q": "赵磊"}).content.decode()
    assert agent.name in browser.get("/search", {"q": "ljy"}).content.decode()
    assert browser.get(reverse("people:list"), {"format": "csv"}).status_code == 404
    exported = b"".join(signed_in(hr).get(reverse("people:list"), {"format": "csv"}).streaming_content)
    assert "李佳怡" in exported.decode("utf-8-sig")


def test_skills_of_others_are_not_shown_to_a_colleague(
    agent: Employee, peer: Employee, leader: Employee, signed_in: Browser
) -> None:
    skill = Skill.objects.create(code="calming", name="安抚情绪", category="calming")
    AgentSkill.objects.create(employee=agent, skill=skill, level=3, evidence="考核", valid_from=TODAY)
    page = reverse("people:person", args=[agent.pk])

    # The filter of the list names the catalogue; the page of the person names what somebody holds.
    assert "安抚情绪" in signed_in(leader).get(page).content.decode()
    assert "安抚情绪" not in signed_in(peer).get(page).content.decode()
    assert signed_in(peer).get(reverse("people:list"), {"skill": skill.pk}).context["page"].rows == []


@pytest.mark.covers("A7", "N4")
def test_opening_a_private_file_is_on_record_and_only_for_hr(
    hr: Employee, leader: Employee, agent: Employee, signed_in: Browser
) -> None:
    write_private(employee_id=agent.pk, by=hr.account, phone="13800138000")
    page = reverse("people:file", args=[agent.pk])

    assert signed_in(leader).get(page).status_code == 404
    assert "13800138000" in signed_in(hr).get(page).content.decode()
    assert AuditEntry.objects.filter(verb="people.file_opened", subject_id=agent.pk).count() == 1
    assert "13800138000" not in signed_in(agent).get(reverse("people:me")).content.decode()


@pytest.mark.covers("A7")
def test_the_way_of_a_change_request_through_the_pages(hr: Employee, agent: Employee, signed_in: Browser) -> None:
    own, office = signed_in(agent), signed_in(hr)
    sent = own.post(reverse("people:me_change"), {"phone": "13900139000", "reason": "换号"})
    wish = ChangeRequest.objects.get(employee=agent)
    page = reverse("people:change_request", args=[wish.pk])

    assert sent.status_code == 302
    assert "13900139000" in office.get(page).content.decode()
    assert own.get(page).status_code == 404
    refused = office.post(page, {"verdict": "decline", "note": ""})
    assert refused.status_code == 422
    assert office.post(page, {"verdict": "approve", "note": ""}).status_code == 302
    assert PrivateData.objects.get(employee=agent).phone == "13900139000"


@pytest.mark.covers("A8")
def test_onboarding_is_signed_on_the_own_page_and_ticked_by_the_leader(
    hr: Employee, leader: Employee, agent: Employee, signed_in: Browser
) -> None:
    for step in open_onboarding(employee_id=agent.pk, on=TODAY, by=hr.account):
        if step.item.signed:
            url = reverse("people:me_sign", args=[step.pk])
            assert signed_in(agent).post(url, {"signature": "别人"}).status_code == 422
            assert signed_in(agent).post(url, {"signature": "李佳怡"}).status_code == 302
        else:
            url = reverse("people:step_done", args=[agent.pk, step.pk])
            assert signed_in(leader).post(url).status_code == 302

    assert not OnboardingStep.objects.filter(employee=agent, done_at=None).exists()
    assert signed_in(agent).get(reverse("people:me")).context["missing"] == []


@pytest.mark.covers("A9")
def test_a_move_is_proposed_on_the_page_of_the_person_and_answered_on_the_own_page(
    leader: Employee, agent: Employee, tree: Tree, signed_in: Browser
) -> None:
    sent = signed_in(leader).post(
        reverse("people:move", args=[agent.pk]),
        {"to": tree.aftersales_2.pk, "kind": "lateral", "on": "2026-12-01", "reason": "售后二组缺人"},
    )
    assert sent.status_code == 302
    assert "售后二组缺人" in signed_in(agent).get(reverse("people:me_move")).content.decode()
    assert signed_in(agent).post(reverse("people:me_move"), {"verdict": "agree", "note": ""}).status_code == 302

    assert Membership.objects.on(date(2026, 12, 1)).get(employee=agent).unit == tree.aftersales_2


@pytest.mark.covers("A10")
def test_the_way_of_a_candidate_through_the_pages(
    hr: Employee, leader: Employee, tree: Tree, signed_in: Browser
) -> None:
    lead, office = signed_in(leader), signed_in(hr)
    lead.post(reverse("people:candidate_new"), {"name": "郑可欣", "unit": tree.aftersales_1.pk, "grade": "C1"})
    candidate = Candidate.objects.get()
    hire_url = reverse("people:candidate_hire", args=[candidate.pk])
    contract = {"number": "K50001", "on": "2026-12-01"}
    assert office.post(hire_url, contract).status_code == 422

    answers = {"held_on": "2026-11-18"}
    for pk in InterviewCriterion.objects.values_list("pk", flat=True):
        answers |= {f"score_{pk}": "4", f"words_{pk}": "讲了一次自己的失误"}
    incomplete = {name: value for name, value in answers.items() if name != f"words_{pk}"}
    interview_url = reverse("people:interview", args=[candidate.pk])
    assert lead.post(interview_url, incomplete).status_code == 422
    assert lead.post(interview_url, answers).status_code == 302
    assert lead.get(hire_url).status_code == 404
    assert office.post(hire_url, contract).status_code == 302

    assert OnboardingStep.objects.filter(employee__number="K50001").exists()
    assert "讲了一次自己的失误" in office.get(reverse("people:candidate", args=[candidate.pk])).content.decode()


@pytest.mark.covers("A1")
def test_the_tree_page_shows_the_tree_of_the_day_asked_for(hr: Employee, tree: Tree, signed_in: Browser) -> None:
    browser = signed_in(hr)
    page = reverse("people:units")
    new = {"name": "夜间支援组", "code": "N1", "kind": "team", "parent": tree.qinghe.pk, "on": "2026-12-01"}
    assert browser.post(reverse("people:unit_new"), new).status_code == 302

    assert "夜间支援组" not in browser.get(page).content.decode()
    assert "夜间支援组" in browser.get(page, {"on": "2026-12-01"}).content.decode()
    assert browser.get(page, {"on": "not a day"}).status_code == 200
    assert browser.post(reverse("people:unit_new"), {**new, "code": "N1"}).status_code == 422


def test_a_role_is_given_and_ended_by_an_administrator(
    admin: Employee, leader: Employee, peer: Employee, tree: Tree, signed_in: Browser
) -> None:
    browser = signed_in(admin)
    give = reverse("people:role_new", args=[peer.pk])
    assert signed_in(leader).get(give).status_code == 404
    sent = browser.post(give, {"role": Role.MENTOR, "unit": tree.aftersales_1.pk, "on": "2026-11-18"})
    grant = RoleGrant.objects.get(account=peer.account)

    assert sent.status_code == 302
    assert "售后一组" in browser.get(reverse("people:roles", args=[peer.pk])).content.decode()
    end = reverse("people:role_end", args=[peer.pk, grant.pk])
    assert browser.post(end, {"reason": ""}).status_code == 422
    assert browser.post(end, {"reason": "轮换"}).status_code == 302
    assert not RoleGrant.objects.filter(account=peer.account).exists()


def test_contract_skill_card_leave_and_posts_go_through_their_forms(
    hr: Employee, leader: Employee, agent: Employee, tree: Tree, signed_in: Browser
) -> None:
    office = signed_in(hr)
    skill = Skill.objects.create(code="calming", name="安抚情绪", category="calming")
    terms = {"kind": "labour", "term": "fixed", "ends_on": "2026-12-10"}
    posts = {
        reverse("people:contract", args=[agent.pk]): {"what": "renew", "on": "2026-01-01", **terms},
        reverse("people:skill", args=[agent.pk]): {"skill": skill.pk, "level": 3, "evidence": "考核"},
        reverse("people:card", args=[agent.pk]): {"name": "李佳怡", "grade": "C2"},
        reverse("people:post_new"): {
            "unit": tree.qinghe.pk, "grade": "C2", "skill_level": 1, "needed": 3, "on": "2026-11-01", "demand": "大促",
        },
        reverse("people:hire"): {
            "number": "K60001", "name": "韩梅", "team": tree.aftersales_1.pk, "on": "2026-11-18", "kind": "labour",
            "term": "open",
        },
        reverse("people:leave", args=[agent.pk]): {"last_day": "2026-12-31", "reason": "个人原因"},
        reverse("people:skill_new"): {"code": "en", "name": "英语", "category": "language"},
    }  # fmt: skip
    for url, data in posts.items():
        assert office.get(url).status_code == 200, url
        response = office.post(url, data)
        assert response.status_code == 302, (url, response.content.decode())
    assert "李佳怡" in office.get(reverse("people:reminders")).content.decode()
    assert office.get(reverse("people:posts")).context["totals"] == {"needed": 3, "filled": 1, "vacant": 2}
    assert "英语" in office.get(reverse("people:skills")).content.decode()


def test_a_form_opens_in_the_sheet_and_comes_back_there_with_what_was_typed(
    hr: Employee, agent: Employee, signed_in: Browser
) -> None:
    url = reverse("people:leave", args=[agent.pk])
    fragment = signed_in(hr).post(url, {"last_day": "2026-12-31", "reason": ""}, headers={"HX-Request": "true"})

    assert fragment.status_code == 422
    assert "<html" not in fragment.content.decode()
    assert 'value="2026-12-31"' in fragment.content.decode()


def test_somebody_without_an_own_employee_has_no_own_page(db: None, client: Client) -> None:
    client.force_login(Account.objects.create_user(username="nobody"))
    assert client.get(reverse("people:me")).status_code == 404
