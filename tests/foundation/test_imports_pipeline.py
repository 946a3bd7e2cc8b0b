"""From file to facts: nothing lost, nothing doubled, everything accounted for."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from dengta.domains.people.models import Employee
from dengta.foundation import jobs
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.errors import RuleViolation, register_sentences
from dengta.foundation.imports import services, targets
from dengta.foundation.imports.mapping import ColumnMap
from dengta.foundation.imports.models import Chunk, Import, ImportedDay, QuarantinedRow, Source
from dengta.foundation.imports.publishing import publish
from dengta.foundation.imports.selectors import reasons, refused_records, restatements, sentences
from dengta.foundation.imports.staging import stage
from dengta.foundation.imports.work import State
from tests.foundation.hostile import write_hostile
from tests.foundation.importing import CALLS, TALLY, Quiet, counts, imported, staged, uploaded

pytestmark = pytest.mark.django_db

HEADING = "工单号,坐席,创建时间,时长,备注\n"
TWO = HEADING + "T1,K1,2026-11-02 09:00:00,60,好\nT2,K2,2026-11-02 10:00:00,1:05,\n"


@pytest.fixture(autouse=True)
def _targets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(targets, "_targets", {CALLS.name: CALLS, TALLY.name: TALLY})
    register_sentences({"tests.unknown_agent": "{agent} 不在组织中", "tests.reply_before_start": "首响早于创建"})


def test_a_file_goes_in_and_every_row_is_accounted_for() -> None:
    job = imported(TWO)

    assert counts(job) == {"rows_in": 2, "new": 2, "changed": 0, "duplicate": 0, "quarantined": 0}
    employee = Employee.objects.get(number="T2")
    assert (employee.name, employee.hired_on, employee.grade) == ("K2", date(2026, 11, 2), "65")
    assert list(job.chunks.values_list("published", "payload")) == [(True, "")]


@pytest.mark.covers("C1")
def test_the_preview_says_what_would_happen_and_changes_nothing() -> None:
    imported(TWO)
    before = list(Employee.objects.order_by("number").values_list("number", "name"))
    job = staged(
        HEADING
        + "T1,K1,2026-11-02 09:00:00,60,好\n"  # as it is
        + "T2,K9,2026-11-02 10:00:00,65,\n"  # another agent
        + "T3,K3,2026-11-03 10:00:00,65,\n"  # new
        + "T3,K3,2026-11-03 10:00:00,65,\n"  # twice in the file
        + "T4,nobody,2026-11-03 10:00:00,65,\n"
        + "T5,K3,gestern,65,\n"
    )

    assert job.state == State.PREVIEWED
    assert (job.expected_new, job.expected_changed, job.expected_duplicate) == (1, 1, 1)
    assert counts(job) == {"rows_in": 6, "new": 0, "changed": 0, "duplicate": 1, "quarantined": 2}
    assert job.waiting == 3
    assert list(Employee.objects.order_by("number").values_list("number", "name")) == before


@pytest.mark.covers("C7")
def test_the_same_file_again_changes_nothing() -> None:
    imported(TWO)
    again = imported(TWO)

    assert counts(again) == {"rows_in": 2, "new": 0, "changed": 0, "duplicate": 2, "quarantined": 0}
    assert not again.days.exists()
    assert not AuditEntry.objects.filter(verb="imports.restated").exists()


@pytest.mark.covers("C7")
def test_late_data_restates_the_past_day_and_says_so() -> None:
    imported(TWO)
    late = imported(
        HEADING + "T2,K9,2026-11-02 10:00:00,65,\nT3,K1,2026-11-02 11:00:00,9,\nT4,K1,2026-11-03 11:00:00,9,\n"
    )

    days = {day.day: (day.new, day.changed, day.restates) for day in late.days.all()}
    assert days == {date(2026, 11, 2): (1, 1, True), date(2026, 11, 3): (1, 0, False)}
    entry = AuditEntry.objects.get(verb="imports.restated")
    assert '"2026-11-02"' in entry.facts
    assert [day.day for day in restatements("tests.calls", date(2026, 11, 1), date(2026, 12, 1))] == [date(2026, 11, 2)]


def test_a_number_repeated_with_other_values_is_put_aside_with_the_line_it_first_stood_in() -> None:
    job = imported(TWO + "T1,K7,2026-11-02 09:00:00,60,好\n")

    assert counts(job) == {"rows_in": 3, "new": 2, "changed": 0, "duplicate": 0, "quarantined": 1}
    row = job.quarantine.get()
    assert (row.line, row.code, row.problems[0][2]) == (4, "imports.repeated_differently", {"first": 2})
    assert Employee.objects.get(number="T1").name == "K1"


@pytest.mark.covers("C1")
def test_every_reason_comes_with_field_and_value_and_is_counted() -> None:
    job = staged(
        HEADING
        + ",K1,2026-11-02 09:00:00,60,\n"
        + "T2,nobody,2026-11-02 09:00:00,60,\n"
        + "T3,K1,31/31/2026,minus,\n"
        + "T4,K1,2026-11-02\n"
        + "T5,nobody,2026-11-03 09:00:00,60,\n"
    )

    told = {row.line: sentences(row, CALLS) for row in job.quarantine.all()}
    assert told[3] == ["坐席：nobody 不在组织中"]
    assert len(told[4]) == 2
    assert all("31/31/2026" in told[4][0] or "minus" in sentence for sentence in told[4])
    assert reasons(job)[0][::2] == ("tests.unknown_agent", 2)
    assert job.quarantined == 4 + 1


def test_a_hostile_file_goes_in_to_the_last_line(tmp_path) -> None:  # type: ignore[no-untyped-def]
    told = write_hostile(tmp_path / "hostile.csv", lines=6_000, spoiled=300)
    job = imported(tmp_path / "hostile.csv")

    assert counts(job) == {"rows_in": 6_000, "new": told["good"], "changed": 0, "duplicate": 0, "quarantined": 300}
    assert {reason.code.removeprefix("imports."): reason.times for reason in reasons(job)} == {
        code: times for code, times in told.items() if code != "good"
    }
    assert Employee.objects.count() == told["good"]


def test_the_database_itself_refuses_an_import_that_does_not_add_up() -> None:
    job = imported(TWO)

    for wrong in ({"rows_in": 3}, {"new": 1}, {"quarantined": 1}, {"waiting": 1, "new": 1}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Import.objects.filter(pk=job.pk).update(**wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        Chunk.objects.filter(job=job).update(duplicate=5)


def test_a_row_that_became_wrong_after_the_preview_is_put_aside_and_still_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    job = staged(TWO)
    services.confirm(job=job, by=None)
    monkeypatch.setattr(
        CALLS, "validate", lambda row, lookups: [targets.Problem("tests.unknown_agent", "agent", {"agent": "K2"})]
        if row["agent"] == "K2" else [],
    )  # fmt: skip
    publish(job.pk, Quiet())
    job.refresh_from_db()

    assert counts(job) == {"rows_in": 2, "new": 1, "changed": 0, "duplicate": 0, "quarantined": 1}


# --- stop and go on --------------------------------------------------------------------------------


class StopAfter:
    """A reporter that stops the import when it has heard `times` reports, the first of which is given at the start."""

    def __init__(self, job: Import, times: int) -> None:
        self.job, self.left = job, times

    def report(self, **_progress: object) -> None:
        self.left -= 1
        if self.left == 0:
            services.cancel(job=self.job, by=None)


def long_file(rows: int) -> str:
    lines = (f"T{n},K{n % 7},2026-11-{n % 17 + 1:02d} 09:00:00,{n},\n" for n in range(rows))
    return HEADING + "".join(lines)


def test_stopped_while_being_read_it_goes_on_where_it_was() -> None:
    job = uploaded(long_file(5_000))
    services.map_columns(job=job, columns=ColumnMap.from_json(job.mapping), by=None)
    with pytest.raises(Exception, match="cancelled"):
        stage(job.pk, StopAfter(job, 2))  # type: ignore[arg-type]
    job.refresh_from_db()
    assert (job.state, job.rows_in, job.chunks.count()) == (State.CANCELLED, 2_000, 1)

    services.resume(job=job, by=None)
    stage(job.pk, Quiet())
    job.refresh_from_db()
    assert (job.state, job.rows_in, job.waiting) == (State.PREVIEWED, 5_000, 5_000)


def test_stopped_while_being_written_it_keeps_what_is_in_and_goes_on_later() -> None:
    job = staged(long_file(5_000))
    services.confirm(job=job, by=None)
    with pytest.raises(Exception, match="cancelled"):
        publish(job.pk, StopAfter(job, 2))  # type: ignore[arg-type]
    job.refresh_from_db()
    assert (job.state, job.new, job.waiting) == (State.CANCELLED, 200, 4_800)
    assert Employee.objects.count() == 200

    services.resume(job=job, by=None)
    publish(job.pk, Quiet())
    job.refresh_from_db()
    assert counts(job) == {"rows_in": 5_000, "new": 5_000, "changed": 0, "duplicate": 0, "quarantined": 0}
    assert Employee.objects.count() == 5_000


def test_what_was_repeated_before_a_stop_is_still_known_after_it() -> None:
    content = long_file(2_000) + "T5,K5,2026-11-06 09:00:00,5,\nT6,other,2026-11-07 09:00:00,6,\n"
    job = uploaded(content)
    services.map_columns(job=job, columns=ColumnMap.from_json(job.mapping), by=None)
    with pytest.raises(Exception, match="cancelled"):
        stage(job.pk, StopAfter(job, 2))  # type: ignore[arg-type]
    services.resume(job=job, by=None)
    stage(job.pk, Quiet())
    job.refresh_from_db()

    assert (job.rows_in, job.duplicate, job.quarantined, job.waiting) == (2_002, 1, 1, 2_000)


def test_an_import_that_is_in_cannot_be_stopped_or_published_again() -> None:
    job = imported(TWO)

    for decision in (services.cancel, services.confirm, services.resume, services.match_again):
        with pytest.raises(RuleViolation) as refusal:
            decision(job=job, by=None)
        assert refusal.value.code == "imports.wrong_state"


def test_going_back_to_the_columns_forgets_what_was_read() -> None:
    job = staged(TWO + "T9,nobody,2026-11-02 09:00:00,60,\n")
    services.match_again(job=job, by=None)
    job.refresh_from_db()

    assert (job.state, job.rows_in, job.expected_new) == (State.UPLOADED, 0, None)
    assert not Chunk.objects.exists()
    assert not QuarantinedRow.objects.exists()


def test_jobs_carry_an_import_from_mapping_to_the_end() -> None:
    job = uploaded(TWO)
    services.map_columns(job=job, columns=ColumnMap.from_json(job.mapping), by=None)
    jobs.work_off()
    job.refresh_from_db()
    assert job.state == State.PREVIEWED
    services.confirm(job=job, by=None)
    jobs.work_off()
    job.refresh_from_db()
    assert (job.state, job.new) == (State.PUBLISHED, 2)


def test_a_file_that_cannot_be_read_any_more_fails_with_a_reason_and_can_be_gone_on_with() -> None:
    job = uploaded(TWO)
    services.map_columns(job=job, columns=ColumnMap.from_json(job.mapping), by=None)
    content = job.file.path.read_bytes()
    job.file.path.write_bytes(b"")
    jobs.work_off()
    job.refresh_from_db()
    assert job.state == State.FAILED
    assert job.failure

    job.file.path.write_bytes(content)
    services.resume(job=job, by=None)
    jobs.work_off()
    job.refresh_from_db()
    assert job.state == State.PREVIEWED


# --- sources and mappings --------------------------------------------------------------------------


def test_a_source_remembers_its_mapping_for_the_next_file() -> None:
    job = uploaded("nr,坐席,创建时间\nT1,K1,03/04/2026 09:00\n")
    columns = ColumnMap(
        {"number": ("nr",), "agent": ("坐席",), "created_at": ("创建时间",)},
        {"created_at": "dmy"},
        {"unknown_agent": "quarantine"},
        "Asia/Shanghai",
    )
    services.map_columns(job=job, columns=columns, by=None)
    following = uploaded("nr,坐席,创建时间\nT2,K1,05/04/2026 09:00\n")

    assert ColumnMap.from_json(following.mapping) == columns
    assert Source.objects.count() == 1


def test_a_mapping_that_lacks_something_is_refused_with_what_the_file_has() -> None:
    job = uploaded("nr,坐席,wann\nT1,K1,2026-11-02\n")
    with pytest.raises(RuleViolation) as refusal:
        services.map_columns(job=job, columns=ColumnMap.from_json(job.mapping), by=None)

    sentence = str(refusal.value)
    assert "工单号" in sentence
    assert "创建时间" in sentence
    assert "nr, 坐席, wann" in sentence
    job.refresh_from_db()
    assert job.state == State.UPLOADED


def test_a_day_that_could_be_a_month_is_asked_for_and_never_guessed() -> None:
    job = uploaded(HEADING + "T1,K1,03/04/2026 09:00,1,\nT2,K1,05/06/2026 09:00,1,\n")
    with pytest.raises(RuleViolation) as refusal:
        services.map_columns(job=job, columns=ColumnMap.from_json(job.mapping), by=None)

    assert "创建时间" in str(refusal.value)
    decided = uploaded(HEADING + "T1,K1,03/04/2026 09:00,1,\nT2,K1,25/06/2026 09:00,1,\n", source="另一个")
    assert decided.mapping["formats"] == {"created_at": "dmy"}


def test_date_and_time_in_two_columns_become_one_moment_also_across_midnight() -> None:
    job = imported(
        "call_id,call_date,call_time,time_answered,agent_id\n"
        "1,2026-11-01,13:56:45,13:57:02,9\n2,2026-11-01,23:59:50,00:00:10,9\n3,2026-11-01,12:00:00,11:59:58,9\n"
    )

    assert job.mapping["columns"]["created_at"] == ["call_date", "call_time"]
    assert job.mapping["columns"]["answered_at"] == ["call_date", "time_answered"]
    assert counts(job)["new"] == 2
    assert job.quarantine.get().code == "tests.reply_before_start"


def test_a_source_of_somebody_else_is_not_written_under(hr: Employee, leader: Employee, supervisor: Employee) -> None:
    Source.objects.create(target="tests.calls", name="工单台", created_by=hr.account, changed_at="2026-11-01T00:00Z")
    with pytest.raises(RuleViolation) as refusal:
        uploaded(TWO, by=supervisor.account)

    assert refusal.value.code == "imports.source_taken"


def test_a_file_that_cannot_be_read_leaves_nothing_behind() -> None:
    with pytest.raises(RuleViolation):
        uploaded(b"\n\n\n")

    assert not Import.objects.exists()
    assert not Source.objects.exists()


# --- the error file's material ---------------------------------------------------------------------


def test_the_refused_records_come_back_as_they_stand_in_the_file() -> None:
    job = staged(HEADING + 'T1,nobody,2026-11-02 09:00:00,60,"a, ""b""\nc"\nT2,K1,2026-11-02 09:00:00,60,\n')

    ((row, record),) = refused_records(job)
    assert row.line == 2
    assert record.cells == ["T1", "nobody", "2026-11-02 09:00:00", "60", 'a, "b"\nc']


def test_days_are_noted_once_per_import_however_many_chunks_they_span() -> None:
    job = imported(long_file(4_500))

    assert job.days.count() == 17
    assert sum(ImportedDay.objects.filter(job=job).values_list("new", flat=True)) == 4_500
    assert not job.days.filter(restates=True).exists()
