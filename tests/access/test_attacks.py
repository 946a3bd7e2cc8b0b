"""What a curious or hostile colleague would try, and does not get. Every test here was a hole once."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dengta.domains.people.models import Account, Employee, Membership, RoleGrant
from dengta.domains.people.services import accounts as account_services
from dengta.domains.people.services.employment import edit_card, end_employment
from dengta.domains.people.services.membership import move_employee
from dengta.domains.people.services.moves import propose_move
from dengta.domains.people.services.roles import grant_role, revoke_role
from dengta.domains.service.models import AgentState, Complaint, Contact, Contest, Source
from dengta.domains.service.services.complaints import NewComplaint, add_complaints, classify_complaint
from dengta.domains.service.services.corrections import correct_contact
from dengta.domains.service.services.rollups import rebuild_rollups
from dengta.domains.service.services.states import NewState, add_states
from dengta.domains.service.services.surveys import NewSurvey, add_surveys
from dengta.foundation.access import Role
from dengta.foundation.errors import RuleViolation
from dengta.foundation.imports import target_named
from dengta.foundation.imports.models import Import, QuarantinedRow
from tests.cast import FOUNDED, Tree
from tests.foundation.importing import counts, imported
from tests.service.centre import Centre, at, build, served

Browser = Callable[[Employee], Client]
TODAY = date(2026, 11, 18)
LEFT_FOR = "旷工十五天，予以辞退"


@pytest.fixture
def centre(tree: Tree) -> Centre:
    """The queues of the small centre."""
    return build(tree)


def also(employee: Employee, role: Role, unit: object) -> Employee:
    """One more role for somebody."""
    RoleGrant.objects.create(account=employee.account, role=role, unit=unit, valid_from=FOUNDED)
    return employee


def body(answer: object) -> str:
    """Everything that was sent."""
    return b"".join(answer.streaming_content).decode() if answer.streaming else answer.content.decode()


# --- the page of a colleague ---------------------------------------------------------------------------


@pytest.mark.covers("N3")
def test_why_somebody_left_or_moved_stands_in_the_file_and_not_on_the_page_that_colleagues_open(
    *, agent: Employee, peer: Employee, leader: Employee, hr: Employee, tree: Tree, signed_in: Browser
) -> None:
    move_employee(employee_id=agent.pk, to=tree.aftersales_2, on=TODAY, reason="与同事不和", by=None)
    end_employment(employee_id=agent.pk, last_day=date(2026, 11, 30), reason=LEFT_FOR, by=hr.account, today=TODAY)
    page = reverse("people:person", args=[agent.pk])

    for reader in (peer, leader):
        shown = body(signed_in(reader).get(page))
        assert LEFT_FOR not in shown
        assert "与同事不和" not in shown
    assert LEFT_FOR in body(signed_in(hr).get(page))
    assert LEFT_FOR in body(signed_in(agent).get(page))


@pytest.mark.covers("N3")
def test_roles_given_and_taken_are_told_only_to_whoever_may_see_roles(
    agent: Employee, peer: Employee, hr: Employee, tree: Tree, signed_in: Browser
) -> None:
    grant = grant_role(account_id=agent.account.pk, role=Role.AUDITOR, unit=tree.company, on=TODAY, by=hr.account)
    revoke_role(grant_id=grant.pk, on=date(2026, 11, 19), reason="误授", by=hr.account)
    page = reverse("people:person", args=[agent.pk])

    assert str(Role.AUDITOR.label) not in body(signed_in(peer).get(page))
    assert str(Role.AUDITOR.label) in body(signed_in(hr).get(page))


# --- accounts ------------------------------------------------------------------------------------------


@pytest.mark.covers("N2")
def test_nobody_takes_over_the_account_of_somebody_with_single_sign_on_by_inviting_them_anew(
    agent: Employee, hr: Employee
) -> None:
    token = account_services.invite(employee_id=_unopened(agent).pk, by=hr.account)
    Account.objects.filter(pk=agent.account.pk).update(last_login=timezone.now())

    with pytest.raises(RuleViolation):
        account_services.invite(employee_id=agent.pk, by=hr.account)
    with pytest.raises(RuleViolation):
        account_services.invited(token)


def _unopened(employee: Employee) -> Employee:
    employee.account.set_unusable_password()
    employee.account.save()
    return employee


# --- nobody decides about themselves (R2) ----------------------------------------------------------------


@pytest.mark.covers("N3")
def test_the_own_grade_and_team_are_changed_by_a_colleague(hr: Employee, tree: Tree, signed_in: Browser) -> None:
    Membership.objects.create(employee=hr, unit=tree.aftersales_1, valid_from=FOUNDED)
    for decide in (
        lambda: edit_card(employee_id=hr.pk, by=hr.account, grade="M3"),
        lambda: move_employee(employee_id=hr.pk, to=tree.ticketing, on=TODAY, reason="想换", by=hr.account),
    ):
        with pytest.raises(RuleViolation) as refused:
            decide()
        assert refused.value.code == "people.not_about_yourself"
    assert signed_in(hr).get(reverse("people:card", args=[hr.pk])).status_code == 404


@pytest.mark.covers("A8", "N3")
def test_a_supervisor_proposes_no_move_to_themselves(supervisor: Employee, tree: Tree) -> None:
    with pytest.raises(RuleViolation) as refused:
        propose_move(
            employee_id=supervisor.pk, to=tree.aftersales_1, on=TODAY, reason="想换", by=supervisor.account,
            now=timezone.now(),
        )  # fmt: skip
    assert refused.value.code == "people.not_about_yourself"


@pytest.mark.covers("A9", "N3")
def test_a_staff_list_changes_everybody_but_who_brings_it(agent: Employee, hr: Employee, tree: Tree) -> None:
    Membership.objects.create(employee=hr, unit=tree.aftersales_2, valid_from=FOUNDED)
    text = "工号,姓名,班组,职级\nK90001,孙丽,QH2,M9\nK10002,李佳怡,QH1,C3\n"
    job = imported(text, target_named("people.employees"), by=hr.account)

    assert QuarantinedRow.objects.get(job=job).code == "people.not_about_yourself"
    assert dict(Employee.objects.values_list("number", "grade")) == {"K90001": "", "K10002": "C3"}
    unchanged = imported("工号,姓名,班组,职级\nK90001,孙丽,QH2,\n", target_named("people.employees"), by=hr.account)
    assert counts(unchanged)["duplicate"] == 1


@pytest.mark.covers("R-015", "N3")
def test_a_supervisor_who_takes_calls_corrects_and_judges_those_of_others_only(
    centre: Centre, supervisor: Employee, agent: Employee, signed_in: Browser
) -> None:
    served(centre, supervisor, n=1)
    served(centre, agent, n=1)
    own, other = (Contact.objects.get(agent=person) for person in (supervisor, agent))
    add_complaints(
        source=centre.source, origin="test",
        complaints=[NewComplaint(external_id="k", contact=own.external_id, received_at=at(17, 9))],
    )  # fmt: skip
    complaint = Complaint.objects.get()
    facts = {"reason": "录错了", "by": supervisor.account}
    for decide in (
        lambda: correct_contact(contact_id=own.pk, changes={"handle_s": 1}, **facts),
        lambda: correct_contact(contact_id=other.pk, changes={"agent_id": supervisor.pk}, **facts),
        lambda: classify_complaint(
            complaint_id=complaint.pk, cause="product", justified=False, at=timezone.now(), **facts
        ),
    ):
        with pytest.raises(RuleViolation) as refused:
            decide()
        assert refused.value.code == "people.not_about_yourself"
    correct = reverse("service:correct", args=[own.pk])
    assert correct not in body(signed_in(supervisor).get(reverse("service:contact", args=[own.pk])))
    assert correct_contact(contact_id=other.pk, changes={"handle_s": 1}, **facts).handle_s == 1


def test_an_objection_to_a_figure_that_does_not_exist_is_an_unknown_address(
    centre: Centre, agent: Employee, signed_in: Browser
) -> None:
    served(centre, agent, n=1)
    address = f"{reverse('service:contest', args=[Contact.objects.get().pk])}?kpi=salary"

    assert signed_in(agent).post(address, {"reason": "不对"}).status_code == 404


# --- files taken along -----------------------------------------------------------------------------------


@pytest.fixture
def two_hats(supervisor: Employee, tree: Tree) -> Employee:
    """林涛, supervisor of one client, also leads a team of the other: there he reads, but takes nothing along."""
    return also(supervisor, Role.TEAM_LEAD, tree.ticketing)


@pytest.mark.covers("N3")
@pytest.mark.parametrize("kpi", ["answered", "csat_response", "complaint_rate", "occupancy"])
def test_rows_leave_only_from_where_one_may_take_them_whatever_kind_they_are(
    *, kpi: str, centre: Centre, agent: Employee, stranger: Employee, two_hats: Employee, signed_in: Browser
) -> None:
    for person in (agent, stranger):
        served(centre, person, n=1)
        number = f"{person.number}-0"
        add_surveys(
            source=centre.source, origin="t",
            surveys=[NewSurvey(external_id=f"S{number}", contact=number, sent_at=at(16, 12), csat=5)],
        )  # fmt: skip
        add_complaints(
            source=centre.source, origin="t",
            complaints=[NewComplaint(external_id=f"C{number}", contact=number, received_at=at(16, 12), justified=True)],
        )  # fmt: skip
        state = NewState(agent=person.pk, state=AgentState.State.HANDLING, start_at=at(16, 9), end_at=at(16, 10))
        add_states(source=centre.source, states=[state], origin="t")
    rebuild_rollups()
    browser, address = signed_in(two_hats), f"{reverse('service:rows')}?kpi={kpi}&part=numerator&period=7d"
    screen, file = body(browser.get(address)), body(browser.get(f"{address}&format=csv"))

    assert agent.name in screen
    assert stranger.name in screen
    assert agent.number in file
    assert stranger.number not in file


@pytest.mark.covers("N3")
def test_figures_of_people_and_objections_leave_only_from_where_one_may_take_them(
    *, centre: Centre, agent: Employee, stranger: Employee, two_hats: Employee, tree: Tree, signed_in: Browser
) -> None:
    for person, unit in ((agent, tree.aftersales_1), (stranger, tree.ticketing)):
        served(centre, person, n=1)
        Contest.objects.create(agent=person, unit=unit, kpi="aht", day=TODAY, reason="不对", opened_at=timezone.now())
    rebuild_rollups()
    browser = signed_in(two_hats)
    for address in (
        f"{reverse('service:agents')}?period=7d",
        f"{reverse('service:agents')}?period=7d&sort=answered",
        f"{reverse('service:contests')}?",
    ):
        assert stranger.name in body(browser.get(address))
        file = body(browser.get(f"{address}&format=csv"))
        assert agent.number in file
        assert stranger.number not in file


# --- files brought in ------------------------------------------------------------------------------------


@pytest.fixture
def theirs(other_leader: Employee, stranger: Employee) -> Import:
    """The ticketing team of the other client has brought its contacts."""
    head = "工单号,创建时间,坐席,处理时长\n"
    return imported(
        f"{head}A1,2026-11-16 09:00,K20002,60\n", target_named("service.contacts"), by=other_leader.account,
        source="票务系统",
    )  # fmt: skip


@pytest.mark.covers("C1", "N3")
@pytest.mark.parametrize(
    ("target", "text"),
    [
        ("complaints", "编号,工单号,投诉时间,是否有责,投诉原因\nK1,A1,2026-11-17 09:00,是,坐席\n"),
        ("csat", "编号,工单号,发送时间,满意度\nS1,A1,2026-11-17 09:00,1\n"),
    ],
)
def test_nobody_writes_about_the_contacts_of_another_branch_under_the_name_of_its_source(
    target: str, text: str, theirs: Import, leader: Employee
) -> None:
    job = imported(text, target_named(f"service.{target}"), by=leader.account, source="票务系统")

    assert counts(job)["quarantined"] == 1
    assert QuarantinedRow.objects.get(job=job).code == "imports.source_taken"
    assert not Complaint.objects.exists()


@pytest.mark.covers("C1", "N3")
def test_the_former_leader_of_somebody_writes_nothing_about_their_days_in_another_branch(
    agent: Employee, leader: Employee, tree: Tree
) -> None:
    Membership.objects.filter(employee=agent).update(valid_to=date(2026, 11, 10))
    Membership.objects.create(employee=agent, unit=tree.ticketing, valid_from=date(2026, 11, 10))
    text = "坐席,状态,开始时间,结束时间\nK10002,通话,{day} 09:00:00,{day} 09:30:00\n"
    before, after = (
        imported(text.format(day=day), target_named("service.states"), by=leader.account)
        for day in ("2026-11-09", "2026-11-10")
    )

    assert counts(before)["new"] == 1
    assert QuarantinedRow.objects.get(job=after).code == "unknown_agent"
    assert AgentState.objects.get().unit == tree.aftersales_1
    assert Source.objects.get().unit == tree.aftersales_1
