"""The month: colleagues say how it is to work together, a stranger visits, quality listens to what was drawn."""

from playwright.sync_api import expect

from tests.e2e.cycle import people
from tests.e2e.cycle.walking import Walk

ROUND, QUESTION = "十一月互评", "说到做到"
SCENARIO, CRITERIA, VISITS = "退款问到账", ("先确认订单", "说清到账日"), "十一月暗访"
FORM, OPENING, SOLUTION, SAMPLE = "售后质检表", "问候并核实身份", "一次说清方案", "十一月抽样"
LOST = "没有说明到账日"


def colleagues_say_how_it_is(walk: Walk) -> None:
    """The team lead starts a round; three colleagues answer about 李佳怡, and she looks at herself."""
    walk.works("leader")
    walk.menu("Reviews by people")
    walk.goes("Start a peer review")
    walk.chooses("Unit", walk.house.tree.aftersales_1.name)
    for label, value in (
        ("Title", ROUND), ("Period from", "2026-11-01"), ("Period until", "2026-11-30"),
        ("Open to answers until", "2026-11-30"), ("Colleagues asked about each person", 3),
        ("Shown from how many answers on", 3), ("Questions", f"{QUESTION} | 常要追问 | 不用再问"),
    ):  # fmt: skip
        walk.enters(label, value)
    walk.presses("Start and ask")
    for persona, value in (("peer", "4"), ("mentor", "4"), ("trainer", "3")):
        walk.sits(persona)
        walk.goes("Give my view")
        item = walk.main.get_by_role("listitem").filter(has_text=walk.house.agent.name)
        walk.goes("Give my view", within=item)
        walk.picks(QUESTION, value)
        walk.presses("Hand in")
    _looks_at_herself(walk)


def _looks_at_herself(walk: Walk) -> None:
    walk.works("agent")
    walk.menu("Reviews by people")
    walk.tab("Self-review")
    walk.goes("Write")
    walk.picks(QUESTION, "4")
    for label in ("What went well", "What did not go well, and what I learned", "What I need"):
        walk.enters(label, "见周报")
    walk.ticks("Hand it in: my leader reads it, and it does not change any more")
    walk.presses("Save")


def a_stranger_visits(walk: Walk) -> None:
    """The supervisor plans a visit that only the shopper knows of; she makes it, he closes it."""
    walk.works("supervisor")
    walk.menu("Mystery shopper")
    walk.goes("Scenarios")
    walk.goes("New scenario")
    walk.chooses("Unit", walk.house.tree.qinghe.name)
    walk.enters("Title", SCENARIO)
    walk.enters("What the shopper says and does", "说买错了尺码，问几天到账。")
    walk.enters("What is judged", "\n".join(f"{text} | {weight}" for weight, text in enumerate(CRITERIA, start=1)))
    walk.presses("Save")
    walk.goes("Mystery shopper")
    walk.opens_sheet("New plan of visits")
    walk.chooses("Unit", walk.house.tree.qinghe.name)
    walk.enters("Title", VISITS)
    walk.presses("Save")
    walk.follows(VISITS)
    walk.opens_sheet("Plan a visit")
    walk.chooses("Scenario", SCENARIO)
    walk.chooses("Who is visited", walk.house.agent.name)
    walk.chooses("Who visits", walk.house.quality.name)
    walk.enters("Visit by", "2026-11-25")
    walk.presses("Give it to the shopper")
    _makes_the_visit(walk)
    walk.works("supervisor")
    walk.menu("Mystery shopper")
    walk.follows(VISITS)
    walk.follows(walk.house.agent.name)
    walk.presses("Close the visit")


def _makes_the_visit(walk: Walk) -> None:
    walk.sits("quality")
    walk.goes("Open it")
    walk.picks(CRITERIA[0], walk.said("4 · entirely"))
    walk.picks(CRITERIA[1], "3")
    walk.enters("Day of the visit", "2026-11-18")
    walk.enters("What happened, in order", "接得快，到账日说得含糊。")
    walk.presses("Hand in")


def where_i_stand(walk: Walk) -> None:
    """In the middle of the month 李佳怡 sees her figure beside her target, and the rows that make it."""
    walk.sits("agent")
    walk.goes("All of it")
    walk.reads(walk.said("My target"))
    walk.goes("See what makes this number")
    expect(walk.main.get_by_role("row")).not_to_have_count(0)


def quality_listens(walk: Walk) -> None:
    """The month is over: a form, a sample that nobody chose, and a review with the reason for each lost point."""
    walk.works("quality")
    walk.menu("Quality reviews")
    walk.tab("Review forms")
    walk.opens_sheet("A new form")
    walk.chooses("Client or team", walk.house.tree.qinghe.name)
    walk.enters("Name of the form", FORM)
    walk.presses("Create")
    walk.follows(FORM)
    for text, points in ((OPENING, 1), (SOLUTION, 4)):
        walk.opens_sheet("Add a scored item")
        walk.enters("Section", "通话")
        walk.enters("What is looked at", text)
        walk.enters("Most points", points)
        walk.presses("Save")
    walk.presses("Publish")
    walk.menu("Quality reviews")
    walk.tab("Samples")
    walk.opens_sheet("A new plan")
    walk.chooses("Client or team", walk.house.tree.qinghe.name)
    walk.chooses("Form", FORM)
    walk.enters("What the plan is called", SAMPLE)
    walk.ticks("At random")
    walk.enters("Contacts of each agent", 1)
    walk.ticks("Month", "period")
    walk.presses("Make the plan")
    walk.follows(SAMPLE)
    walk.presses("Draw now")
    for persona, given in (("agent", "3"), ("peer", "4")):
        _scores(walk, persona, given)


def _scores(walk: Walk, persona: str, points: str) -> None:
    walk.menu("Quality reviews")
    item = walk.main.get_by_role("listitem").filter(has_text=walk.house.people[persona].name)
    walk.goes("Score", within=item)
    walk.picks(OPENING, walk.said("Met", "qa answer"))
    walk.picks(SOLUTION, points)
    walk.fields(walk.said("Why")).last.fill(LOST)
    walk.presses("Hand in")


def why_a_point_was_lost(walk: Walk) -> None:
    """李佳怡 finds it from the page she begins with, and agrees."""
    walk.sits("agent")
    walk.goes("Look")
    walk.reads(LOST)
    assert walk.clicks <= people.MOST_CLICKS
    walk.presses("I agree")
