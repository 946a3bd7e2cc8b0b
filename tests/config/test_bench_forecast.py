"""`./dengta bench forecast FILE`: a row for each way of forecasting, an exit code, and a sentence for every mistake."""

import csv
import io
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from django.core.management import CommandError, call_command, load_command_class

from dengta.config.bench import forecast, forecast_libraries
from dengta.config.bench.forecast import Figures, origins, table, windows
from dengta.config.bench.forecast_file import read
from dengta.engines.forecasting import History

MONDAY = date(2025, 3, 3)
Rows = Sequence[tuple[str, ...]]
Write = Callable[..., Path]


def calls(*, days: int = 63, level: float = 400.0, scatter: float = 0.02, closed: tuple[int, ...] = (16,)) -> Rows:
    """Quarters of an hour from nine to eleven of so many days, at weekends closed."""
    chance = np.random.default_rng(1)
    rows = []
    for day in (MONDAY + timedelta(days=place) for place in range(days)):
        if day.weekday() > 4 or (day - MONDAY).days in closed:
            continue
        mean = level * (1.2 if day.weekday() == 0 else 1.0) * chance.lognormal(0, scatter)
        for minute in range(0, 120, 15):
            when = datetime.combine(day, time(9)) + timedelta(minutes=minute)
            rows.append((when.isoformat(sep=" "), str(chance.poisson(mean))))
    return rows


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write(
        rows: Rows, *, head: Sequence[str] = ("ts", "calls"), encoding: str = "utf-8", sep: str = ",", name: str = "c"
    ) -> Path:
        text = io.StringIO()
        csv.writer(text, delimiter=sep).writerows([head, *rows])
        path = tmp_path / f"{name}.csv"
        path.write_bytes(text.getvalue().encode(encoding))
        return path

    return write


def printed(path: Path, capsys: pytest.CaptureFixture[str], *words: str) -> list[str]:
    call_command("bench", "forecast", str(path), *words)
    return capsys.readouterr().out.splitlines()


# --- figures ---------------------------------------------------------------------------------------


