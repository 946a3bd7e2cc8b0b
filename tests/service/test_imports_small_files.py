"""States, interval tables, ratings and complaints come in from files as the trade writes them."""

from dataclasses import replace

import pytest

from dengta.domains.people.models import Employee, Unit
from dengta.domains.service.models import AgentState, Channel, Complaint, Contact, Queue, QueueInterval, Survey
from dengta.foundation.imports import registered_targets, staging, target_named
from dengta.foundation.imports.mapping import ColumnMap
from dengta.foundation.imports.models import Import, QuarantinedRow
from dengta.foundation.imports.publishing import publish
from dengta.foundation.imports.services import confirm, map_columns
from dengta.foundation.imports.work import State
from tests.cast import Tree
from tests.foundation.importing import Quiet, counts, imported, uploaded
from tests.service.centre import at

pytestmark = pytest.mark.django_db


def take_in(target: str, text: str, **given: object) -> Import:
    """A small file of the source 工单台."""
    return imported(text, target_named(f"service.{target}"), **given)


def why() -> set[str]:
    """The reasons for which rows were put aside."""
    return set(QuarantinedRow.objects.values_list("code", flat=True))


@pytest.mark.covers("C1")
def test_every_kind_of_fact_has_its_target() -> None:
    names = {target.name for target in registered_targets()}

    assert {f"service.{kind}" for kind in ("contacts", "states", "intervals", "csat", "complaints")} <= names


@pytest.mark.covers("C1")
def test_a_chinese_export_of_contacts_is_understood(tree: Tree, agent: Employee) -> None:
    text = (
        "工单号,渠道,技能组,问题类型,创建时间,首响时间,坐席,处理时长,满意度\n"
        "A1,在线,售后在线,退款,2026-11-16 09:00:00,2026-11-16 09:00:40,K10002,5:10,5\n"
        "A2,电话,售后热线,咨询,2026-11-16 09:10:00,,K10002,,\n"
        "A3,在线,售后在线,退款,2026-11-16 09:20:00,2026-11-16 09:21:00,K99999,60,4\n"
        "A4,在线,售后在线,退款,2026-11-16 09:30:00,2026-11-16 09:31:00,K10002,60,6\n"
    )
    job = take_in("contacts", text)

    assert counts(job) == {"rows_in": 4, "new": 2, "changed": 0, "duplicate": 0, "quarantined": 2}
    assert why() == {"unknown_agent", "rating_off_scale"}
    chat, call = Contact.objects.get(external_id="A1"), Contact.objects.get(external_id="A2")
    assert (chat.channel, chat.queue.name, chat.type.name, chat.agent) == (Channel.CHAT, "售后在线", "退款", agent)
    assert (chat.reply_s, chat.handle_s, chat.unit) == (40, 310, tree.aftersales_1)
    assert (call.outcome, call.agent) == (Contact.Outcome.ABANDONED, None)
    assert Survey.objects.get().csat == 5


