"""Appraisals as a reader may see them, and how a score comes about, line by line (G10)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dengta.domains.people.models import Employee
from dengta.domains.people.selectors.organisation import leading
from dengta.domains.performance.models import Appraisal, Cycle, FrozenScore
from dengta.domains.performance.policies import appraisals as policies
from dengta.domains.performance.policies.reach import own_id
from dengta.domains.performance.selectors.evidence import registered_sources
from dengta.engines.scoring import Composite, Line, Part, Step, composite, mentor_share
from dengta.foundation.access import Actor

Text = str | Promise
# The leader's own judgement is one source among the others, and the mentees' results another.
LEADER, MENTEES = "leader", "mentees"
NAMES: dict[str, Text] = {LEADER: _("The leader’s score"), MENTEES: _("Results of the people you mentored")}


def source_names() -> dict[str, Text]:
    """What each source is called."""
    return {**{source.key: source.name for source in registered_sources()}, **NAMES}


def name_of(key: str) -> Text:
    """What a source is called."""
    return source_names().get(key, key)


def qualitative_keys() -> frozenset[str]:
    """Sources in which others judged, as R-011 asks for. The leader's own score is not one of them."""
    return frozenset(source.key for source in registered_sources() if source.qualitative)


def weighted_sources() -> dict[str, Text]:
    """What a plan can give weight to: the sources of the house that weigh, and the leader's own judgement."""
    names = {source.key: source.name for source in registered_sources() if source.weighs}
    return {**names, LEADER: NAMES[LEADER]}


def plan_of(cycle: Cycle) -> list[tuple[Text, int]]:
    """What counts in a cycle and how much. One query."""
    names = source_names()
    return [(names.get(one.key, one.key), one.weight) for one in cycle.sources.all()]


def cycles(actor: Actor) -> QuerySet[Cycle]:
    """The cycles whose rows this person sees, newest first, with how far their appraisals are. One query."""
    counts = {
        "people": Count("appraisals"),
        "waiting": Count("appraisals", filter=Q(appraisals__state__in=policies.UNRELEASED[:2])),
        "signed": Count("appraisals", filter=Q(appraisals__signed_at__isnull=False)),
        "closed": Count("appraisals", filter=Q(appraisals__closed_at__isnull=False)),
    }
    rows = policies.visible_cycles(actor)
    return rows.select_related("unit").annotate(**counts).order_by("-ends_on", "-pk")


def appraisals(actor: Actor) -> QuerySet[Appraisal]:
    """All that this person may open, with what a line shows and what its score needs. Three queries however many."""
    rows = policies.visible(actor).select_related("cycle", "employee", "unit", "leader")
    return rows.prefetch_related("scores", "cycle__sources")


def mine(actor: Actor) -> QuerySet[Appraisal]:
    """The own ones that are released."""
    return appraisals(actor).filter(employee_id=own_id(actor))


@dataclass(frozen=True)
class ScoreLine:
    """A line of the score: what it is called, its arithmetic, and the frozen figure behind it (None: a judgement)."""

    key: str
    name: Text
    line: Line
    frozen: FrozenScore | None


@dataclass(frozen=True)
class Breakdown:
    """How a score comes about: the lines add up to the result."""

    result: float | None
    lines: Sequence[ScoreLine]


def breakdown(appraisal: Appraisal) -> Breakdown:
    """The score of an appraisal from its plan, its frozen figures and the leader's judgement. No query of its own for
    rows of `appraisals`."""
    frozen = {score.key: score for score in appraisal.scores.all()}
    own = composite(
        [Part(one.key, float(one.weight), _value(appraisal, one.key, frozen)) for one in appraisal.cycle.sources.all()]
    )
    found = _with_mentees(own, frozen.get(MENTEES), appraisal.mentees_weight / 100)
    names = source_names()
    lines = [ScoreLine(line.key, names.get(line.key, line.key), line, frozen.get(line.key)) for line in found.lines]
    return Breakdown(found.result, lines)


def judged(appraisal: Appraisal) -> float | None:
    """The leader's score as it counts: with a second reader, the mean of both."""
    if appraisal.leader_score is None or appraisal.second_score is None:
        return appraisal.leader_score
    return (appraisal.leader_score + appraisal.second_score) / 2


def _value(appraisal: Appraisal, key: str, frozen: dict[str, FrozenScore]) -> float | None:
    if key == LEADER:
        return judged(appraisal)
    return frozen[key].score if key in frozen else None


def _with_mentees(own: Composite, mentees: FrozenScore | None, weight: float) -> Composite:
    """A mentor's score holds a share of what became of the mentees (R-053); own lines shrink to make room for it.
    Where they have no score yet, the own sources keep the whole, and a line says so."""
    if own.result is None or mentees is None or not weight:
        return own
    if mentees.score is None:
        nothing = Line(MENTEES, Step.MISSING, weight, 0.0, None, None, 0.0)
        return Composite(own.result, (*own.lines, nothing), own.present)
    both = mentor_share(own.result, mentees.score, weight=weight)
    lines = [
        Line(one.key, one.step, one.weight * (1 - weight), one.share * (1 - weight), one.score, one.counted,
             one.points * (1 - weight))
        for one in own.lines
    ]  # fmt: skip
    return Composite(both.result, (*lines, replace(both.lines[1], key=MENTEES)), own.present)


def who_appraises(employee_id: int, leaders: Sequence[int]) -> int | None:
    """Who of the leaders above a team, nearest first, appraises somebody of it: the nearest one. Of those who lead
    themselves, the next above them: nobody is appraised by whom they lead. None where nobody is above."""
    above = leaders[leaders.index(employee_id) + 1 :] if employee_id in leaders else leaders
    return next((one for one in above if one != employee_id), None)


def next_reader(appraisal: Appraisal, day: date) -> Employee | None:
    """A second reader: the next leader above who is neither the leader nor the person."""
    without = {appraisal.leader_id, appraisal.employee_id}
    led = (one.employee for one in leading(appraisal.unit_id, day))
    # Whoever is on long leave can still sign in, and would be waited for in vain.
    return next((one for one in led if one.pk not in without and one.status == Employee.Status.ACTIVE), None)
