"""The nurse rostering competition: its texts read by hand, and the cost its official validator states."""

import re
from pathlib import Path

import pytest

from dengta.engines.rostering.checker import Rule, check
from dengta.engines.rostering.formats import Unreadable, inrc2, read_file
from dengta.engines.rostering.problem import Cover, History, Limit, Problem, Roster, Wish
from tests.engines.rostering.rosters import bench

SCENARIO = """\
SCENARIO = tiny

WEEKS = 2

SKILLS = 2
Head
Nurse

SHIFT_TYPES = 2
Early (2,5)
Night (3,4)

FORBIDDEN_SHIFT_TYPES_SUCCESSIONS
Early 0
Night 1 Early

CONTRACTS = 2
Full (7,11) (3,5) (2,3) 2 1
Half (3,6) (1,4) (1,9) 1 0

NURSES = 2
Ann Full 2 Head Nurse
Bob Half 1 Nurse
"""
HISTORY = """\
HISTORY
0 tiny

NURSE_HISTORY
Ann 6 1 Night 2 4 0
Bob 0 0 None 0 0 3
"""
FIRST = """\
WEEK_DATA
tiny

REQUIREMENTS
Early Head (0,0) (0,0) (0,0) (0,0) (0,0) (0,0) (0,0)
Night Nurse (1,2) (0,1) (0,0) (0,0) (0,0) (0,0) (0,0)

SHIFT_OFF_REQUESTS = 0
"""
SECOND = FIRST.replace("= 0", "= 2\nAnn Any Tue \nBob Night Sun")


def test_two_weeks_become_one_problem_with_the_weights_of_the_competition() -> None:
    problem = inrc2.read(SCENARIO, HISTORY, [FIRST, SECOND], name="tiny")

    early, night = problem.shifts
    assert (problem.days, problem.first_weekday, early.not_before, night.not_before) == (14, 0, set(), {"Early"})
    ann, bob = problem.agents
    assert (ann.skills, bob.skills) == ({"Head", "Nurse"}, {"Nurse"})
    assert ann.contract.days == Limit(7, 11, 20, 20)
    assert ann.contract.weekends == Limit(0, 2, above=30)
    assert (ann.contract.work_run, ann.contract.rest_run) == (Limit(3, 5, 30, 30), Limit(2, 3, 30, 30))
    assert [one.limit for one in ann.contract.runs] == [Limit(2, 5, 15, 15), Limit(3, 4, 15, 15)]
    assert (ann.contract.half_weekend, bob.contract.half_weekend) == (30, 0)
    assert ann.history == History("Night", 4, 2, days=6, weekends=1)
    assert bob.history == History(run=3)
    assert ann.wishes == (Wish(8, "", 10, wanted=False),)
    assert bob.wishes == (Wish(13, "Night", 10, wanted=False),)
    assert problem.covers == tuple(
        Cover(monday + day, best, 30, code="Night", skill="Nurse", least=least)
        for monday in (0, 7)
        for day, least, best in ((0, 1, 2), (1, 0, 1))
    )


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("WEEKS = 2", "WEEKS = 4", "the scenario has 4 weeks, not 2"),
        ("NURSES = 2", "STAFF", "NURSES is missing"),
        ("(7,11)", "(7,x)", "line 18: 'Full 7 x 3 5 2 3 2 1' cannot be read"),
        ("Bob Half", "Bob Quarter", "line 23: 'Bob Quarter 1 Nurse' cannot be read"),
        ("Bob Half", "Eve Half", "line 23: 'Eve Half 1 Nurse' cannot be read"),
        ("Bob Half 1 Nurse", "Ann Half 1 Nurse", "every agent needs a key of their own"),
        ("SCENARIO = tiny", "tiny", "line 1: a line before SCENARIO"),
    ],
)
def test_what_cannot_be_read_is_named(old: str, new: str, says: str) -> None:
    assert old in SCENARIO

    with pytest.raises(Unreadable, match=re.escape(says)):
        inrc2.read(SCENARIO.replace(old, new), HISTORY, [FIRST, SECOND])


def test_a_row_of_cover_needs_seven_days() -> None:
    with pytest.raises(Unreadable, match=r"line 5: .* cannot be read: 6 days, not 7"):
        inrc2.read(SCENARIO, HISTORY, [FIRST, SECOND.replace(" (0,0)", "", 1)])


