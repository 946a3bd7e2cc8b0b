"""What is fixed before the month: the KPI plan, the table from score to factor, the plan of the appraisal cycle."""

from tests.e2e.cycle.walking import Walk

PLAN, TABLE, CYCLE = "十一月客服指标", "得分与系数", "十一月考核"
KPIS = (("Satisfaction", 40, 0.6, 0.9), ("Average handling time", 30, 600, 200),
        ("Complaints caused by the agent", 30, 100, 0))  # fmt: skip
STEPS = ((0, "0.90", "跟听退款专席"), (70, "1.00", "按月复盘一次"), (80, "1.10", "可带新人"))
WEIGHTS = (("Figures of the KPI plan", 40), ("Quality reviews", 20), ("Peer review", 10), ("Mystery shopper", 10),
           ("The leader’s score", 20))  # fmt: skip


def what_counts_is_published(walk: Walk) -> None:
    """The supervisor writes plan, table and cycle; somebody else publishes plan and table, as the rules want it."""
    walk.works("supervisor")
    _writes_the_plan(walk)
    _writes_the_table(walk)
    _plans_the_cycle(walk)
    walk.works("executive")
    walk.menu("KPI plans")
    walk.follows(PLAN)
    walk.presses("Publish")
    walk.works("hr")
    walk.menu("Performance pay")
    walk.tab("Score and factor")
    walk.follows(TABLE)
    walk.presses("Publish")


def _writes_the_plan(walk: Walk) -> None:
    walk.menu("KPI plans")
    walk.opens_sheet("New KPI plan")
    walk.chooses("For whom", walk.house.tree.qinghe.name)
    walk.enters("Name of the plan", PLAN)
    walk.enters("First day", "2026-11-01")
    walk.presses("Begin the draft")
    walk.follows(PLAN)
    for kpi, weight, worst, best in KPIS:
        walk.opens_sheet("Put in a KPI")
        walk.chooses("KPI", walk.said(kpi))
        walk.enters("Weight in per cent", weight)
        walk.enters("Baseline: scores 0", worst)
        walk.enters("Target: scores 100", best)
        walk.presses("Put in")
    walk.presses("Propose")


def _writes_the_table(walk: Walk) -> None:
    walk.menu("Performance pay")
    walk.tab("Score and factor")
    walk.opens_sheet("New table")
    walk.chooses("For whom", walk.house.tree.qinghe.name)
    walk.enters("Name of the table", TABLE)
    walk.enters("First day", "2026-11-01")
    walk.presses("Begin the draft")
    walk.follows(TABLE)
    for score, factor, plan in STEPS:
        walk.opens_sheet("Put in a step")
        walk.enters("From this score on", score)
        walk.enters("Factor of the variable pay", factor)
        walk.enters("What is done for the person’s ability", plan)
        walk.presses("Put in")
    walk.presses("Propose")


def _plans_the_cycle(walk: Walk) -> None:
    walk.menu("Appraisal cycles")
    walk.goes("Plan a cycle")
    walk.chooses("Unit", walk.house.tree.aftersales_1.name)
    walk.enters("Title", CYCLE)
    for label, day in (
        ("First day of the period", "2026-11-01"), ("Last day of the period", "2026-11-30"),
        ("Leaders score until", "2026-12-09"), ("Talks until", "2026-12-18"),
    ):  # fmt: skip
        walk.enters(label, day)
    for name, weight in WEIGHTS:
        walk.field(walk.said("Weight: {name}").format(name=walk.said(name))).fill(str(weight))
    walk.presses("Plan")
