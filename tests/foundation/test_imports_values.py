"""Cells into values, headings into fields: decided by evidence, asked where there is none."""

from contextlib import suppress
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from dengta.foundation.imports.chunks import Packing
from dengta.foundation.imports.dates import DMY, EXCEL, EXCEL_1904, MDY, UNIX, YMD, NotADate, read_moment, weigh
from dengta.foundation.imports.mapping import suggest, what_is_missing
from dengta.foundation.imports.profile import look_at
from dengta.foundation.imports.readers import open_file, recognise
from dengta.foundation.imports.targets import Field, Row
from dengta.foundation.imports.values import Unreadable, reader_for
from tests.foundation.importing import CALLS

SHANGHAI = ZoneInfo("Asia/Shanghai")


def read(kind: str, cell: str, **options: Any) -> Any:
    field = Field("x", "x", kind, **options)  # type: ignore[arg-type]
    return reader_for(field, date_format=YMD, zone=SHANGHAI)(cell)


@pytest.mark.covers("C1")
@pytest.mark.parametrize(
    ("text", "order", "local"),
    [
        ("2026-11-18 09:31:05", YMD, "2026-11-18 09:31:05"),
        ("2026-11-18T09:31", YMD, "2026-11-18 09:31:00"),
        ("2026/11/18 9:31", YMD, "2026-11-18 09:31:00"),
        ("2026.11.18", YMD, "2026-11-18 00:00:00"),
        ("20261118", YMD, "2026-11-18 00:00:00"),
        ("2026年11月8日 下午3:05", YMD, "2026-11-08 15:05:00"),
        ("18/08/2023 10:50", DMY, "2023-08-18 10:50:00"),
        ("18-Aug-23", DMY, "2023-08-18 00:00:00"),
        ("8/18/2023 10:50 PM", MDY, "2023-08-18 22:50:00"),
        ("8/18/2023 12:30 AM", MDY, "2023-08-18 00:30:00"),
        ("45231.5", EXCEL, "2023-11-01 12:00:00"),
        ("43769.5", EXCEL_1904, "2023-11-01 12:00:00"),
        ("1698811200", UNIX, "2023-11-01 12:00:00"),
        ("1698811200000", UNIX, "2023-11-01 12:00:00"),
        ("2026-11-18T01:31:05Z", YMD, "2026-11-18 09:31:05"),
        ("2026-11-18 10:31:05+09:00", YMD, "2026-11-18 09:31:05"),
    ],
)
def test_a_moment_is_read_in_the_format_of_its_column_and_the_zone_of_the_file(
    text: str, order: str, local: str
) -> None:
    expected = datetime.fromisoformat(local).replace(tzinfo=SHANGHAI)

    assert read_moment(text, order, SHANGHAI) == expected


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("31/02/2023", DMY),
        ("13/13/2023", DMY),
        ("18/08/2023", MDY),
        ("18/08/2023", YMD),
        ("0023-08-18", YMD),
        ("2023-08-18 25:00", YMD),
        ("18/08/202", DMY),
        ("gestern", YMD),
        ("12", EXCEL),
        ("12", UNIX),
    ],
)
def test_what_is_no_date_in_the_columns_format_is_refused(text: str, order: str) -> None:
    with pytest.raises((NotADate, ValueError)):
        read_moment(text, order, SHANGHAI)


@pytest.mark.covers("C1")
def test_one_thirteenth_of_a_month_decides_what_the_day_is() -> None:
    evidence = weigh(["03/04/2026", "05/06/2026", "13/06/2026"])

    assert evidence is not None
    assert (evidence.format, evidence.votes[DMY], evidence.examples[DMY]) == (DMY, 1, "13/06/2026")


@pytest.mark.parametrize(
    "values",
    [["03/04/2026", "05/06/2026"], ["13/06/2026", "06/13/2026", "01/02/2026"], ["26-11-08", "26-11-09"]],
)
def test_without_evidence_or_with_contradictory_evidence_nothing_is_decided(values: list[str]) -> None:
    evidence = weigh(values)

    assert evidence is not None
    assert evidence.format == ""
    assert len(evidence.candidates) > 1


@pytest.mark.parametrize("values", [["李佳怡", "陈浩然"], ["T1", "T2"], ["12", "13"]])
def test_names_and_numbers_are_no_dates(values: list[str]) -> None:
    assert weigh(values) is None


@given(st.dates(date(1971, 1, 1), date(2068, 12, 31)), st.times())
def test_any_day_and_time_is_read_back_in_the_order_it_was_written(day: date, clock: time) -> None:
    clock = clock.replace(microsecond=0)
    for order, written in ((YMD, "%Y/%m/%d"), (DMY, "%d/%m/%y"), (MDY, "%m-%d-%Y")):
        text = f"{day.strftime(written)} {clock.isoformat()}"
        assert read_moment(text, order, ZoneInfo("UTC")) == datetime.combine(day, clock, tzinfo=UTC)


