"""The appraisal: frozen, scored, released, talked about, objected to, appealed against, closed."""

import re

from playwright.sync_api import expect

from dengta.foundation import jobs
from tests.e2e.cycle import people, rules
from tests.e2e.cycle.month import LOST
from tests.e2e.cycle.walking import Walk


def figures_are_frozen(walk: Walk) -> None:
    """The supervisor freezes; the worker does it."""
    walk.works("supervisor")
    _opens_the_cycle(walk)
    walk.presses("Freeze the figures")
    jobs.work_off()


def the_leader_scores(walk: Walk) -> None:
    """Everybody of the team, with reasons."""
    walk.sits("leader")
    walk.goes("Score")
    for persona, score in (("agent", 77), ("peer", 75)):
        walk.follows(walk.house.people[persona].name)
        walk.opens_sheet("Score")
        walk.enters("Score", score)
        walk.enters("Reasons for the score", "本月表现稳定，退款解释要更具体。")
        walk.presses("Save the score")
        walk.goes("Back")


def it_is_released(walk: Walk) -> None:
    """The supervisor looks at the scores side by side and lets everybody read theirs."""
    walk.works("supervisor")
    _opens_the_cycle(walk)
    walk.presses("Begin the calibration")
    walk.presses("Release to everybody")


def what_counted_can_be_read(walk: Walk) -> None:
    """Every source with its weight, and why a point was lost, three clicks from where the day begins."""
    walk.sits("agent")
    walk.goes("Open it")
    for name, weight in rules.WEIGHTS:
        line = walk.main.get_by_role("listitem").filter(has_text=walk.said(name))
        expect(line.first).to_contain_text(re.compile(rf"× {weight}\s?%"))
    walk.reads(walk.said("factor %(factor)s") % {"factor": "1.00"})
    walk.goes("Quality reviews")
    walk.follows(walk.house.agent.name)
    walk.reads(LOST)
    assert walk.clicks <= people.MOST_CLICKS


def both_talk_and_she_signs(walk: Walk) -> None:
    walk.sits("agent")
    walk.goes("Open it")
    walk.opens_sheet("Write your part")
    walk.enters("Your written part", "系统十一月中旬换过一次。")
    walk.presses("Save")
    walk.sits("leader")
    walk.goes("Open it")
    for persona in ("agent", "peer"):
        walk.follows(walk.house.people[persona].name)
        walk.opens_sheet("Write your part")
        walk.enters("Your written part", "进步明显。")
        walk.enters("What comes next", "跟听退款专席两周。")
        walk.presses("Save")
        walk.goes("Back")
    walk.sits("agent")
    walk.goes("Open it")
    walk.presses("Sign, I do not agree")


def a_number_is_objected_to(walk: Walk) -> None:
    """李佳怡 objects; whoever answers opens the record and says why the number stands."""
    walk.opens_sheet("Object to a number")
    walk.chooses("Which number", walk.said("Quality reviews"))
    walk.enters("What is wrong with it", "到账日我在最后说了。")
    walk.presses("Make the objection")
    walk.sits("supervisor")
    walk.goes("Answer")
    walk.goes("Open the record")
    walk.follows(walk.house.agent.name)
    walk.reads(LOST)
    walk.sits("supervisor")
    walk.goes("Answer")
    walk.opens_sheet("Answer")
    walk.ticks("The number stands")
    walk.enters("Why", "听了录音，结束前没有说到账日。")
    walk.presses("Give the decision")


def somebody_uninvolved_decides(walk: Walk) -> None:
    """She appeals; HR had no part in it, grants it, and the total changes."""
    walk.works("agent")
    _opens_her_appraisal(walk)
    before = _total(walk)
    walk.opens_sheet("Appeal")
    walk.enters("What should be looked at again", "组长的分没有看换系统那两周。")
    walk.presses("Appeal")
    walk.sits("hr")
    walk.goes("Decide the appeal")
    walk.opens_sheet("Decide the appeal")
    walk.ticks("The number is corrected")
    walk.enters("Corrected score", 92)
    walk.enters("Why", "换系统的两周应当扣除。")
    walk.presses("Give the decision")
    assert _total(walk) == before + 3.0
    walk.reads("77.0 → 92.0")


def it_is_closed_for_good(walk: Walk) -> None:
    """After the last day of the talks the supervisor closes: hers signed, that of the colleague unsigned."""
    walk.works("supervisor")
    _opens_the_cycle(walk)
    for persona in ("agent", "peer"):
        walk.follows(walk.house.people[persona].name)
        walk.presses("Close")
        walk.goes("Back")
    walk.presses("Close the cycle")
    walk.follows(walk.house.agent.name)
    _has_nothing_to_press(walk)


def nothing_can_be_changed(walk: Walk) -> None:
    """Nobody finds anything to press; whoever comes by an old address is told why it is over."""
    walk.works("leader")
    _opens_the_cycle(walk)
    walk.follows(walk.house.agent.name)
    _has_nothing_to_press(walk)
    walk.comes_back_to(f"{walk.page.url}part/")
    walk.enters("Your written part", "再补一句。")
    refusal = walk.said("This step does not fit where the appraisal stands: {state}.")
    walk.is_refused("Save", refusal.format(state=walk.said("Closed", "appraisal")))
    walk.works("agent")
    _opens_her_appraisal(walk)
    _has_nothing_to_press(walk)
    factor = [factor for least, factor, _plan in rules.STEPS if least <= _total(walk)][-1]
    walk.follows(walk.said("factor %(factor)s") % {"factor": factor})
    walk.reads(rules.TABLE)


def _has_nothing_to_press(walk: Walk) -> None:
    expect(walk.main.locator("form[method=post], a[hx-target='#dt-sheet']")).to_have_count(0)


def _opens_the_cycle(walk: Walk) -> None:
    walk.menu("Appraisal cycles")
    walk.follows(rules.CYCLE)


def _opens_her_appraisal(walk: Walk) -> None:
    walk.menu("My appraisals")
    walk.follows(rules.CYCLE)


def _total(walk: Walk) -> float:
    return float(walk.main.locator(".dt-score__total strong").inner_text())
