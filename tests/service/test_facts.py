"""Facts count for the right person, team and day, and stay there."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction

from dengta.domains.people.models import Employee, Membership
from dengta.domains.service.models import AgentDay, AgentState, Contact, Source, StateDay, Survey
from dengta.domains.service.services.corrections import correct_contact
from dengta.domains.service.services.facts import change_contacts
from dengta.domains.service.services.rollups import refresh_rollups
from dengta.domains.service.services.states import NewState, add_states
from dengta.domains.service.services.surveys import Answer, record_answers, send_survey
from dengta.foundation.errors import RuleViolation
from tests.cast import Tree
from tests.service.centre import NOW, TODAY, Centre, at

Recount = Callable[[], int]
TALKING = AgentState.State.HANDLING


@pytest.mark.covers("A1")
def test_a_move_on_the_first_leaves_the_month_before_in_the_old_team(
    centre: Centre, agent: Employee, tree: Tree, recount: Recount
) -> None:
    Membership.objects.filter(employee=agent).update(valid_to=date(2026, 11, 16))
    Membership.objects.create(employee=agent, unit=tree.aftersales_2, valid_from=date(2026, 11, 16))
    centre.add(
        centre.contact("before", created_at=at(15, 23, 59), agent=agent.pk),
        centre.contact("after", created_at=at(16, 0, 1), agent=agent.pk),
    )
    recount()

    units = dict(AgentDay.objects.values_list("day", "unit__name"))
    assert units == {date(2026, 11, 15): "售后一组", date(2026, 11, 16): "售后二组"}


def test_an_abandoned_contact_is_charged_to_the_queue_and_to_no_agent(centre: Centre, agent: Employee) -> None:
    centre.add(
        centre.contact("gave up", answered=False, agent=agent.pk, wait_s=90),
        centre.contact("at once", answered=False, wait_s=3),
        centre.contact("unknown wait", answered=False),
    )

    kept = {row.external_id: row for row in Contact.objects.all()}
    assert {row.agent_id for row in kept.values()} == {None}
    assert {row.unit_id for row in kept.values()} == {centre.hotline.unit_id}
    assert kept["gave up"].outcome == kept["unknown wait"].outcome == Contact.Outcome.ABANDONED
    assert kept["at once"].outcome == Contact.Outcome.SHORT_ABANDON


def test_the_database_itself_refuses_a_missed_contact_with_an_agent(centre: Centre, agent: Employee) -> None:
    centre.add(centre.contact("missed", answered=False))

    with pytest.raises(IntegrityError), transaction.atomic():
        Contact.objects.update(agent=agent)


@pytest.mark.covers("C7")
def test_the_same_number_of_the_same_source_is_never_counted_twice(centre: Centre) -> None:
    centre.add(centre.contact("T1"))

    with pytest.raises(IntegrityError), transaction.atomic():
        centre.add(centre.contact("T1"))
    assert Contact.objects.count() == 1


def test_customers_are_kept_as_a_keyed_number_and_come_back_as_the_same(centre: Centre) -> None:
    centre.add(
        centre.contact("first", customer="13800000000", created_at=at(10, 9)),
        centre.contact("other topic", customer="13800000000", created_at=at(11, 9), type=centre.refunds.pk),
    )
    centre.add(centre.contact("again", customer="13800000000", created_at=at(12, 9)))

    first, again = (Contact.objects.get(external_id=number) for number in ("first", "again"))
    assert first.customer == again.customer
    assert first.customer not in {None, 13800000000}
    assert first.repeat_s == 2 * 24 * 3600
    assert again.repeat_s is None
    assert Contact.objects.get(external_id="other topic").repeat_s is None


def test_a_repeat_after_a_week_is_a_new_matter_and_late_data_are_linked_both_ways(centre: Centre) -> None:
    centre.add(centre.contact("one", customer="c", created_at=at(2, 9)))
    centre.add(centre.contact("nine days later", customer="c", created_at=at(11, 9)))
    assert Contact.objects.get(external_id="one").repeat_s is None

    centre.add(centre.contact("between", customer="c", created_at=at(6, 9)))
    assert Contact.objects.get(external_id="one").repeat_s == 4 * 24 * 3600
    assert Contact.objects.get(external_id="between").repeat_s == 5 * 24 * 3600


# --- surveys ---------------------------------------------------------------------------------------


@pytest.mark.covers("C5")
@pytest.mark.parametrize("afterwards", ["reassigned", "unassigned"])
def test_an_answer_stays_with_whoever_served_whatever_happens_between_sending_and_answering(
    centre: Centre, agent: Employee, peer: Employee, supervisor: Employee, afterwards: str
) -> None:
    centre.add(centre.contact("T1", agent=agent.pk))
    contact = Contact.objects.get()
    send_survey(contact_id=contact.pk, external_id="S1", at=at(16, 11), origin="desk")

    new_owner = peer.pk if afterwards == "reassigned" else None
    correct_contact(contact_id=contact.pk, changes={"agent_id": new_owner}, reason="转给同事", by=supervisor.account)
    answer = Answer(answered_at=at(17, 9), csat=5)
    record_answers(source=centre.source, answers={"S1": answer}, origin="desk")
    refresh_rollups(now=NOW, today=TODAY)

    survey = Survey.objects.get()
    assert (survey.agent, survey.unit.name) == (agent, "售后一组")
    assert Contact.objects.get().agent_id == new_owner
    assert AgentDay.objects.get(csat_5=1).agent == agent


# --- states ----------------------------------------------------------------------------------------


def state(agent: Employee, start: datetime, end: datetime, kind: int = TALKING) -> NewState:
    """A stretch of time in one state."""
    return NewState(agent=agent.pk, state=kind, start_at=start, end_at=end)


@pytest.mark.covers("C4")
def test_a_night_shift_belongs_to_the_day_it_began_with_all_its_seconds(
    centre: Centre, agent: Employee, recount: Recount
) -> None:
    night = [state(agent, at(16, 22), at(16, 23, 50)), state(agent, at(16, 23, 50), at(17, 0, 20))]
    morning = [state(agent, at(17, 0, 20), at(17, 6)), state(agent, at(17, 14), at(17, 15))]
    add_states(source=centre.source, states=[*morning, *night], origin="acd")
    recount()

    assert dict(StateDay.objects.values_list("day", "handling_s")) == {
        date(2026, 11, 16): 8 * 3600,
        date(2026, 11, 17): 3600,
    }


@pytest.mark.covers("C4")
def test_a_shift_told_in_two_files_is_one_shift(centre: Centre, agent: Employee) -> None:
    add_states(source=centre.source, states=[state(agent, at(16, 22), at(17, 0))], origin="one")
    add_states(source=centre.source, states=[state(agent, at(17, 0), at(17, 6))], origin="two")

    assert set(AgentState.objects.values_list("business_day", flat=True)) == {date(2026, 11, 16)}


@pytest.mark.covers("C4")
@pytest.mark.parametrize(("day", "hours"), [(date(2026, 3, 29), 7), (date(2026, 10, 25), 9)])
def test_a_night_in_which_the_clocks_change_has_the_hours_it_had(
    centre: Centre, agent: Employee, recount: Recount, day: date, hours: int
) -> None:
    berlin = ZoneInfo("Europe/Berlin")
    source = Source.objects.create(name="berlin", unit=centre.source.unit, time_zone="Europe/Berlin")
    evening = datetime.combine(day - timedelta(days=1), datetime.min.time(), tzinfo=berlin) + timedelta(hours=22)
    morning = datetime.combine(day, datetime.min.time(), tzinfo=berlin) + timedelta(hours=6)
    add_states(source=source, states=[state(agent, evening, morning)], origin="acd")
    recount()

    row = StateDay.objects.get()
    assert (row.day, row.handling_s) == (day - timedelta(days=1), hours * 3600)


@pytest.mark.covers("C4")
def test_an_agent_is_in_one_state_at_a_time(centre: Centre, agent: Employee, peer: Employee) -> None:
    add_states(source=centre.source, states=[state(agent, at(16, 9), at(16, 10))], origin="one")

    with pytest.raises(RuleViolation, match="2026-11-16 09:59:59"):
        add_states(source=centre.source, states=[state(agent, at(16, 9, 59, 59), at(16, 11))], origin="two")
    add_states(
        source=centre.source,
        states=[state(agent, at(16, 10), at(16, 11)), state(peer, at(16, 9), at(16, 10))],
        origin="three",
    )
    assert AgentState.objects.count() == 3


@pytest.mark.covers("C4")
@pytest.mark.parametrize("states_first", [True, False])
def test_a_contact_after_midnight_counts_on_the_day_of_the_shift(
    centre: Centre, agent: Employee, recount: Recount, *, states_first: bool
) -> None:
    def tell_states() -> None:
        add_states(source=centre.source, states=[state(agent, at(16, 22), at(17, 6))], origin="acd")

    if states_first:
        tell_states()
    centre.add(
        centre.contact("night", created_at=at(17, 1), agent=agent.pk),
        centre.contact("next morning", created_at=at(17, 9), agent=agent.pk),
    )
    if not states_first:
        recount()
        tell_states()
    recount()

    days = dict(Contact.objects.values_list("external_id", "business_day"))
    assert days == {"night": date(2026, 11, 16), "next morning": date(2026, 11, 17)}
    assert dict(AgentDay.objects.values_list("day", "answered")) == {date(2026, 11, 16): 1, date(2026, 11, 17): 1}
    assert Contact.objects.get(external_id="night").created_at.astimezone(UTC).day == 16


@pytest.mark.covers("C7")
def test_what_a_later_file_says_nothing_about_stays_as_it_was(centre: Centre, agent: Employee) -> None:
    told = centre.contact("t1", agent=agent.pk, queue=centre.tickets.pk, handle_s=60, hold_s=9, paused_s=40)
    centre.add(told)
    again = replace(told, handle_s=75, hold_s=None, paused_s=None)

    change_contacts(source=centre.source, contacts=[again], origin="late", unsaid=("hold_s", "paused_s"))
    kept = Contact.objects.get()
    assert (kept.handle_s, kept.hold_s, kept.paused_s) == (75, 9, 40)
    change_contacts(source=centre.source, contacts=[again], origin="late")
    kept.refresh_from_db()
    assert (kept.handle_s, kept.hold_s, kept.paused_s) == (75, None, None)


@pytest.mark.covers("R-015")
def test_a_corrected_reply_is_corrected_by_every_clock(centre: Centre, agent: Employee, supervisor: Employee) -> None:
    start = at(16, 9)
    centre.add(
        centre.contact("t1", created_at=start, agent=agent.pk, first_reply_at=start + timedelta(minutes=15)),
    )
    contact = Contact.objects.get()
    assert contact.reply_s == contact.reply_open_s == 900

    correct_contact(contact_id=contact.pk, changes={"reply_s": 60}, reason="答复时间录错", by=supervisor.account)
    contact.refresh_from_db()
    assert contact.reply_s == contact.reply_open_s == 60
