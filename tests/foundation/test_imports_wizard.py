"""The wizard: upload, columns, preview, result; and nothing at all for whoever may not import."""

import csv
import io
from collections.abc import Callable

import openpyxl
import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dengta.domains.people import policies
from dengta.domains.people.models import Employee
from dengta.foundation import jobs
from dengta.foundation.errors import register_sentences
from dengta.foundation.exports.models import Export
from dengta.foundation.imports import targets
from dengta.foundation.imports.models import Import
from dengta.foundation.imports.selectors import targets_open_to
from dengta.foundation.imports.work import State
from tests.foundation.importing import CALLS, imported, staged, uploaded

SignedIn = Callable[[Employee], Client]
HEADING = "工单号,坐席,创建时间,时长,备注\n"
FILE = HEADING + "T1,K1,2026-11-02 09:00:00,60,好\nT2,nobody,2026-11-02 10:00:00,1:05,=1+1\n"


@pytest.fixture(autouse=True)
def _targets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(targets, "_targets", {CALLS.name: CALLS})
    register_sentences({"tests.unknown_agent": "{agent} 不在组织中", "tests.reply_before_start": "首响早于创建"})


@pytest.fixture
def browser(hr: Employee, signed_in: SignedIn) -> Client:
    """孙丽 of HR, who may import."""
    return signed_in(hr)


def send(browser: Client, content: str = FILE, source: str = "工单台", name: str = "calls.csv") -> Import:
    upload = SimpleUploadedFile(name, content.encode())
    browser.post(reverse("imports:new", args=["tests.calls"]), {"file": upload, "source": source})
    return Import.objects.latest("pk")


def chosen(job: Import, **changes: str) -> dict[str, str]:
    """What the mapping form sends when nothing proposed is changed."""
    data = {"zone": "Asia/Shanghai"}
    for name, headings in job.mapping["columns"].items():
        data[f"column-{name}"] = headings[0]
        if len(headings) > 1:
            data[f"time-{name}"] = headings[1]
    return {**data, **{key.replace("__", "-"): value for key, value in changes.items()}}


def refused(job: Import) -> str:
    """Where the rows put aside are to be had, as the page of the import links to it."""
    file_format = "xlsx" if job.file.kind == "xlsx" else "csv"
    return f"{reverse('imports:refused', args=[job.pk])}?format={file_format}"


@pytest.mark.covers("C1")
def test_a_file_goes_through_the_wizard_to_its_reconciliation(browser: Client, hr: Employee) -> None:
    job = send(browser)
    page = browser.get(reverse("imports:show", args=[job.pk]))
    assert "工单号" in page.content.decode()
    assert job.by == hr.account

    browser.post(reverse("imports:columns", args=[job.pk]), chosen(job))
    assert b"progress" in browser.get(reverse("imports:show", args=[job.pk])).content
    jobs.work_off()
    preview = browser.get(reverse("imports:show", args=[job.pk])).content.decode()
    assert "nobody 不在组织中" in preview
    assert Employee.objects.filter(number="T1").count() == 0

    browser.post(reverse("imports:decide", args=[job.pk, "confirm"]))
    jobs.work_off()
    job.refresh_from_db()
    assert (job.state, job.rows_in, job.accepted, job.quarantined) == (State.PUBLISHED, 2, 1, 1)
    assert Employee.objects.filter(number="T1").count() == 1


def test_the_progress_fragment_asks_for_the_whole_page_when_the_work_is_over(browser: Client) -> None:
    job = send(browser)
    browser.post(reverse("imports:columns", args=[job.pk]), chosen(job))
    assert b"hx-get" in browser.get(reverse("imports:progress", args=[job.pk])).content
    jobs.work_off()

    assert browser.get(reverse("imports:progress", args=[job.pk]))["HX-Refresh"] == "true"


def test_an_incomplete_mapping_comes_back_with_the_reason_beside_its_column(browser: Client) -> None:
    job = send(browser)
    answer = browser.post(reverse("imports:columns", args=[job.pk]), chosen(job, column__number=""))

    assert answer.status_code == 422
    assert "column-number_error" in answer.content.decode()
    job.refresh_from_db()
    assert job.state == State.UPLOADED


