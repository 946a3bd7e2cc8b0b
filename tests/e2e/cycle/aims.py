"""The goal: set, broken down, adjusted, put in force, read and acknowledged."""

import re

from playwright.sync_api import expect

from tests.e2e.cycle.walking import Walk

TITLE = "十一月满意度"


def the_goal_is_set(walk: Walk) -> None:
    """The supervisor goes through the wizard and breaks the goal down."""
    walk.works("supervisor")
    walk.goes("New goal")
    walk.enters("Name of the goal", TITLE)
    walk.chooses("Unit", walk.house.tree.aftersales_1.name)
    walk.enters("First day", "2026-11-01")
    walk.enters("Months", 1)
    walk.chooses("Owner", walk.house.supervisor.name)
    walk.presses("Go on")
    walk.presses("Go on")
    walk.enters("How much better, in percent", 2)
    walk.ticks("Points of the measure")
    walk.ticks("Average of the whole period")
    walk.presses("Go on")
    walk.presses("Go on")
    walk.presses("Save and check")
    walk.presses("Break down to months, teams and people")
    walk.reads(walk.said("Broken down, and everything adds up"))
    for kpi, aim in (("Repeat contacts", 10), ("Average handling time", 400)):
        _names_what_moves_it(walk, kpi, aim)


def _names_what_moves_it(walk: Walk, kpi: str, aim: int) -> None:
    walk.opens_sheet("Name one")
    walk.chooses("Figure of daily work", walk.said(kpi))
    walk.enters("Number it is to reach", aim)
    walk.presses("Save")


def the_leader_adjusts_one(walk: Walk) -> None:
    """The team lead asks a little more of 李佳怡; the others make up for it, and the sum stands."""
    walk.works("leader")
    walk.follows(TITLE)
    walk.goes("Teams and months")
    team = _number(walk.main.get_by_role("row").filter(has_text=walk.said("the whole")).inner_text())
    walk.goes("People")
    before = _weighted_mean(walk)
    row = walk.main.get_by_role("row").filter(has_text=walk.house.agent.name)
    walk.follows(row.get_by_role("link").last.inner_text(), within=row)
    own = float(walk.field(walk.said("Target")).input_value())
    walk.enters("Target", own + 1)
    walk.enters("Why", "她带新人，基线已稳")
    walk.presses("Save")
    walk.goes("People")
    after = _weighted_mean(walk)
    assert abs(before - team) < 0.1
    assert abs(after - team) < 0.1
    expect(row).to_contain_text(f"{own + 1:.1f}")


def the_goal_comes_into_force(walk: Walk) -> None:
    """The supervisor publishes the targets."""
    walk.works("supervisor")
    walk.follows(TITLE)
    walk.presses("Put in force")
    walk.reads(walk.said("In force", "goal"))


def a_target_is_acknowledged(walk: Walk) -> None:
    """李佳怡 reads her target from what waits for her; her leader sees that one of four has."""
    walk.sits("agent")
    walk.goes("Read it")
    walk.goes("I have read it")
    walk.presses("I have read it")
    walk.reads(walk.said("Read on %(day)s").partition("%")[0].strip())
    walk.works("leader")
    walk.follows(TITLE)
    walk.reads(walk.said("{done} of {total} have confirmed it").format(done=1, total=4))


def the_goal_is_closed(walk: Walk) -> None:
    """With a word on how it ended."""
    walk.menu("Goals")
    walk.follows(TITLE)
    walk.opens_sheet("Close")
    walk.enters("How did it end, and what do we keep of it?", "达成，话术保留。")
    walk.presses("Close it")
    walk.reads("达成，话术保留。")


def _number(text: str) -> float:
    found = re.findall(r"\d+\.\d", text)
    return float(found[-1])


def _weighted_mean(walk: Walk) -> float:
    """What the people of the page make up together, each by the share that is expected of them."""
    rows = [row.get_by_role("cell").all_inner_texts() for row in walk.main.get_by_role("row").all()[1:]]
    volumes = [float(cells[2].split()[0].replace(",", "")) for cells in rows]
    values = [_number(cells[3]) for cells in rows]
    assert len(rows) == 4
    return sum(volume * value for volume, value in zip(volumes, values, strict=True)) / sum(volumes)