@pytest.mark.covers("C1")
@pytest.mark.parametrize(
    ("kind", "cell", "value"),
    [
        ("integer", "１２", 12),
        ("integer", "1,234", 1234),
        ("integer", "12.0", 12),
        ("integer", " - ", None),
        ("decimal", "12.50", Decimal("12.50")),
        ("decimal", "85%", Decimal("0.85")),
        ("duration", "00:02:23", 143),
        ("duration", "1:05", 65),
        ("duration", "109.5", 110),
        ("duration", "2分5秒", 125),
        ("duration", "1h 2m", 3720),
        ("boolean", "是", True),
        ("boolean", "N", False),
        ("email", "Li@Example.com", "li@example.com"),
        ("time", "13:56:45", time(13, 56, 45)),
        ("text", "'=1+1", "=1+1"),
        ("text", "'tis", "'tis"),
        ("text", "NULL", None),
        ("text", "-", "-"),
        ("date", "2026-11-18 09:00", date(2026, 11, 18)),
    ],
)
def test_a_cell_is_read_as_people_mean_it(kind: str, cell: str, value: Any) -> None:
    assert read(kind, cell) == value


@pytest.mark.parametrize(
    ("kind", "cell", "code"),
    [
        ("integer", "12.5", "imports.not_integer"),
        ("integer", "1e400", "imports.not_integer"),
        ("decimal", "NaN1", "imports.not_decimal"),
        ("decimal", "Infinity", "imports.not_decimal"),
        ("duration", "-5", "imports.negative_duration"),
        ("duration", "bald", "imports.not_duration"),
        ("boolean", "maybe", "imports.not_boolean"),
        ("email", "x@y", "imports.not_email"),
        ("time", "25:00", "imports.not_time"),
        ("date", "31/12/2026", "imports.not_date"),
        ("choice", "fax", "imports.unknown_choice"),
        ("text", "abcd", "imports.text_too_long"),
    ],
)
def test_a_cell_that_is_something_else_is_refused_with_its_code(kind: str, cell: str, code: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read(kind, cell, max_length=3)

    assert refusal.value.code == code


def test_a_choice_is_known_by_its_other_spellings() -> None:
    choices = {"phone": ("电话", "In-bound call"), "chat": ()}

    assert [read("choice", cell, choices=choices) for cell in ("PHONE", "电 话", "inbound_call", "Chat")] == [
        "phone", "phone", "phone", "chat",
    ]  # fmt: skip


@given(st.text(max_size=30))
def test_no_text_whatever_makes_a_reader_fall_over(cell: str) -> None:
    for kind in ("integer", "decimal", "duration", "boolean", "email", "time", "date", "datetime", "text"):
        with suppress(Unreadable):  # anything else would come through
            read(kind, cell)


@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "number": st.text(),
                "agent": st.none() | st.text(),
                "created_at": st.none() | st.datetimes(timezones=st.just(UTC)),
                "seconds": st.none() | st.integers(),
            }
        )
    )
)
def test_rows_come_out_of_a_chunk_as_they_went_in(values: list[dict[str, Any]]) -> None:
    packing = Packing(CALLS, ["number", "agent", "created_at", "seconds"])
    rows = [Row(line, {"source": "x", **value}) for line, value in enumerate(values, start=2)]
    back = list(packing.unpack(packing.pack(rows), "x"))

    assert [(row.line, row.values) for row in back] == [(row.line, row.values) for row in rows]


# --- real files --------------------------------------------------------------------------------------


def shared(name: str) -> Path:
    return Path(settings.SHARED) / "data" / "service" / name


@pytest.mark.shared
@pytest.mark.covers("C1")
@pytest.mark.parametrize(
    ("name", "columns", "formats"),
    [
        (
            "booking_calls_2wk.csv",
            {"created_at": ("call_date", "call_time"), "answered_at": ("call_date", "time_answered")},
            {"created_at": YMD, "answered_at": YMD},
        ),
        (
            "ecom_support_csat.csv",
            {"created_at": ("reported_at",), "answered_at": ("responded_at",)},
            {"created_at": DMY, "answered_at": DMY},
        ),
    ],
)
def test_the_columns_and_date_formats_of_real_files_are_found_without_asking(
    name: str, columns: dict[str, tuple[str, ...]], formats: dict[str, str]
) -> None:
    path = shared(name)
    profile = look_at(open_file(path, recognise(path, "csv")))
    proposed = suggest(CALLS, profile)

    assert {field: proposed.columns[field] for field in columns} == columns
    assert proposed.formats == formats
    assert what_is_missing(CALLS, profile, proposed) == []


@pytest.mark.shared
@pytest.mark.parametrize("name", ["helpdesk_eventlog.csv", "pwc_phonenow_calls.csv", "callcenter_daily_2020_2023.csv"])
def test_every_line_of_a_real_file_is_read(name: str) -> None:
    path = shared(name)
    records = list(open_file(path, recognise(path, "csv")).records())

    assert {record.problem for record in records} == {""}
    assert records[-1].last_line == path.read_bytes().count(b"\n") + (not path.read_bytes().endswith(b"\n"))