def test_an_open_date_format_is_asked_and_the_answer_is_kept(browser: Client) -> None:
    job = send(browser, HEADING + "T1,K1,03/04/2026 09:00,1,\nT2,K1,05/06/2026 09:00,1,\n")
    refused = browser.post(reverse("imports:columns", args=[job.pk]), chosen(job))
    assert refused.status_code == 422
    assert "format-created_at_error" in refused.content.decode()

    browser.post(reverse("imports:columns", args=[job.pk]), chosen(job, format__created_at="dmy"))
    job.refresh_from_db()
    assert (job.state, job.mapping["formats"]) == (State.MAPPED, {"created_at": "dmy"})


def test_a_file_of_another_kind_is_refused_on_the_form(browser: Client) -> None:
    upload = SimpleUploadedFile("photo.csv", b"\x89PNG\r\n\x1a\n")
    answer = browser.post(reverse("imports:new", args=["tests.calls"]), {"file": upload, "source": "x"})

    assert answer.status_code == 422
    assert "photo.csv" in answer.content.decode()


def test_another_encoding_can_be_chosen_before_reading(browser: Client) -> None:
    job = uploaded((HEADING + "T1,K1,2026-11-02 09:00,1,\n").encode("gb18030"), by=_account(browser))
    assert job.layout["encoding"] == "gb18030"

    assert browser.post(reverse("imports:encoding", args=[job.pk]), {"encoding": "nonsense"}).status_code == 422
    browser.post(reverse("imports:encoding", args=[job.pk]), {"encoding": "gb18030"})
    job.refresh_from_db()
    assert job.mapping["columns"]["agent"] == ["坐席"]


def _account(browser: Client):  # type: ignore[no-untyped-def]
    return Employee.objects.get(number="K90001").account


def test_a_decision_that_came_too_late_is_refused_with_the_state(browser: Client) -> None:
    job = imported(FILE, by=_account(browser))
    answer = browser.post(reverse("imports:decide", args=[job.pk, "cancel"]))

    assert answer.status_code == 422
    assert job.get_state_display() in answer.content.decode()
    assert browser.post(reverse("imports:decide", args=[job.pk, "explode"])).status_code == 404


@pytest.mark.covers("C1")
def test_the_refused_rows_come_back_as_the_same_csv_with_a_reason(browser: Client) -> None:
    job = staged(FILE + 'T3,nobody,2026-11-02 10:00:00,5,"a, b"\n', by=_account(browser))
    answer = browser.get(refused(job))
    content = b"".join(answer).decode("utf-8-sig")  # type: ignore[arg-type]

    rows = list(csv.reader(io.StringIO(content)))
    assert rows[0][:5] == ["工单号", "坐席", "创建时间", "时长", "备注"]
    assert rows[1][:5] == ["T2", "nobody", "2026-11-02 10:00:00", "1:05", "'=1+1"]
    assert rows[2][4] == "a, b"
    assert rows[1][5] == "坐席：nobody 不在组织中"
    assert Export.objects.get().rows == 2


def test_mended_refused_rows_can_be_imported_again_to_the_letter(browser: Client) -> None:
    job = staged(FILE, by=_account(browser))
    content = b"".join(browser.get(refused(job))).decode()  # type: ignore[arg-type]
    again = imported(content.replace("nobody", "K2"), by=_account(browser))

    assert (again.rows_in, again.new) == (1, 1)


@pytest.mark.covers("C1")
def test_the_refused_rows_of_a_workbook_come_back_as_a_workbook(browser: Client) -> None:
    book = io.BytesIO()
    with xlsxwriter.Workbook(book) as written:
        sheet = written.add_worksheet("通话")
        for number, row in enumerate(FILE.splitlines()):
            for place, cell in enumerate(row.split(",")):
                sheet.write_string(number, place, cell)
    job = staged(book.getvalue(), name="calls.xlsx", by=_account(browser))
    answer = browser.get(refused(job))

    back = openpyxl.load_workbook(io.BytesIO(b"".join(answer)))["通话"]  # type: ignore[arg-type]
    assert [cell.value for cell in back[2]][:5] == ["T2", "nobody", "2026-11-02 10:00:00", "1:05", "=1+1"]
    assert {cell.data_type for cell in back[2]} == {"s"}


