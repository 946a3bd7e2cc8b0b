"""`./dengta bench roster`: a row for each instance as a table or JSON, an exit code, a sentence for every mistake."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from dengta.config.bench import roster
from dengta.engines.rostering import Breach, Result, Stop

# Three people, four wanted on Tuesday: one is missing, and everything else can be had.
INSTANCE = """\
SECTION_HORIZON
7

SECTION_SHIFTS
# ShiftID, Length in mins, Shifts which cannot follow this shift | separated
D,480,

SECTION_STAFF
A,D=7,2880,1440,5,2,2,1
B,D=7,2880,1440,5,2,2,1
C,D=7,2880,1440,5,2,2,1

SECTION_DAYS_OFF
A,0

SECTION_SHIFT_ON_REQUESTS
B,2,D,3

SECTION_SHIFT_OFF_REQUESTS
C,6,D,2

SECTION_COVER
0,D,1,100,1
1,D,4,100,1
2,D,2,100,1
3,D,2,100,1
4,D,2,100,1
"""
MISSING_ONE = 100
KEYS = [
    "instance", "cost", "hard_violations", "bound", "first_feasible_s", "cpu_s", "wall_s", "cpsat_cost", "seed",
    "best_known", "load",
]  # fmt: skip
DUTIES = "SECTION_HORIZON\n1\n\nSECTION_TASKS\n1\n\nSECTION_STAFF\nA,240,480\n\nSECTION_COVER\n"


@pytest.fixture
def instance(tmp_path: Path) -> Path:
    path = tmp_path / "set" / "Tiny.txt"
    path.parent.mkdir()
    path.write_text(INSTANCE, encoding="utf-8")
    return path


@pytest.fixture
def answered(monkeypatch: pytest.MonkeyPatch) -> Callable[[Result], list[dict[str, object]]]:
    """Let the search answer this, and remember what it was asked."""

    def answer(result: Result) -> list[dict[str, object]]:
        asked: list[dict[str, object]] = []

        def solve(_problem: object, **options: object) -> Result:
            asked.append(options)
            return result

        monkeypatch.setattr(roster, "solve", solve)
        return asked

    return answer


def found(cost: int = 300, *breaches: Breach) -> Result:
    return Result((("D",),), cost, breaches, 250.0, proven=False, seconds=1.0, cpu=2.0, progress=())


NOTHING = Result(None, None, (), float("-inf"), proven=False, seconds=1.0, cpu=2.0, progress=())


# --- what it measures ------------------------------------------------------------------------------


def test_json_is_a_list_of_objects_with_the_promised_keys(instance: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("bench", "roster", str(instance), "--seconds=2", "--json", "--seed=7", "--versus=cpsat")

    (row,) = json.loads(capsys.readouterr().out)
    assert list(row) == KEYS
    assert (row["instance"], row["seed"], row["best_known"]) == ("Tiny.txt", 7, None)
    assert (row["cost"], row["cpsat_cost"], row["hard_violations"]) == (MISSING_ONE, MISSING_ONE, 0)
    assert int(row["bound"]) <= MISSING_ONE
    assert 0 < row["first_feasible_s"] <= row["wall_s"] + 0.05
    assert row["cpu_s"] > 0


def test_the_table_divides_by_the_best_known_cost_beside_or_above_the_file(
    instance: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    known = {"source": "made up", "other": {"Other.txt": 1}, "set": {"Tiny.txt": 80}}
    (instance.parent.parent / roster.BEST_KNOWN).write_text(json.dumps(known), encoding="utf-8")

    call_command("bench", "roster", str(instance), "--seconds=2")

    heading, row, mean = capsys.readouterr().out.splitlines()
    assert heading.split()[:3] == ["instance", "cost", "broken"]
    assert row.split()[:3] == ["Tiny.txt", "100", "0"]
    assert row.split()[7:11] == ["80", "1.25", "–", "–"]
    assert mean == "Geometric mean of cost ÷ best known over 1: 1.250"


def test_copies_side_by_side_are_held_against_as_many_times_the_best_known(
    instance: Path, capsys: pytest.CaptureFixture[str], answered: Callable[[Result], object]
) -> None:
    (instance.parent / roster.BEST_KNOWN).write_text('{"set": {"Tiny": 100}}', encoding="utf-8")
    answered(found(300))

    call_command("bench", "roster", str(instance), "--times=3", "--json")

    (row,) = json.loads(capsys.readouterr().out)
    assert (row["instance"], row["best_known"]) == ("Tiny.txt × 3", 300)


def test_an_invented_centre_goes_by_its_words_and_the_search_gets_the_options(
    capsys: pytest.CaptureFixture[str], answered: Callable[[Result], list[dict[str, object]]]
) -> None:
    asked = answered(found())
    words = "agents=6,days=7,skills=1"

    call_command("bench", "roster", f"--generate={words}", "--seconds=3", "--workers=4", "--seed=9", "--json")

    (row,) = json.loads(capsys.readouterr().out)
    assert (row["instance"], row["cost"], row["first_feasible_s"]) == (words, 300, None)
    # The first one is to have the search compiled before anything is measured.
    assert asked[1:] == [{"stop": Stop(seconds=3.0), "seed": 9, "workers": 4}]


def test_the_mean_over_several_instances_is_geometric() -> None:
    rows = [roster.Row("x", cost, 0, None, None, 0.0, 0.0, None, 1, best, 0.0) for cost, best in ((400, 100), (90, 90))]

    assert list(roster.summary(rows)) == ["Geometric mean of cost ÷ best known over 2: 2.000"]


# --- how it ends -----------------------------------------------------------------------------------


@pytest.mark.parametrize("result", [NOTHING, found(5, Breach("least", "", 0, 1))])
def test_it_ends_with_one_when_there_is_no_roster_or_one_that_breaks_something(
    instance: Path, result: Result, answered: Callable[[Result], object]
) -> None:
    answered(result)

    with pytest.raises(SystemExit) as ended:
        call_command("bench", "roster", str(instance))

    assert ended.value.code == 1


def test_what_was_not_found_is_a_dash(
    instance: Path, capsys: pytest.CaptureFixture[str], answered: Callable[[Result], object]
) -> None:
    answered(NOTHING)

    with pytest.raises(SystemExit):
        call_command("bench", "roster", str(instance))

    _heading, row = capsys.readouterr().out.splitlines()
    assert row.split()[1:5] == ["–", "–", "–", "–"]


# --- mistakes --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, r"Tiny\.txt: there is no such file"),
        ("ts,calls\n", r"Tiny\.txt: it is in none of the formats known here"),
        (INSTANCE.replace("1,D,4,", "1,D,four,"), r"Tiny\.txt: line 24: '1,D,four,100,1' cannot be read"),
        (INSTANCE.replace("SECTION_COVER", "SECTION_NEEDS"), "no section SECTION_NEEDS is known"),
        (INSTANCE.replace("0,D,1,100,1", "0,N,1,100,1"), "'N', which is no shift"),
        (DUTIES, "duties built from tasks, not for shifts"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_with_what_is_wrong(instance: Path, content: str | None, says: str) -> None:
    instance.unlink()
    if content is not None:
        instance.write_text(content, encoding="utf-8")

    with pytest.raises(CommandError, match=says):
        call_command("bench", "roster", str(instance))


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ([], "Say which instances"),
        (["--generate=agents"], "'agents' is no word with a value"),
        (["--generate=people=5"], "'people' is not known"),
        (["--generate=agents=some"], "'agents' must be a whole number"),
        (["--generate=agents=10,hours=8-17,shifts=40"], "'shifts' must be at most"),
        (["--seconds=0"], "--seconds must be above 0"),
        (["--seconds=nan"], "--seconds must be above 0"),
        (["--seconds=inf"], "--seconds must be above 0"),
        (["--seconds=-1"], "--seconds must be above 0"),
        (["--workers=0"], "--workers and --times at least 1"),
        (["--times=0"], "--workers and --times at least 1"),
        (["--versus=gurobi"], "invalid choice: 'gurobi'"),
    ],
)
def test_a_word_that_makes_no_sense_is_refused_before_anything_is_searched(
    instance: Path, words: list[str], says: str, answered: Callable[[Result], list[dict[str, object]]]
) -> None:
    asked = answered(found())
    files = [] if not words or "generate" in words[0] else [str(instance)]

    with pytest.raises(CommandError, match=says):
        call_command("bench", "roster", *files, *words)

    assert asked == []