def test_it_prints_what_was_looked_at_the_floor_and_a_row_for_each_way(
    write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = printed(write(calls()), capsys, "--origins=15:25:5")

    assert lines[0] == (
        "2025-03-03 to 2025-05-02, 44 open days × 4 intervals of 30 minutes, "
        f"{float(lines[0].split(', ')[-1].split()[0].replace(',', '')):,.1f} contacts each"
    )
    assert lines[1].startswith("3 origins, 2025-03-24 to 2025-04-07, 20 weekdays ahead each")
    assert lines[2].startswith("Poisson floor: 2.8%")
    assert [line[:26].strip() for line in lines[4:9]] == [
        "Dengta", "… as it adds up", "median of 6 weeks", "mean of 4 weeks", "weekly naive",
    ]  # fmt: skip
    assert all(word in lines[3] for word in ("WAPE", "MASE", "bias", "in 80 % band", "CPU s"))


def test_the_order_of_rows_and_columns_and_the_encoding_do_not_matter(
    write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = calls()
    turned = [(count, "x", when) for when, count in reversed(rows)]

    one = printed(write(rows), capsys, "--origins=15:25:5")
    other = printed(
        write(turned, head=("Calls ", "备注", " TS"), encoding="gb18030", sep=";", name="d"),
        capsys,
        "--origins=15:25:5",
    )

    assert [line[:-8] for line in one] == [line[:-8] for line in other]


def test_it_ends_with_one_where_more_is_off_than_is_promised(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(calls(scatter=0.4))

    with pytest.raises(SystemExit) as ended:
        call_command("bench", "forecast", str(path), "--origins=20:20:1")

    assert ended.value.code == 1
    assert "is more than the 6.5% that are promised" in capsys.readouterr().out


def test_exactly_what_is_promised_is_kept(monkeypatch: pytest.MonkeyPatch, write: Write) -> None:
    def of(error: float) -> list[Figures]:
        return [Figures(forecast.OURS, error, 0.8, 0.0, 0.8, 0.1)]

    options = {"file": write(calls()), "minutes": 30, "origins": "20:20:1"}
    for error, kept in ((0.065, True), (0.0651, False)):
        monkeypatch.setattr(forecast, "measure", lambda _found, error=error: of(error))
        assert forecast.run(options, say=lambda _line: None) is kept


def test_origins_are_counted_in_weekdays_and_the_end_is_included(write: Write) -> None:
    history = History.from_rows(read(write(calls())), 30)

    found = windows(history, origins("20:25:5"), where="c.csv")

    assert [one.past.end for one in found] == [date(2025, 3, 31), date(2025, 4, 7)]
    assert [len(one.actual) for one in found] == [26, 26]
    assert date(2025, 3, 31) + timedelta(days=25) == date(2025, 4, 25)


def test_closed_days_are_told_to_the_forecast_and_left_out_of_the_score(write: Write) -> None:
    history = History.from_rows(read(write(calls(closed=(30,)))), 30)

    (one,) = windows(history, origins("20:20:1"), where="c.csv")

    assert MONDAY + timedelta(days=30) in one.closed
    assert date(2025, 4, 5) in one.closed
    assert int((~np.isnan(one.actual)).any(axis=1).sum()) == 19


def test_what_is_not_given_is_not_claimed() -> None:
    lines = list(table([Figures("one", 0.0612, 0.801, -0.033, None, 0.02), Figures("two", 0.05, 1, 0.1, 0.8061, 1)]))

    assert lines[1].split() == ["one", "6.12%", "0.801", "-3.3%", "–", "0.02"]
    assert lines[2].split() == ["two", "5.00%", "1.000", "+10.0%", "80.6%", "1.00"]


def test_a_library_that_is_installed_is_compared(monkeypatch: pytest.MonkeyPatch, write: Write) -> None:
    """With stand-ins that say eight, and two times the mean of four weeks."""
    mstl = SimpleNamespace(forecast=lambda y, h: {"mean": np.full(h, 8.0)})
    trees = SimpleNamespace(predict=lambda rows: np.full(len(rows), 2.0))
    stand_ins = {
        "statsforecast.models": SimpleNamespace(MSTL=lambda **_: mstl, AutoETS=lambda **_: None),
        "lightgbm": SimpleNamespace(Dataset=lambda *_: None, train=lambda *_, **__: trees),
    }
    monkeypatch.setattr(forecast_libraries, "find_spec", lambda name: name)
    monkeypatch.setattr(forecast_libraries, "import_module", stand_ins.__getitem__)
    history = History.from_rows(read(write(calls(days=84))), 30)

    for origin, times in ((40, 2), (20, 1)):
        found = windows(history, origins(f"{origin}:{origin}:1"), where="c.csv")
        figures = {one.name: one for one in forecast.measure(found)}
        assert figures["statsforecast MSTL+ETS"].bias == pytest.approx(8 / np.nanmean(found[0].actual) - 1)
        assert 1 + figures["LightGBM direct"].bias == pytest.approx(times * (1 + figures["mean of 4 weeks"].bias))
    assert list(forecast.missing()) == []


def test_a_library_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forecast_libraries, "find_spec", lambda _name: None)

    assert list(forecast.missing()) == [
        "statsforecast: not compared, since it is not installed.",
        "lightgbm: not compared, since it is not installed.",
    ]
    assert list(forecast_libraries.installed(forecast._timed)) == []


# --- mistakes --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "head", "said"),
    [
        (
            [("2025-03-03", "1")],
            ("time", "calls"),
            'row 1: no column "ts"; there is "time", "calls". Name the beginning',
        ),
        ([("2025-03-03", "1")], ("ts", "n"), 'row 1: no column "calls"'),
        ([], (), "there is nothing"),
        ([], ("ts", "calls"), "no row below the head. Give a row for each interval"),
        (
            [("2025-03-03 07:00", "1"), ("half past", "2")],
            ("ts", "calls"),
            'row 3: the time is "half past". Write it as',
        ),
        ([("2025-03-03 07:00", "many")], ("ts", "calls"), 'row 2: the contacts are "many". Give a number from 0 on'),
        ([("2025-03-03 07:00", "-1")], ("ts", "calls"), "Give a number from 0 on"),
        ([("2025-03-03 07:00", "nan")], ("ts", "calls"), "Give a number from 0 on"),
        ([("2025-03-03 07:00",)], ("ts", "calls"), "row 2: 1 cells where 2 are needed"),
        ([("2025-03-03", "1"), ("1025-03-03", "1")], ("ts", "calls"), "Look for a slip in a year"),
    ],
)
def test_a_file_that_cannot_be_used_is_told_what_where_and_how_to_mend(
    write: Write, rows: Rows, head: Sequence[str], said: str
) -> None:
    with pytest.raises(CommandError, match=r"c\.csv") as problem:
        call_command("bench", "forecast", str(write(rows, head=head)))

    assert said in str(problem.value)


def test_a_file_that_is_not_there_or_no_text_is_told_so(tmp_path: Path) -> None:
    binary, quote = tmp_path / "binary.csv", tmp_path / "quote.csv"
    binary.write_bytes(b"\x80\xff\x00\x9e" * 200)
    quote.write_text('ts,calls\n2025-03-03,"' + "5" * 200_000)

    for path, said in ((tmp_path / "none.csv", "Name a CSV file"), (tmp_path, "Name a CSV file"), (quote, "quotation")):
        with pytest.raises(CommandError, match=said):
            call_command("bench", "forecast", str(path))
    with pytest.raises(CommandError):
        call_command("bench", "forecast", str(binary))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--minutes=7",), "--minutes 7 does not divide a day. Give 15, 30 or 60."),
        (("--minutes=0",), "--minutes 0 does not divide a day"),
        (("--origins=80",), '--origins "80" is not START:END:STEP in whole weekdays, such as 80:110:5.'),
        (("--origins=80:110:0",), "is not START:END:STEP"),
        (("--origins=a:b:c",), "is not START:END:STEP"),
        (("--origins=-5:10:5",), "is not START:END:STEP"),
        (("--origins=30:20:5",), "ends before it begins"),
        (("--origins=20:40:5",), "holds 45 weekdays, 2025-03-03 to 2025-05-02: from origin 40 on, 20 more do not fit."),
        (("--origins=20:40:5",), "The last origin it allows is 25."),
        (("--origins=5:20:5",), "An origin has too little before it (7 days, 5 of them measured: 14 and 7 are needed."),
    ],
)
def test_an_option_that_cannot_be_is_told_with_one_that_can(write: Write, words: tuple[str, ...], said: str) -> None:
    with pytest.raises(CommandError) as problem:
        call_command("bench", "forecast", str(write(calls())), *words)

    assert said in str(problem.value)


def test_rows_too_far_apart_for_the_intervals_and_windows_without_a_contact_are_told(write: Write) -> None:
    days = [MONDAY + timedelta(days=place) for place in range(63)]
    hours = [(f"{day} {hour:02}:00", "7" if day < days[30] else "0") for day in days for hour in range(9, 15)]

    with pytest.raises(CommandError, match=r"c\.csv: the rows lie 60 minutes apart.* Give --minutes that they make up"):
        call_command("bench", "forecast", str(write(hours)))
    with pytest.raises(CommandError, match=r"c\.csv: no contact on the 20 weekdays from origin 25 on"):
        call_command("bench", "forecast", str(write(hours)), "--minutes=60", "--origins=15:25:5")


def test_the_command_tells_what_it_can_measure(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        load_command_class("dengta.config", "bench").create_parser("dengta", "bench").parse_args(["--help"])

    assert "forecast" in capsys.readouterr().out


def test_a_file_too_short_for_any_origin_is_told_so(write: Write) -> None:
    with pytest.raises(CommandError, match=r"holds 10 weekdays.* Give a longer file"):
        call_command("bench", "forecast", str(write(calls(days=14, closed=()))), "--origins=5:5:1")
