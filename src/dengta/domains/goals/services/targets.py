"""From a plan to the targets of months, teams and people, and what a leader may change in them by hand."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dengta.domains.goals.models import GoalVersion, NamedGap, PlanMonth, Target
from dengta.domains.goals.policies import goals as policies
from dengta.domains.goals.selectors.goal_measures import Measured, measured
from dengta.domains.goals.selectors.plan_trees import ITSELF, GapFound, gaps_of, worked_out
from dengta.domains.people.models import Account
from dengta.domains.service.services.corrections import R_015
from dengta.engines.goals.errors import Impossible
from dengta.engines.goals.splits import Part, split
from dengta.engines.goals.trees import TOLERANCE, Node, Tree, rebalance
from dengta.foundation import jobs
from dengta.foundation.audit.record import record
from dengta.foundation.errors import RuleViolation
from dengta.foundation.rules import Rule

R_002 = Rule("R-002", _("A goal is broken down to months, teams and people, and the parts make up the whole"))
BATCH = 2000
DECOMPOSE = "goals.decompose"
# More targets than so many take longer than a page may: they are worked out in the background.
ROWS_AT_ONCE = 8000


@transaction.atomic
def break_down(*, version_id: int, by: Account, now: datetime) -> GoalVersion | None:
    """Decompose at once, or in the background where there are many targets (None: it is ordered)."""
    version = GoalVersion.objects.select_for_update(of=("self",)).select_related("goal").get(pk=version_id)
    policies.write.require(by, version.goal)
    _draft(version)
    if version.target is None:
        raise RuleViolation("goals.no_target_yet")
    rows = version.months.count() * (1 + version.groups.count() + version.agents.count())
    if rows <= ROWS_AT_ONCE:
        return decompose_goal(version_id=version_id, by=by, now=now)
    jobs.enqueue(DECOMPOSE, key=str(version_id), by=by, arguments={"version_id": version_id})
    record(by, "goals.decomposition_ordered", version, targets=rows)
    return None


@transaction.atomic
def decompose_goal(*, version_id: int, by: Account | None, now: datetime) -> GoalVersion:
    """Break a draft down to months × teams × people; where it cannot be, the version says why and what would be.

    A large one is broken down in steps in the background (`decomposing`). `by` is None for the system itself.
    """
    version = GoalVersion.objects.select_for_update(of=("self",)).select_related("goal").get(pk=version_id)
    if by is not None:
        policies.write.require(by, version.goal)
    worked = worked_out(drafted(version))
    version.targets.all().delete()
    version.obstacle, version.best, version.decomposed_at = worked.obstacle, worked.best, now
    version.slope = worked.tree.ramp.slope if worked.tree and not worked.obstacle else None
    version.save()
    if worked.tree is not None and not worked.obstacle:
        _write(version, worked.tree, worked.months)
    record(by, "goals.decomposed", version, obstacle=worked.obstacle, best=worked.best, slope=version.slope)
    return version


def drafted(version: GoalVersion) -> GoalVersion:
    """The version itself, where it is a draft with a target; refused otherwise."""
    _draft(version)
    if version.target is None:
        raise RuleViolation("goals.no_target_yet")
    return version


def _write(version: GoalVersion, tree: Tree, months: Sequence[PlanMonth]) -> None:
    PlanMonth.objects.bulk_update(planned_months(tree, months), ["target"])
    Target.objects.bulk_create(rows_of(version, tree, months), batch_size=BATCH)
    carry_over(version)


def planned_months(tree: Tree, months: Sequence[PlanMonth]) -> list[PlanMonth]:
    """The open months, each with its target of the whole."""
    for place, month in enumerate(months):
        if not month.is_closed:
            month.target = tree.target(month=place)
    return [month for month in months if not month.is_closed]


def rows_of(version: GoalVersion, tree: Tree, months: Sequence[PlanMonth]) -> Iterator[Target]:
    """A target for each month of the whole, of a team and of a person, one after the other. One query."""
    teams = dict(version.agents.values_list("employee_id", "unit_id"))
    for node in _planned(tree, months):
        yield _row(version, node, months[node.month].month, teams)


def _planned(tree: Tree, months: Sequence[PlanMonth]) -> Iterator[Node]:
    """Nodes with a target in an open month; of a team without people its one leaf is the team itself."""
    for node in tree.nodes.values():
        if node.target is not None and not months[node.month].is_closed and node.path[1:] != (ITSELF,):
            yield node


def _row(version: GoalVersion, node: Node, month: date, teams: Mapping[int, int]) -> Target:
    employee = int(node.path[1]) if len(node.path) == 2 else None
    unit = teams[employee] if employee is not None else int(node.path[0]) if node.path else version.goal.unit_id
    return Target(
        version=version, month=month, unit_id=unit, employee_id=employee, is_whole=not node.path,
        value=node.target or 0.0, volume=node.volume, baseline=node.baseline, bound=node.bound,
    )  # fmt: skip


def carry_over(version: GoalVersion) -> None:
    """Closed months keep the targets that were agreed, in the team of the time: copied from the version in force."""
    Target.objects.bulk_create(carried_over(version), batch_size=BATCH)


def carried_over(version: GoalVersion) -> Iterator[Target]:
    """The copies, not yet written. One query for every so many of them."""
    closed = list(version.months.filter(is_closed=True).values_list("month", flat=True))
    before = Target.objects.filter(version__goal=version.goal_id, version__status="active", month__in=closed)
    ids = list(before.order_by("pk").values_list("pk", flat=True)) if closed else []
    for start in range(0, len(ids), BATCH):
        for target in Target.objects.filter(pk__in=ids[start : start + BATCH]).order_by("pk"):
            target.pk, target.version = None, version
            yield target


@transaction.atomic
def adjust_target(*, target_id: int, value: float, reason: str, balance: bool, by: Account, now: datetime) -> Target:
    """Set a team's or a person's target of a month by hand. A team's people follow it; its siblings make up for it
    where `balance` says so, and otherwise the gap stands until it is named or closed (R-002)."""
    target = _open_target(target_id, by=by)
    version = target.version
    measure = measured(version.goal.kpi)
    R_015.refuse(when=not reason.strip(), code="goals.edit_needs_reason")
    if target.is_whole:
        raise RuleViolation("goals.whole_is_planned")
    _within_reach(measure, target, value)
    old, target.value, target.edited_reason = target.value, value, reason.strip()
    target.save(update_fields=["value", "edited_reason"])
    if target.employee_id is None:
        _follow(measure, target)
    if balance:
        _balance(measure, target)
    _forget_names(version)
    record(
        by, "goals.target_adjusted", version, month=target.month, unit=target.unit_id, person=target.employee_id,
        old=old, new=value, balanced=balance, reason=reason.strip(),
    )  # fmt: skip
    return target


@transaction.atomic
def balance_gap(*, target_id: int, by: Account, now: datetime) -> Target:
    """Let the parts that were not set by hand make up their whole again."""
    whole = _open_target(target_id, by=by)
    measure = measured(whole.version.goal.kpi)
    parts = _parts(whole)
    _rebalance(measure, whole, parts, {part.pk for part in parts if part.edited_reason})
    _forget_names(whole.version)
    record(by, "goals.gap_balanced", whole.version, month=whole.month, unit=whole.unit_id)
    return whole


@transaction.atomic
def name_gap(*, target_id: int, reason: str, by: Account, now: datetime) -> NamedGap:
    """Say aloud that the parts do not make up their whole, and why; the owner of the goal carries the difference."""
    whole = _open_target(target_id, by=by)
    version = whole.version
    R_015.refuse(when=not reason.strip(), code="goals.edit_needs_reason")
    gap = next((one for one in gaps_of(version) if one.target and one.target.pk == whole.pk), None)
    if gap is None:
        raise RuleViolation("goals.no_gap")
    if version.goal.owner_id is None:
        raise RuleViolation("goals.gap_needs_owner")
    named, _new = NamedGap.objects.update_or_create(
        target=whole,
        defaults={
            "version": version, "amount": -gap.by, "reason": reason.strip(), "carried_by_id": version.goal.owner_id,
            "named_at": now, "named_by": by,
        },
    )  # fmt: skip
    record(by, "goals.gap_named", version, month=whole.month, unit=whole.unit_id, amount=named.amount, reason=reason)
    return named


def insist_on_sums(version: GoalVersion, measure: Measured) -> None:
    """Refuse where parts do not make up their whole and nobody named the gap (R-002)."""
    unnamed = unnamed_gaps(version)
    if unnamed:
        first = unnamed[0]
        R_002.refuse(
            when=True, code="goals.gap_open", n=len(unnamed), by=measure.change(first.by),
            where=f"{first.month:%Y-%m}" if first.month else _("the whole period"),
        )  # fmt: skip


def unnamed_gaps(version: GoalVersion) -> list[GapFound]:
    """Gaps that nobody named, or that are not any more what was named."""
    named = dict(version.named_gaps.values_list("target_id", "amount"))
    return [gap for gap in gaps_of(version) if not _is_named(gap, named)]


def _is_named(gap: GapFound, named: Mapping[int, float]) -> bool:
    amount = named.get(gap.target.pk) if gap.target is not None else None
    return amount is not None and abs(amount + gap.by) <= TOLERANCE


def _forget_names(version: GoalVersion) -> None:
    """A name holds for the gap that it was given to."""
    still = {gap.target.pk: gap.by for gap in gaps_of(version) if gap.target is not None}
    for named in version.named_gaps.all():
        if abs(still.get(named.target_id, 0.0) + named.amount) > TOLERANCE:
            named.delete()


def _open_target(target_id: int, *, by: Account) -> Target:
    rows = Target.objects.filter(policies.visible_targets(by)).select_related("version__goal", "unit")
    target = rows.select_for_update(of=("self",)).get(pk=target_id)
    policies.write.require(by, target.version.goal)
    _draft(target.version)
    if target.version.decomposed_at is None:
        raise RuleViolation("goals.not_decomposed")
    if target.version.months.filter(month=target.month, is_closed=True).exists():
        raise RuleViolation("goals.month_closed")
    return target


def _draft(version: GoalVersion) -> None:
    if version.status != GoalVersion.Status.DRAFT:
        raise RuleViolation("goals.version_in_force", number=version.number)


def _within_reach(measure: Measured, target: Target, value: float) -> None:
    below = measure.sign * (target.baseline - value) > TOLERANCE
    beyond = measure.sign * (value - target.bound) > TOLERANCE
    if below or beyond:
        low, high = measure.text(target.baseline), measure.text(target.bound)
        raise RuleViolation("goals.beyond_own_reach", baseline=low, best=high)


def _parts(whole: Target) -> list[Target]:
    rows = Target.objects.filter(version=whole.version_id, month=whole.month, volume__gt=0)
    if whole.is_whole:
        return list(rows.filter(employee=None, is_whole=False).order_by("unit"))
    return list(rows.filter(employee__isnull=False, unit=whole.unit_id).order_by("employee"))


def _follow(measure: Measured, team: Target) -> None:
    """The people of a team share out its new target, each the same part of the way."""
    people = _parts(team)
    if not people:
        return
    parts = [Part(one.baseline, one.bound, one.volume) for one in people]
    try:
        found = split(parts, team.value, direction=measure.direction, bounds=measure.bounds)
    except Impossible as problem:
        raise RuleViolation("goals.people_cannot", reachable=measure.text(problem.reachable)) from None
    for person, value in zip(people, found.targets, strict=True):
        person.value, person.edited_reason = value, ""
    Target.objects.bulk_update(people, ["value", "edited_reason"], batch_size=BATCH)


def _balance(measure: Measured, target: Target) -> None:
    rows = Target.objects.filter(version=target.version_id, month=target.month, employee=None)
    above = {"is_whole": True} if target.employee_id is None else {"is_whole": False, "unit": target.unit_id}
    whole = rows.get(**above)
    parts = _parts(whole)
    _rebalance(measure, whole, parts, {part.pk for part in parts if part.edited_reason} | {target.pk})


def _rebalance(measure: Measured, whole: Target, parts: Sequence[Target], fixed: Collection[int]) -> None:
    nodes = [Node((str(part.pk),), 0, part.volume, part.baseline, part.bound, part.value) for part in parts]
    held: dict[tuple[str, ...], float] = {(str(part.pk),): part.value for part in parts if part.pk in fixed}
    try:
        found = rebalance(nodes, whole.value, fixed=held, direction=measure.direction)
    except Impossible as problem:
        raise RuleViolation("goals.siblings_cannot", reachable=measure.text(problem.reachable)) from None
    moved = [part for part in parts if (str(part.pk),) in found]
    for part in moved:
        part.value = found[(str(part.pk),)]
    Target.objects.bulk_update(moved, ["value"], batch_size=BATCH)
    if whole.is_whole:
        for part in moved:
            _follow(measure, part)
