"""Reminders without consequence, talks, trials, ties, protection and reflections."""

from datetime import date

import pytest
from django.core.exceptions import ObjectDoesNotExist

from dengta.domains.communication.models import Todo
from dengta.domains.communication.services import grievances
from dengta.domains.people.models import Employee
from dengta.domains.recognition.models import (
    Breach,
    ClauseVersion,
    CoachingTalk,
    DeclaredTie,
    Protection,
    Reflection,
    Reminder,
    Trial,
)
from dengta.domains.recognition.policies import conduct as policies
from dengta.domains.recognition.selectors.breaches import suggestion_for
from dengta.domains.recognition.selectors.involvement import tied_to
from dengta.domains.recognition.services import conduct as services
from dengta.domains.recognition.services import reminders
from dengta.domains.recognition.services.protection import protect
from dengta.domains.recognition.services.retaliation import is_protected
from dengta.foundation import events
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.errors import NotAllowed
from tests.cast import Tree
from tests.conftest import NOW
from tests.recognition.adopting import account, refused
from tests.recognition.conducting import DAY, TODAY, registered, signed

pytestmark = pytest.mark.django_db


def reminded(agent: Employee, leader: Employee, version: ClauseVersion | None = None) -> Reminder:
    return reminders.remind(
        employee=agent, clause=version.clause if version else None, standard="" if version else "一小时内回电",
        text="昨天那通客户等了半天，今天先回它。", by=account(leader), now=NOW,
    )  # fmt: skip


@pytest.mark.covers("H22")
def test_a_reminder_is_answered_and_read_by_its_two_alone(
    agent: Employee, peer: Employee, leader: Employee, leaders: dict[str, Employee]
) -> None:
    row = reminded(agent, leader)
    assert Todo.objects.filter(kind=reminders.REPLY, employee=agent).exists()

    reminders.reply_to_reminder(reminder_id=row.pk, reply="已回，客户说没事。", by=account(agent), now=NOW)

    row.refresh_from_db()
    assert row.reply == "已回，客户说没事。"
    for reader in (agent, leader):
        assert row in policies.reminders(account(reader), NOW)
    for nobody in (peer, leaders["supervisor"], leaders["hr"], leaders["head"]):
        assert row not in policies.reminders(account(nobody), NOW)
    assert not Todo.objects.filter(kind=reminders.REPLY).exists()
    with refused("recognition.reminder_answered"):
        reminders.reply_to_reminder(reminder_id=row.pk, reply="再说", by=account(agent), now=NOW)


@pytest.mark.covers("H22")
def test_a_reminder_has_no_consequence_anywhere(
    published: ClauseVersion, agent: Employee, leader: Employee, supervisor: Employee
) -> None:
    signed(published, agent)
    for _time in range(5):
        reminded(agent, leader, published)

    # Neither a breach nor a talk, nor a first time of anything: what comes next is judged as if nothing had been said.
    assert not Breach.objects.exists()
    assert not CoachingTalk.objects.exists()
    assert suggestion_for(agent.pk, clause_id=published.clause_id, item="", happened_on=TODAY) == "correction"
    assert registered(agent, leader).suggested == "correction"
    # Nobody finds in the record whom they were sent to, nor what they say; and nothing else keeps a link to them.
    entries = AuditEntry.objects.filter(verb="recognition.reminded")
    assert {(one.subject_id, str(one.facts)) for one in entries} == {(None, "{}")}
    assert [
        one for one in Reminder._meta.get_fields(include_hidden=True) if one.auto_created and not one.concrete
    ] == []


@pytest.mark.covers("H22")
def test_a_reminder_is_gone_after_ninety_days(agent: Employee, leader: Employee) -> None:
    row = reminded(agent, leader)

    assert row in policies.reminders(account(agent), NOW + 89 * DAY)
    assert row not in policies.reminders(account(agent), NOW + 90 * DAY)
    assert reminders.forget_reminders(now=NOW + 90 * DAY) == 1
    assert not Reminder.objects.exists()
    assert not Todo.objects.filter(kind=reminders.REPLY).exists()


def test_only_who_leads_somebody_reminds_them(
    agent: Employee, peer: Employee, other_leader: Employee, leader: Employee, hr: Employee
) -> None:
    for sender in (peer, other_leader, hr):
        with pytest.raises(NotAllowed):
            reminded(agent, sender)
    with pytest.raises(NotAllowed):
        reminded(leader, leader)
    with refused("recognition.reminder_of_what"):
        reminders.remind(employee=agent, text="注意一下", by=account(leader), now=NOW)


@pytest.mark.covers("R-098")
def test_a_coaching_talk_is_on_record_and_the_person_reads_it(
    published: ClauseVersion, agent: Employee, peer: Employee, leader: Employee, hr: Employee
) -> None:
    talk = services.log_talk(
        employee=agent, clause=published.clause, held_on=TODAY - DAY, agreed="晚到先发消息", by=account(leader), now=NOW
    )

    assert (talk.held_by, talk.unit.name) == (leader, "售后一组")
    for reader in (agent, leader, hr):
        assert talk in policies.see_talks.scope(account(reader), CoachingTalk.objects.all())
    assert talk not in policies.see_talks.scope(account(peer), CoachingTalk.objects.all())
    with refused("recognition.talk_day"):
        services.log_talk(
            employee=agent, clause=published.clause, held_on=TODAY + DAY, agreed="明天", by=account(leader), now=NOW
        )
    with pytest.raises(NotAllowed):
        services.log_talk(
            employee=agent, clause=published.clause, held_on=TODAY, agreed="我说", by=account(peer), now=NOW
        )


