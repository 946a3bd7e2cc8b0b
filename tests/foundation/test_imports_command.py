"""`./dengta import` and `./dengta export`: the same code as the wizard, from the shell."""

import csv
import io
import json
import re
from datetime import date
from importlib import import_module
from pathlib import Path

import openpyxl
import pytest
from django.core.management import CommandError, call_command
from django.core.management.base import OutputWrapper

from dengta.domains.people.models import Employee, Membership
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.errors import RuleViolation, register_sentences
from dengta.foundation.exports import Column, Listing, registry
from dengta.foundation.imports import targets
from dengta.foundation.imports.models import Import, Source
from dengta.foundation.imports.work import State
from dengta.foundation.jobs import Job
from tests.cast import Tree
from tests.foundation.importing import CALLS

import_command = import_module("dengta.config.management.commands.import")  # a word of the language

pytestmark = pytest.mark.django_db

FILE = "工单号,坐席,创建时间,时长\nT1,K1,2026-11-02 09:00:00,60\nT2,nobody,2026-11-02 10:00:00,65\n"


@pytest.fixture(autouse=True)
def _targets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(targets, "_targets", {CALLS.name: CALLS})
    register_sentences({"tests.unknown_agent": "{agent} 不在组织中", "tests.reply_before_start": "首响早于创建"})
    register_sentences({"tests.no_place": "没有地方可放"})


@pytest.fixture
def calls(tmp_path: Path) -> Path:
    path = tmp_path / "calls.csv"
    path.write_text(FILE, encoding="utf-8")
    return path


def run(*arguments: object) -> str:
    out = io.StringIO()
    call_command("import", *map(str, arguments), stdout=out, stderr=io.StringIO())
    return out.getvalue()


@pytest.mark.covers("C1")
def test_a_file_is_imported_with_its_reconciliation_on_the_last_line(calls: Path) -> None:
    told = run("calls", calls, "--mapping", "工单台", "--yes").splitlines()

    assert re.findall(r"\d+", told[-1]) == ["2", "1", "0", "1"]
    assert any("nobody" in line for line in told)
    job = Import.objects.get()
    assert (job.state, job.accepted, job.quarantined, job.source.name) == (State.PUBLISHED, 1, 1, "工单台")
    assert not Job.objects.exists()  # no worker may take it as well


