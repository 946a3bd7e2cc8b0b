"""Goals: everybody sees those of their branch; people's targets their own, and those of the people they lead."""

from datetime import date, timedelta

from dengta.domains.goals.models import Acknowledgement, Rebase, ResourceQuestion, Target
from dengta.domains.goals.services import acknowledgements, goals, replans, targets, wizard
from tests.access.frame import STAFF, House, Row
from tests.conftest import NOW
from tests.goals.aiming import EVE, broken_down, hired, in_force, recorded, recorded_of

BOTH = {"GET", "POST"}
# Whose branch the goal of 青禾电商 is broken down to.
BRANCH = {"agent", "peer", "mentor", "trainer", "planner", "quality", "leader", "supervisor"}
READERS = BRANCH | {"hr", "executive", "auditor"}
SEE_ANY = READERS | {"stranger", "other_leader"}
# Who serves customers, and so has a target.
SERVE = {"agent", "peer", "mentor"}
WRITERS = {"supervisor", "executive"}
SEE_PEOPLE = {"leader", "supervisor", "hr", "quality"}
LEADERS = {"leader", "supervisor"}


def furnish(house: House) -> None:
    tree, boss = house.tree, house.supervisor
    for week in range(13):
        day = date(2025, 9, 15) + timedelta(weeks=week)
        recorded(tree.aftersales_1, day, satisfied=70 + week % 4 * 5, answers=100)
        recorded(tree.aftersales_2, day, satisfied=66 + week % 4 * 5, answers=100)
        recorded_of(house.agent, tree.aftersales_1, day, satisfied=16, answers=20)
    for month in range(1, 12):
        recorded(tree.aftersales_1, date(2026, month, 2), satisfied=79, answers=100)
        recorded(tree.aftersales_2, date(2026, month, 2), satisfied=70, answers=100)
        recorded_of(house.agent, tree.aftersales_1, date(2026, month, 3), satisfied=41, answers=50)
    house["goal"] = _in_force(house)
    house["draft"] = _drafted(house, "满意度再上一层", "csat", parent=house["goal"].pk)
    told = {"by": boss.account, "now": NOW}
    wizard.choose_reading(goal_id=house["draft"].pk, uplift=5.0, reading="gap", scope="year_average", **told)
    version = replans.replan(goal_id=house["goal"].pk, reason="上半年落后，重新排下半年", **told)
    house["second"] = targets.decompose_goal(version_id=version.pk, **told)
    replans.ask_for_resources(
        version_id=version.pk,
        unit_id=tree.aftersales_1.pk,
        question="能否加一名质检陪练？",
        by=house.leader.account,
        now=NOW,
    )
    house["question"] = ResourceQuestion.objects.get()
    rows = Target.objects.filter(version=version, unit=tree.aftersales_1, employee=None, is_whole=False)
    house["target"] = rows.order_by("month").last()
    note = house.plant("note on a target", seen_by=SEE_PEOPLE | {"agent"})
    mine = Acknowledgement.objects.get(version__goal=house["goal"], employee=house.agent)
    acknowledgements.acknowledge(version_id=mine.version_id, note=note, objects=True, by=house.agent.account, now=NOW)
    house["objection"] = mine
    house["offline"] = _without_account(house)
    house["rebase"] = Rebase.objects.create(
        goal=house["goal"], required=97.0, best=80.0, proposed=79.0, reason="旺季人手不足", asked_at=NOW,
        asked_by=house.leader.account,
    )  # fmt: skip


def _without_account(house: House) -> Acknowledgement:
    """Somebody of 售后一组 who was asked and has no account."""
    person = hired("K10109", "郑阿姨", house.tree.aftersales_1)
    version = house["goal"].versions.get(status="active")
    mine = Target.objects.filter(version=version, employee=house.agent).order_by("month")
    for one in mine:
        one.pk, one.employee = None, person
        one.save(force_insert=True)
    return Acknowledgement.objects.create(
        version=version, employee=person, unit=house.tree.aftersales_1, asked_at=EVE, due_on=date(2026, 1, 1)
    )


def _drafted(house: House, title: str, kpi: str, **more: int):  # type: ignore[no-untyped-def]
    return wizard.draft_goal(
        title=title, kpi=kpi, unit_id=house.tree.qinghe.pk, starts_on=date(2026, 1, 1), months=12,
        owner=house.supervisor.pk, by=house.supervisor.account, now=EVE, **more,
    )  # fmt: skip