@pytest.mark.covers("C1")
def test_the_template_of_a_target_can_be_imported_as_it_is(browser: Client) -> None:
    book = b"".join(browser.get(reverse("imports:template", args=["tests.calls", "xlsx"])))  # type: ignore[arg-type]
    text = b"".join(browser.get(reverse("imports:template", args=["tests.calls", "csv"])))  # type: ignore[arg-type]

    assert imported(book, name="t.xlsx").new == 1
    assert imported(text, name="t.csv").duplicate == 1
    keys = openpyxl.load_workbook(io.BytesIO(book)).worksheets[1]
    assert "call_id" in [cell.value for cell in keys["E"]][1]


def test_who_may_import_nothing_finds_no_page_and_no_menu_entry(agent: Employee, signed_in: SignedIn) -> None:
    job = staged(FILE)
    browser = signed_in(agent)

    for name, arguments in [
        ("list", []), ("new", ["tests.calls"]), ("show", [job.pk]), ("progress", [job.pk]), ("refused", [job.pk]),
        ("template", ["tests.calls", "csv"]),
    ]:  # fmt: skip
        assert browser.get(reverse(f"imports:{name}", args=arguments)).status_code == 404, name
    for name, arguments in [("columns", [job.pk]), ("encoding", [job.pk]), ("decide", [job.pk, "confirm"])]:
        assert browser.post(reverse(f"imports:{name}", args=arguments)).status_code == 404, name
    assert reverse("imports:list") not in browser.get("/").content.decode()