def trial(by: Employee, unit: object, starts_on: date = TODAY, ends_on: date = TODAY + 30 * DAY) -> Trial:
    return services.register_trial(
        unit=unit, name="新话术", idea="先共情再核实", limits="投诉件不用", starts_on=starts_on, ends_on=ends_on,  # type: ignore[arg-type]
        by=account(by), now=NOW,
    )  # fmt: skip


@pytest.mark.covers("R-095", "H5")
def test_a_trial_is_registered_before_it_begins_and_never_backdated(
    tree: Tree, agent: Employee, stranger: Employee, leader: Employee, other_leader: Employee
) -> None:
    with refused("recognition.trial_backdated"):
        trial(leader, tree.aftersales_1, starts_on=TODAY - DAY)
    with pytest.raises(NotAllowed):
        trial(other_leader, tree.aftersales_1)
    row = trial(leader, tree.aftersales_1)

    assert row in policies.see_trials.scope(account(agent), Trial.objects.all())
    assert row not in policies.see_trials.scope(account(stranger), Trial.objects.all())
    with pytest.raises((NotAllowed, ObjectDoesNotExist)):
        services.stop_trial(trial_id=row.pk, by=account(agent), now=NOW)
    assert services.stop_trial(trial_id=row.pk, by=account(leader), now=NOW).stopped_on == TODAY
    with refused("recognition.trial_over"):
        services.stop_trial(trial_id=row.pk, by=account(leader), now=NOW)


@pytest.mark.covers("R-087")
def test_a_declared_tie_is_known_to_hr_alone_and_keeps_both_from_deciding(
    agent: Employee, supervisor: Employee, leader: Employee, hr: Employee
) -> None:
    tie = services.declare_tie(other=agent, kind="family", by=account(supervisor), now=NOW)

    for reader, reads in ((supervisor, True), (hr, True), (agent, False), (leader, False)):
        assert (tie in policies.see_ties.scope(account(reader), DeclaredTie.objects.all())) is reads
    assert tied_to([agent.pk], TODAY) == {supervisor.pk}
    with refused("recognition.tie_declared_already"):
        services.declare_tie(other=agent, kind="family", by=account(supervisor), now=NOW)
    with pytest.raises((NotAllowed, ObjectDoesNotExist)):
        services.end_tie(tie_id=tie.pk, by=account(agent), now=NOW)
    services.end_tie(tie_id=tie.pk, by=account(supervisor), now=NOW)
    assert tied_to([agent.pk], TODAY) == set()
    with refused("recognition.tie_with_oneself"):
        services.declare_tie(other=agent, kind="close", by=account(agent), now=NOW)


def test_who_is_tied_to_the_person_is_not_asked_to_end_the_breach(
    published: ClauseVersion, agent: Employee, leader: Employee, supervisor: Employee, head: Employee
) -> None:
    signed(published, agent)
    services.declare_tie(other=agent, kind="family", by=account(supervisor), now=NOW)

    assert registered(agent, leader).handler == head


@pytest.mark.covers("R-129")
def test_whoever_brings_a_grievance_is_protected_for_ninety_days_and_nothing_says_why(
    agent: Employee, leader: Employee, supervisor: Employee, hr: Employee
) -> None:
    grievances.bring(what="排班不公", by=account(agent), now=NOW, accused_id=leader.pk)
    events.deliver()

    row = Protection.objects.get()
    assert (row.employee, row.since, row.until) == (agent, TODAY, TODAY + 90 * DAY)
    assert is_protected(agent.pk, TODAY + 90 * DAY)
    assert not is_protected(agent.pk, TODAY + 91 * DAY)
    assert not is_protected(leader.pk, TODAY)
    assert not AuditEntry.objects.filter(object_type="recognition.protection").exists()
    number = grievances.Grievance.objects.get().number
    assert number not in row.source


def test_the_same_source_protects_once(agent: Employee) -> None:
    protect(employee_id=agent.pk, since=TODAY, source="claim:3")
    protect(employee_id=agent.pk, since=TODAY + DAY, source="claim:3", days=10)

    assert Protection.objects.get().since == TODAY


OWN_PART = "先听录音，再和本人谈；两次培训都没有讲清核实的步骤，这一项从下周起由我来补。"


@pytest.mark.covers("R-102")
def test_a_reflection_is_read_by_the_leader_and_the_next_level_alone(
    agent: Employee, leaders: dict[str, Employee]
) -> None:  # fmt: skip
    leader, supervisor, hr, head = (leaders[part] for part in ("leader", "supervisor", "hr", "head"))
    row = Reflection.objects.create(leader=leader, quarter=date(2026, 10, 1), opened_at=NOW, severe=3, agents=20)
    assert row not in policies.reflections(account(supervisor))

    services.answer_reflection(reflection_id=row.pk, text=OWN_PART, by=account(leader), now=NOW)

    for reader, reads in ((leader, True), (supervisor, True), (agent, False), (hr, False), (head, False)):
        assert (row in policies.reflections(account(reader))) is reads
    with pytest.raises(ObjectDoesNotExist):
        services.answer_reflection(reflection_id=row.pk, text=OWN_PART, by=account(supervisor), now=NOW)
    with refused("recognition.reflection_answered"):
        services.answer_reflection(reflection_id=row.pk, text=OWN_PART, by=account(leader), now=NOW)


@pytest.mark.covers("R-102")
def test_a_word_is_no_reflection(leader: Employee) -> None:
    row = Reflection.objects.create(leader=leader, quarter=date(2026, 10, 1), opened_at=NOW, severe=3, agents=20)

    with refused("recognition.reflection_too_short") as refusal:
        services.answer_reflection(reflection_id=row.pk, text="知道了" + 40 * " ", by=account(leader), now=NOW)

    assert refusal.value.facts["least"] == 30
    services.answer_reflection(reflection_id=row.pk, text=OWN_PART, by=account(leader), now=NOW)