@pytest.mark.covers("C1")
def test_a_file_with_other_columns_is_matched_by_their_names_unless_a_mapping_is_named(
    calls: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.csv"
    other.write_text("call_id,agent,created_at,handle_s\nT9,K1,2026-11-02 09:00:00,60\n", encoding="utf-8")
    run("calls", calls, "--yes")

    assert re.findall(r"\d+", run("calls", other, "--yes").splitlines()[-1]) == ["1", "1", "0", "0"]
    run("calls", calls, "--mapping", "工单台", "--yes")
    with pytest.raises(CommandError, match="工单号"):
        run("calls", other, "--mapping", "工单台", "--yes")


def test_without_yes_and_without_anybody_to_ask_nothing_is_imported(calls: Path) -> None:
    with pytest.raises(CommandError, match="--yes"):
        run("tests.calls", calls)

    assert not Employee.objects.exists()
    assert Import.objects.get().state == State.CANCELLED


def test_an_incomplete_mapping_says_what_is_missing_and_what_the_file_has(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("nr,wann\n1,2026-11-02\n", encoding="utf-8")
    with pytest.raises(CommandError) as refusal:
        run("calls", path, "--yes")

    assert "工单号" in str(refusal.value)
    assert "nr, wann" in str(refusal.value)
    assert refusal.value.returncode != 0


def test_columns_and_date_formats_can_be_given_by_hand(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("nr,wann,um\n1,03/04/2026,09:00\n", encoding="utf-8")
    options = ("--column", "number=nr", "--column", "created_at=wann+um")
    with pytest.raises(CommandError):
        run("calls", path, *options, "--yes")

    with pytest.raises(CommandError, match="mars"):
        run("calls", path, *options, "--date-format", "mars", "--yes")
    with pytest.raises(CommandError, match="="):
        run("calls", path, "--column", "number", "--yes")
    run("calls", path, *options, "--column", "agent=nr", "--date-format", "dmy", "--yes")
    assert str(Employee.objects.get(number="1").hired_on) == "2026-04-03"
    assert Source.objects.get().mapping["formats"] == {"created_at": "dmy"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nothing", "x.csv"), "nothing"),
        (("calls", "missing.csv"), "missing.csv"),
        (("calls", __file__), "test_imports_command"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(arguments: tuple[str, ...], said: str) -> None:
    with pytest.raises(CommandError, match=said):
        run(*arguments, "--yes")


def test_an_import_refused_on_its_way_says_so_on_its_page_and_can_be_gone_on_with(
    calls: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_given: object) -> None:
        raise RuleViolation("tests.no_place")

    monkeypatch.setattr(CALLS, "publish", refuse)
    with pytest.raises(CommandError, match="没有地方"):
        run("calls", calls, "--yes")
    job = Import.objects.get()
    assert (job.state, job.waiting, job.can_go_on) == (State.FAILED, 1, True)
    assert job.failure == "没有地方可放"


def test_progress_ends_with_one_line_however_often_it_hears_that_all_is_done() -> None:
    terminal = io.StringIO()
    progress = import_command.Progress(OutputWrapper(terminal), "读取")
    for _chunk in range(5):
        progress.report(done=7, total=7)

    assert len(terminal.getvalue().splitlines()) == 1


@pytest.fixture
def _people_listing(monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    listing = Listing(
        "tests.people",
        "人员",
        [Column("number", "工号"), Column("name", "姓名")],
        lambda: Employee.objects.order_by("pk"),
        person="pk",
    )
    monkeypatch.setattr(registry, "_listings", {"tests.people": listing})
    Employee.objects.create(number="K1", name="=李")


@pytest.mark.usefixtures("_people_listing")
@pytest.mark.covers("N7")
def test_a_list_is_written_to_a_file_from_the_shell(tmp_path: Path) -> None:
    out = io.StringIO()
    call_command("export", "tests.people", "--format", "csv", "--output", str(tmp_path / "a.csv"), stdout=out)
    call_command("export", "tests.people", "--output", str(tmp_path / "a.xlsx"), stdout=out)

    assert list(csv.reader((tmp_path / "a.csv").open(encoding="utf-8-sig"))) == [["工号", "姓名"], ["K1", "'=李"]]
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert sheet is not None
    assert [cell.value for cell in sheet[2]] == ["K1", "=李"]
    assert "1" in out.getvalue()


@pytest.mark.covers("N7")
@pytest.mark.parametrize(("person", "people"), [("employee", 3), ("", 0)])
def test_the_record_of_an_export_from_the_shell_counts_people_and_not_rows(
    *,
    tree: Tree,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    person: str,
    people: int,
) -> None:
    for number in ("K1", "K2", "K3"):
        employee = Employee.objects.create(number=number, name=number)
        for start, end in ((date(2025, 1, 1), date(2026, 1, 1)), (date(2026, 1, 1), None)):
            Membership.objects.create(employee=employee, unit=tree.ticketing, valid_from=start, valid_to=end)
    columns = [Column("unit", "班组", "unit.name")]
    listing = Listing("tests.memberships", "归属", columns, lambda: Membership.objects.order_by("pk"), person=person)
    monkeypatch.setattr(registry, "_listings", {listing.name: listing})
    call_command("export", listing.name, "--format", "csv", "--output", str(tmp_path / "a.csv"), stdout=io.StringIO())

    told = json.loads(AuditEntry.objects.get(verb="exports.taken").facts)
    assert (told["rows"], told["people"]) == (6, people)


@pytest.mark.usefixtures("_people_listing")
def test_the_lists_are_named_when_none_or_an_unknown_one_is_asked_for() -> None:
    out = io.StringIO()
    call_command("export", stdout=out)
    assert "tests.people  人员" in out.getvalue()
    with pytest.raises(CommandError, match=r"tests\.people"):
        call_command("export", "nothing")