def _in_force(house: House):  # type: ignore[no-untyped-def]
    boss = house.supervisor
    goal = _drafted(house, "客户满意度提升", "csat")
    told = {"by": boss.account, "now": EVE}
    goal = wizard.choose_reading(goal_id=goal.pk, uplift=10.0, reading="gap", scope="year_average", **told)
    version = goal.versions.get()
    edits = [
        wizard.GroupEdit(group.unit_id, group.baseline or 75.0, 92.0, group.weight) for group in version.groups.all()
    ]
    wizard.set_groups(goal_id=goal.pk, groups=edits, reason="标杆班组的水平", **told)
    in_force(broken_down(version, boss), boss)
    goals.add_driver(goal_id=goal.pk, kpi="fcr", aim=80.0, **told)
    goal.refresh_from_db()
    return goal


def the_goal(house: House) -> dict[str, int]:
    return {"pk": house["goal"].pk}


def the_draft(house: House) -> dict[str, int]:
    return {"pk": house["draft"].pk}


def step(name: str):  # type: ignore[no-untyped-def]
    return lambda house: {"pk": house["draft"].pk, "step": name}


def version(number: int):  # type: ignore[no-untyped-def]
    return lambda house: {"pk": house["goal"].pk, "number": number}


def the_list(house: House) -> dict[str, int]:
    return {"pk": house["goal"].pk, "unit": house.tree.aftersales_1.pk}


def the_target(house: House) -> dict[str, int]:
    return {"pk": house["target"].pk}


ROWS = [
    Row("goals:list", SEE_ANY, faces=("supervisor", "agent")),
    Row("goals:new", {"leader", "other_leader", "supervisor", "executive"}, methods=BOTH),
    Row("goals:goal", READERS, args=the_goal, faces=("supervisor", "agent", "leader")),
    Row("goals:goal", WRITERS, args=the_draft),
    Row("goals:step", WRITERS, methods=BOTH, args=step("baseline")),
    Row("goals:step", WRITERS, methods=BOTH, args=step("reading")),
    Row("goals:step", WRITERS, methods=BOTH, args=step("ramp")),
    Row("goals:step", WRITERS, methods=BOTH, args=step("teams")),
    Row("goals:readings", WRITERS, args=the_draft, query="?uplift=20"),
    Row("goals:owner", WRITERS, methods=BOTH, args=the_goal),
    Row("goals:align", WRITERS, methods={"POST"}, args=the_draft),
    Row("goals:drop", WRITERS, methods={"POST"}, args=the_draft),
    Row("goals:break_down", WRITERS, methods={"POST"}, args=the_goal),
    Row("goals:activate", WRITERS, methods={"POST"}, args=the_goal),
    Row("goals:close", WRITERS, methods=BOTH, args=the_goal),
    Row("goals:new_driver", WRITERS, methods=BOTH, args=the_goal),
    Row(
        "goals:drop_driver", WRITERS, methods={"POST"},
        args=lambda house: {"pk": house["goal"].pk, "driver": house["goal"].drivers.get().pk},
    ),
    Row("goals:version", READERS, args=version(1), faces=("agent",)),
    Row("goals:version", WRITERS, args=version(2)),
    Row("goals:people", SEE_PEOPLE, args=version(1), faces=("leader",)),
    Row("goals:acknowledgements", SEE_PEOPLE, args=the_goal),
    Row("goals:stand_up", LEADERS, methods=BOTH, args=the_list, faces=("leader",)),
    Row("goals:stand_up_sheet", LEADERS, args=the_list),
    Row("goals:told_objection", LEADERS, methods=BOTH, args=lambda house: {"pk": house["offline"].pk}),
    Row("goals:replan", WRITERS, methods=BOTH, args=the_goal),
    Row("goals:drop_replan", WRITERS, methods={"POST"}, args=the_goal),
    Row("goals:volumes", WRITERS, methods=BOTH, args=the_goal),
    Row("goals:ask", WRITERS | {"leader"}, methods=BOTH, args=the_goal),
    Row("goals:rebase", WRITERS, methods=BOTH, args=the_goal),
    Row("goals:adjust", WRITERS, methods=BOTH, args=the_target),
    Row("goals:balance", WRITERS, methods={"POST"}, args=the_target),
    Row("goals:gap", WRITERS, methods=BOTH, args=the_target),
    Row("goals:answer_objection", LEADERS, methods=BOTH, args=lambda house: {"pk": house["objection"].pk}),
    Row("goals:answer", WRITERS, methods=BOTH, args=lambda house: {"pk": house["question"].pk}),
    Row("goals:decide_rebase", WRITERS, methods=BOTH, args=lambda house: {"pk": house["rebase"].pk}),
    Row("targets:own", STAFF, faces=("agent", "peer")),
    Row(
        "targets:acknowledge", SERVE, methods=BOTH,
        args=lambda house: {"version": house["objection"].version_id},
    ),
]  # fmt: skip
