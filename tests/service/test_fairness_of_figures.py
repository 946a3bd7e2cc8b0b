"""Figures come from records; what changes them is on record; nobody carries the blame for somebody else's cause."""

from collections.abc import Callable

import pytest
from django.http import Http404

from dengta.domains.people.models import Employee
from dengta.domains.service.models import Complaint, Contact, Contest
from dengta.domains.service.policies import see_contests
from dengta.domains.service.selectors.figures import By, Slice, kpi_values
from dengta.domains.service.services.complaints import NewComplaint, add_complaints, classify_complaint
from dengta.domains.service.services.contests import answer_contest, open_contest
from dengta.domains.service.services.corrections import correct_contact
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.errors import NotAllowed, RuleViolation
from tests.service.centre import NOW, TODAY, Centre, at

Recount = Callable[[], int]
NOVEMBER = Slice(start=at(1, 0).date(), end=at(30, 0).date())


def complain(centre: Centre, agent: Employee, number: str = "K1", **facts: object) -> Complaint:
    """A justified complaint about a contact of this agent, its cause still open."""
    centre.add(centre.contact(f"T-{number}", agent=agent.pk))
    new = NewComplaint(external_id=number, contact=f"T-{number}", received_at=at(17, 9), justified=True, **facts)  # type: ignore[arg-type]
    add_complaints(source=centre.source, complaints=[new], origin="test")
    return Complaint.objects.get(external_id=number)


def complaints_of(agent: Employee, reader: Employee) -> tuple[int, int]:
    """Complaints counted against the agent, and those of all the reader leads."""
    own = kpi_values(reader.account, kpis=["complaint_rate_agent"], where=NOVEMBER, by=By.AGENT, today=TODAY)
    team = kpi_values(reader.account, kpis=["complaint_rate"], where=NOVEMBER, today=TODAY)
    counted = {group.key: group.figures["complaint_rate_agent"].numerator for group in own}
    return counted.get(agent.pk, 0), team[0].figures["complaint_rate"].numerator


@pytest.mark.covers("R-038")
@pytest.mark.parametrize("cause", ["product", "process", "policy", "undetermined"])
def test_a_complaint_that_is_not_the_agents_doing_leaves_their_figure_alone(
    centre: Centre, agent: Employee, supervisor: Employee, recount: Recount, cause: str
) -> None:
    complain(centre, agent, cause=cause)
    recount()

    assert complaints_of(agent, supervisor) == (0, 1)


@pytest.mark.covers("R-038")
def test_only_a_finding_with_a_reason_by_somebody_named_counts_against_the_agent(
    centre: Centre, agent: Employee, supervisor: Employee, leader: Employee, recount: Recount
) -> None:
    complaint = complain(centre, agent)
    found = {"complaint_id": complaint.pk, "cause": Complaint.Cause.AGENT, "justified": True, "at": NOW}

    with pytest.raises(NotAllowed):
        classify_complaint(**found, reason="承诺了做不到的事", by=leader.account)
    with pytest.raises(RuleViolation) as refusal:
        classify_complaint(**found, reason=" ", by=supervisor.account)
    assert refusal.value.code == "correction_needs_reason"
    classify_complaint(**found, reason="承诺了做不到的事", by=supervisor.account)
    recount()

    assert complaints_of(agent, supervisor) == (1, 1)
    entry = AuditEntry.objects.get(verb="service.complaint_classified")
    assert (entry.subject_id, entry.actor) == (agent.pk, supervisor.account)


@pytest.mark.covers("R-038")
def test_a_complaint_about_nobody_cannot_be_somebodys_fault(centre: Centre, supervisor: Employee) -> None:
    new = NewComplaint(external_id="K9", received_at=at(17, 9), queue=centre.hotline.pk, channel=1)
    add_complaints(source=centre.source, complaints=[new], origin="test")

    with pytest.raises(RuleViolation) as refusal:
        classify_complaint(
            complaint_id=Complaint.objects.get().pk,
            cause=Complaint.Cause.AGENT,
            justified=True,
            reason="?",
            at=NOW,
            by=supervisor.account,
        )
    assert refusal.value.code == "complaint_without_agent"


# --- corrections and objections ----------------------------------------------------------------------