def test_a_name_stands_for_the_files_beside_it(tmp_path: Path) -> None:
    for name, text in (("Sc-tiny", SCENARIO), ("H0-tiny-1", HISTORY), ("WD-tiny-5", FIRST), ("WD-tiny-0", SECOND)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")

    problem = read_file(tmp_path / "tiny_1_5-0")

    assert problem == inrc2.read(SCENARIO, HISTORY, [FIRST, SECOND], name="tiny_1_5-0")
    assert read_file(tmp_path / "tiny_1_5-0.txt") == problem
    with pytest.raises(Unreadable, match=r"WD-tiny-7\.txt cannot be read"):
        read_file(tmp_path / "tiny_1_5-7")


def test_any_other_file_is_known_by_what_is_in_it(tmp_path: Path) -> None:
    file = tmp_path / "Instance77.txt"
    file.write_text(
        "SECTION_HORIZON\n7\nSECTION_SHIFTS\nD,480,\nSECTION_STAFF\nA,D=7,3360,0,5,2,2,1\n", encoding="utf-8"
    )

    assert (read_file(file).name, read_file(file).days) == ("Instance77", 7)
    file.write_text("Dear reader,", encoding="utf-8")
    with pytest.raises(Unreadable, match=r"Instance77\.txt: it is in none of the formats known here"):
        read_file(file)
    with pytest.raises(Unreadable, match=r"Instance78\.txt: there is no such file"):
        read_file(tmp_path / "Instance78.txt")
    file.write_bytes(b"\xff\xfe\xff")
    with pytest.raises(Unreadable, match=r"Instance77\.txt cannot be read"):
        read_file(file)


def _grid(problem: Problem, text: str) -> Roster:
    """The validator's table: a bar after each letter, and a space between the weeks."""
    letters = {shift.code[0]: shift.code for shift in problem.shifts} | {"-": ""}
    lines = {line.split("|", 1)[0].strip(): line.split("|", 1)[1] for line in text.splitlines() if "|" in line}
    return tuple(
        tuple(letters[letter] for letter in re.findall(r"[\w-]", lines[agent.key])) for agent in problem.agents
    )


@pytest.mark.shared
def test_a_solution_costs_what_the_official_validator_says_part_by_part() -> None:
    folder = bench("inrc2/n005w4")
    problem = read_file(folder / "n005w4_0_1-2-3-3.txt")
    said = (folder / "Solution_H_0-WD_1-2-3-3" / "validator.txt").read_text(encoding="utf-8")

    verdict = check(problem, _grid(problem, said))

    assert verdict.breaches == ()
    official = {name: int(cost) for name, cost in re.findall(r"^(\w[\w ]+): (\d+)$", said, re.MULTILINE)}
    assert official["Total cost"] == verdict.cost == 1695
    parts = verdict.parts
    assert {
        "Total assignment constraints": parts[Rule.DAYS],
        "Consecutive constraints": parts[Rule.WORK_RUN] + parts[Rule.RUNS],
        "Non working days constraints": parts[Rule.REST_RUN],
        "Preferences": parts[Rule.WISHES],
        "Max working weekend": parts[Rule.WEEKENDS],
        "Complete weekends": parts[Rule.HALF_WEEKEND],
        "Optimal coverage constraints": parts[Rule.UNDER],
    }.items() <= official.items()


def _written(problem: Problem, folder: Path) -> tuple[Roster, dict[tuple[int, str, str], int]]:
    """The roster of the weekly solution files, and how many serve each day, shift and skill by what they say."""
    days = {agent.key: [""] * problem.days for agent in problem.agents}
    serving: dict[tuple[int, str, str], int] = {}
    for file in folder.glob("Sol-*.txt"):
        monday = 7 * int(file.stem.rsplit("-", 1)[1])
        for line in file.read_text(encoding="utf-8").splitlines():
            if len(words := line.split()) == 4:
                day = monday + inrc2.WEEKDAYS.index(words[1])
                days[words[0]][day] = words[2]
                serving[day, words[2], words[3]] = serving.get((day, words[2], words[3]), 0) + 1
    return tuple(tuple(days[agent.key]) for agent in problem.agents), serving


@pytest.mark.shared
@pytest.mark.parametrize("name", ["0_1-2-3-3", "1_5-3-1-0", "2_6-7-8-9"])
def test_the_cheapest_sharing_out_is_no_dearer_than_the_skills_a_solution_names(name: str) -> None:
    history, weeks = name.split("_")
    problem = read_file(bench("inrc2/n005w4") / f"n005w4_{name}")
    roster, serving = _written(problem, bench("inrc2/n005w4") / f"Solution_H_{history}-WD_{weeks}")

    verdict = check(problem, roster)

    assert verdict.breaches == ()
    named = sum(
        cover.under * max(0, cover.needed - serving.get((cover.day, cover.code, cover.skill), 0))
        for cover in problem.covers
    )
    assert 0 < verdict.parts[Rule.UNDER] <= named


@pytest.mark.shared
@pytest.mark.parametrize("name", ["n005w4/n005w4_2_6-7-8-9", "n030w4/n030w4_1_6-2-9-1", "n050w4/n050w4_0_0-4-8-7"])
def test_the_sizes_are_those_of_the_name(name: str) -> None:
    problem = read_file(bench("inrc2") / name)

    assert len(problem.agents) == int(name[1:4])
    assert problem.days == 28
    assert {cover.day for cover in problem.covers} == set(range(28))
    assert all(agent.history is not None for agent in problem.agents)