@pytest.mark.covers("C1")
def test_a_supervisor_brings_in_new_teams_and_people_chunk_by_chunk(
    supervisor: Employee, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the first chunk has founded belongs to the importer's branch when the second one looks for it."""
    monkeypatch.setattr(staging, "ROWS_OF_A_CHUNK", 1)
    text = "工单号,创建时间,坐席,团队\n" + "".join(
        f"A{row},2026-11-16 09:0{row},新人{person},新组\n" for row, person in enumerate((1, 2, 1, 2))
    )
    job = uploaded(text, target_named("service.contacts"), by=supervisor.account)
    columns = ColumnMap.from_json(job.mapping)
    columns = replace(columns, answers={**columns.answers, "unknown_agents": "create", "by_name": "yes"})
    map_columns(job=job, columns=columns, by=supervisor.account)
    staging.stage(job.pk, Quiet())
    confirm(job=job, by=supervisor.account)

    publish(job.pk, Quiet())

    job.refresh_from_db()
    assert (job.state, counts(job)["new"]) == (State.PUBLISHED, 4)
    team = Unit.objects.get(name="新组")
    assert Employee.objects.filter(name__startswith="新人").count() == 2
    assert set(Contact.objects.values_list("unit", flat=True)) == {team.pk}


@pytest.mark.covers("C7")
def test_a_corrected_file_changes_what_it_changes_and_nothing_else(tree: Tree, agent: Employee, peer: Employee) -> None:
    head = "工单号,创建时间,坐席,处理时长,满意度\n"
    take_in("contacts", head + "A1,2026-11-16 09:00,K10002,60,5\nA2,2026-11-16 09:05,K10002,60,\n")
    job = take_in("contacts", head + "A1,2026-11-16 09:00,K10003,75,3\nA2,2026-11-16 09:05,K10002,60,\n")

    assert counts(job) == {"rows_in": 2, "new": 0, "changed": 1, "duplicate": 1, "quarantined": 0}
    assert (Contact.objects.get(external_id="A1").agent, Contact.objects.count()) == (peer, 2)
    survey = Survey.objects.get()
    assert (survey.csat, survey.agent) == (3, agent)


@pytest.mark.covers("C1", "C4")
def test_states_come_in_across_midnight_and_once(tree: Tree, agent: Employee) -> None:
    text = (
        "坐席工号,状态,开始时间,结束时间\n"
        "K10002,通话,2026-11-16 23:50:00,2026-11-17 00:20:00\n"
        "K10002,示闲,2026-11-17 00:20:00,2026-11-17 01:00:00\n"
        "K10002,小休,2026-11-17 02:00:00,2026-11-17 01:59:00\n"
    )
    job = take_in("states", text)
    again = take_in("states", text)

    assert counts(job)["new"] == 2
    assert counts(again)["duplicate"] == 2
    assert why() == {"state_impossible"}
    assert list(AgentState.objects.order_by("start_at").values_list("state", "seconds", "business_day")) == [
        (AgentState.State.HANDLING, 1800, at(16, 0).date()),
        (AgentState.State.AVAILABLE, 2400, at(16, 0).date()),
    ]


@pytest.mark.covers("C3")
def test_an_interval_table_comes_in_and_a_newer_one_replaces_its_lines(tree: Tree) -> None:
    head = "技能组,时段,粒度,呼入量,接起量,放弃量,处理时长\n"
    bad = "售后热线,2026-11-16 09:10,30,5,5,0,900\n售后热线,2026-11-16 10:00,30,5,6,0,900\n"
    job = take_in("intervals", head + "售后热线,2026-11-16 09:00,30,42,40,2,12000\n" + bad)
    newer = take_in("intervals", head + "售后热线,2026-11-16 09:00,30,44,40,4,12000\n")

    assert (counts(job)["new"], counts(job)["quarantined"], counts(newer)["changed"]) == (1, 2, 1)
    assert why() == {"interval_off_grid", "interval_counts"}
    line = QueueInterval.objects.get()
    assert (line.queue.name, line.minutes, line.offered, line.abandoned) == ("售后热线", 30, 44, 4)
    assert line.quarter * 900 == int(at(16, 9).timestamp())


@pytest.mark.covers("C1", "C5")
def test_a_late_rating_stays_with_the_agent_of_the_contact(tree: Tree, agent: Employee) -> None:
    take_in("contacts", "工单号,创建时间,坐席\nA1,2026-11-16 09:00,K10002\n")
    sent = take_in("csat", "编号,工单号,发送时间,满意度\nS1,A1,2026-11-16 10:00,\nS2,unknown,2026-11-16 10:00,2\n")
    rated = take_in("csat", "编号,工单号,发送时间,满意度\nS1,A1,2026-11-16 10:00,4\n")

    assert (counts(sent)["new"], counts(rated)["changed"]) == (2, 1)
    about, stray = Survey.objects.get(external_id="S1"), Survey.objects.get(external_id="S2")
    assert (about.agent, about.csat, about.unit) == (agent, 4, tree.aftersales_1)
    assert (stray.agent, stray.queue.name) == (None, "工单台")


@pytest.mark.covers("C1", "R-038")
def test_a_complaint_from_a_file_blames_nobody_until_somebody_has_looked(tree: Tree, agent: Employee) -> None:
    take_in("contacts", "工单号,创建时间,坐席\nA1,2026-11-16 09:00,K10002\n")
    take_in("complaints", "编号,工单号,投诉时间\nC1,A1,2026-11-17 09:00\n")

    complaint = Complaint.objects.get()
    assert (complaint.agent, complaint.cause, complaint.justified) == (agent, Complaint.Cause.UNDETERMINED, None)


@pytest.mark.covers("A2")
def test_a_leader_imports_for_the_own_people_and_queues_only(
    tree: Tree, leader: Employee, agent: Employee, stranger: Employee
) -> None:
    Queue.objects.create(code="theirs", name="票务热线", unit=tree.ticketing)
    text = "工单号,技能组,创建时间,坐席\nA1,票务热线,2026-11-16 09:00,K10002\nA2,票务热线,2026-11-16 09:00,K20002\n"
    job = take_in("contacts", text, by=leader.account)

    assert (counts(job)["new"], counts(job)["quarantined"]) == (1, 1)
    assert why() == {"unknown_agent"}
    own = Contact.objects.get().queue
    assert (own.name, own.unit) == ("票务热线", tree.aftersales_1)