@pytest.mark.covers("R-015")
def test_a_figure_is_not_edited_by_hand_without_a_reason(centre: Centre, agent: Employee, supervisor: Employee) -> None:
    centre.add(centre.contact("T1", agent=agent.pk, handle_s=900))
    contact = Contact.objects.get()

    with pytest.raises(RuleViolation) as refusal:
        correct_contact(contact_id=contact.pk, changes={"handle_s": 100}, reason="  ", by=supervisor.account)
    assert refusal.value.code == "correction_needs_reason"
    contact.refresh_from_db()
    assert contact.handle_s == 900


@pytest.mark.covers("R-015")
def test_a_correction_keeps_old_value_new_value_reason_and_name(
    centre: Centre, agent: Employee, supervisor: Employee, recount: Recount
) -> None:
    centre.add(centre.contact("T1", agent=agent.pk, handle_s=9000))
    recount()
    contact = Contact.objects.get()
    correct_contact(contact_id=contact.pk, changes={"handle_s": 300}, reason="忘记挂机", by=supervisor.account)
    recount()

    entry = AuditEntry.objects.get(verb="service.contact_corrected")
    assert entry.subject_id == agent.pk
    for word in ('"before":{"handle_s":9000}', '"after":{"handle_s":300}', "忘记挂机"):
        assert word in entry.facts
    figures = kpi_values(supervisor.account, kpis=["aht"], where=NOVEMBER, today=TODAY)[0].figures
    assert figures["aht"].value == 300


@pytest.mark.covers("R-015")
def test_what_a_person_is_not_meant_to_change_stays(centre: Centre, agent: Employee, supervisor: Employee) -> None:
    centre.add(centre.contact("T1", agent=agent.pk))

    with pytest.raises(RuleViolation, match="created_at"):
        correct_contact(
            contact_id=Contact.objects.get().pk, changes={"created_at": NOW}, reason="x", by=supervisor.account
        )


@pytest.mark.covers("R-015")
def test_leaders_and_strangers_may_not_edit_figures(
    centre: Centre, agent: Employee, leader: Employee, other_leader: Employee
) -> None:
    centre.add(centre.contact("T1", agent=agent.pk))

    for nobody in (leader, other_leader, agent):
        with pytest.raises(NotAllowed):
            correct_contact(contact_id=Contact.objects.get().pk, changes={"handle_s": 1}, reason="x", by=nobody.account)


@pytest.mark.covers("R-015")
def test_an_agent_objects_the_leader_sees_it_and_a_supervisor_answers(
    *, centre: Centre, agent: Employee, peer: Employee, leader: Employee, supervisor: Employee, other_leader: Employee
) -> None:
    centre.add(centre.contact("T1", agent=agent.pk))
    contact, day = Contact.objects.get(), at(16, 0).date()
    contest = open_contest(kpi="aht", day=day, reason="系统卡住了", at=NOW, by=agent.account, contact_id=contact.pk)

    for reader, sees in ((agent, True), (leader, True), (supervisor, True), (peer, False), (other_leader, False)):
        assert see_contests.scope(reader.account, Contest.objects.all()).exists() is sees
    told = {"contest_id": contest.pk, "at": NOW, "by": supervisor.account}
    answered = answer_contest(**told, upheld=True, answer="核实无误，已更正")
    assert answered.state == Contest.State.UPHELD
    with pytest.raises(RuleViolation):
        answer_contest(**told, upheld=False, answer="再答")


@pytest.mark.covers("R-015")
def test_one_objects_to_ones_own_figures_only_and_says_why(
    centre: Centre, agent: Employee, peer: Employee, supervisor: Employee
) -> None:
    centre.add(centre.contact("T1", agent=agent.pk))
    told = {"kpi": "aht", "day": at(16, 0).date(), "at": NOW}

    with pytest.raises(Http404):
        open_contest(**told, reason="不对", by=peer.account, contact_id=Contact.objects.get().pk)
    with pytest.raises(RuleViolation):
        open_contest(**told, reason=" ", by=agent.account)
    own = open_contest(**told, reason="不对", by=supervisor.account)
    with pytest.raises(RuleViolation) as refusal:
        answer_contest(contest_id=own.pk, upheld=True, answer="好", at=NOW, by=supervisor.account)
    assert refusal.value.code == "contest_own"