def test_what_everybody_may_write_about_themselves_opens_no_import(
    agent: Employee, hr: Employee, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(CALLS, "permission", policies.see_change_requests, raising=False)
    assert agent.account is not None
    assert hr.account is not None

    assert policies.see_change_requests.anywhere(agent.account)
    assert targets_open_to(agent.account) == []
    assert targets_open_to(hr.account) == [CALLS]


@pytest.mark.parametrize(("few", "many"), [(1, 25)])
def test_the_number_of_queries_of_the_list_does_not_grow(browser: Client, few: int, many: int) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(reverse("imports:list")).status_code == 200
        return len(captured)

    costs = []
    queries()
    for more in (few, many - few):
        for _number in range(more):
            uploaded(FILE)
        costs.append(queries())
    assert costs[0] == costs[1] <= 12


@pytest.mark.covers("N7")
def test_the_list_of_imports_can_be_exported(browser: Client) -> None:
    imported(FILE)
    content = b"".join(browser.get(reverse("imports:list") + "?format=csv")).decode()  # type: ignore[arg-type]

    assert "calls.csv" in content
    assert "工单台" in content


def test_the_mapping_page_puts_away_what_the_file_lacks_and_names_what_is_not_used(browser: Client) -> None:
    job = send(browser, "工单号,创建时间,城市\nT1,2026-11-02 09:00:00,上海\n")

    form = browser.get(reverse("imports:show", args=[job.pk])).context["form"]

    assert [row.field.name for row in form.matched()] == ["number", "created_at"]
    assert [row.field.name for row in form.absent()] == ["agent", "answered_at", "seconds", "remark"]
    assert form.unused() == ["城市"]


def test_a_needed_field_without_a_column_is_never_put_away(browser: Client) -> None:
    job = send(browser, "编码,创建时间\nT1,2026-11-02 09:00:00\n")

    form = browser.get(reverse("imports:show", args=[job.pk])).context["form"]

    assert [row.field.name for row in form.matched()] == ["number", "created_at"]


def test_a_preview_with_nothing_to_import_offers_to_match_again_and_not_to_import_nothing(browser: Client) -> None:
    job = send(browser, HEADING + "T2,nobody,2026-11-02 10:00:00,1:05,好\n")
    browser.post(reverse("imports:columns", args=[job.pk]), chosen(job))
    jobs.work_off()

    shown = browser.get(reverse("imports:show", args=[job.pk])).content.decode()

    assert reverse("imports:decide", args=[job.pk, "again"]) in shown
    assert reverse("imports:decide", args=[job.pk, "confirm"]) not in shown


def test_a_file_that_changes_nothing_is_finished_rather_than_imported(browser: Client) -> None:
    imported(HEADING + "T1,K1,2026-11-02 09:00:00,60,好\n")
    job = send(browser, HEADING + "T1,K1,2026-11-02 09:00:00,60,好\n")
    browser.post(reverse("imports:columns", args=[job.pk]), chosen(job))
    jobs.work_off()

    shown = browser.get(reverse("imports:show", args=[job.pk]), headers={"accept-language": "en"}).content.decode()

    assert "Finish: nothing changes" in shown
    assert reverse("imports:decide", args=[job.pk, "confirm"]) in shown


def test_an_import_that_waits_behind_other_work_says_so(browser: Client) -> None:
    job = send(browser)
    browser.post(reverse("imports:columns", args=[job.pk]), chosen(job))
    page = reverse("imports:show", args=[job.pk])

    assert "Waiting for its turn" in browser.get(page, headers={"accept-language": "en"}).content.decode()
    jobs.Job.objects.update(state=jobs.Job.State.RUNNING, done=1, total=2)
    shown = browser.get(page, headers={"accept-language": "en"}).content.decode()
    assert "Waiting for its turn" not in shown
    assert "Being read" in shown


def test_the_progress_is_that_of_the_job_at_work_and_not_of_one_that_waits_behind_it(browser: Client) -> None:
    job = send(browser)
    browser.post(reverse("imports:columns", args=[job.pk]), chosen(job))
    for decision in ("cancel", "resume"):
        browser.post(reverse("imports:decide", args=[job.pk, decision]))
    first, _second = jobs.Job.objects.filter(kind="imports.stage").order_by("pk")
    jobs.Job.objects.filter(pk=first.pk).update(state=jobs.Job.State.RUNNING, done=1234, total=2000)

    assert "1,234" in browser.get(reverse("imports:progress", args=[job.pk])).content.decode()


def late(browser: Client, *days: str) -> str:
    """The page of an import whose rows come to days that others had been counted on before."""
    imported(HEADING + "".join(f"A{day},K1,{day} 09:00:00,60,\n" for day in days))
    job = imported(HEADING + "".join(f"B{day}{n},K1,{day} 10:00:0{n},60,\n" for day in days for n in (1, 2)))
    Import.objects.filter(pk=job.pk).update(by=_account(browser))
    return browser.get(reverse("imports:show", args=[job.pk])).content.decode()


@pytest.mark.covers("C1")
def test_a_late_file_says_which_past_days_it_changed_and_by_how_much(browser: Client) -> None:
    page = late(browser, "2026-11-02", "2026-11-03", "2026-11-05")

    assert "2026-11-02 至 2026-11-05 共有 3 天的数字变动：新增 6 行，有变化 0 行。" in page
    assert "2026-11-03：新增 2 行，有变化 0 行" in page


def test_a_late_file_of_one_day_needs_no_list_of_days(browser: Client) -> None:
    page = late(browser, "2026-11-02")

    assert "2026-11-02：新增 2 行，有变化 0 行" in page
    assert "逐日明细" not in page


def test_each_page_of_the_wizard_shows_the_step_it_is(browser: Client) -> None:
    def step(address: str) -> str:
        page = browser.get(address).content.decode()
        assert page.count('aria-current="step"') == 1
        return page.partition('aria-current="step"')[2].partition('dt-step__title">')[2].partition("<")[0]

    assert step(reverse("imports:new", args=["tests.calls"])) == "文件"
    job = send(browser)
    assert step(reverse("imports:show", args=[job.pk])) == "匹配列"
    browser.post(reverse("imports:columns", args=[job.pk]), chosen(job))
    jobs.work_off()
    assert step(reverse("imports:show", args=[job.pk])) == "预览"


def test_a_needed_field_is_not_called_optional_to_those_who_hear_the_page(browser: Client) -> None:
    page = browser.get(reverse("imports:show", args=[send(browser).pk])).content.decode()
    label = page.partition('for="id_column-number"')[2].partition("</label>")[0]
    other = page.partition('for="id_column-remark"')[2].partition("</label>")[0]

    assert "选填" not in label
    assert "选填" in other
