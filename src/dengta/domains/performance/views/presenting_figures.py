"""The figures of a KPI plan on an appraisal: what was reached, what all reach on the same work, and what counts."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from dengta.domains.goals.selectors.goal_measures import measured
from dengta.domains.goals.selectors.like_with_like import FEWEST
from dengta.domains.performance.models import FrozenScore
from dengta.domains.performance.selectors.evidence import Piece
from dengta.domains.performance.selectors.frozen_pieces import pieces_of
from dengta.domains.service.selectors.agent_work import comparable
from dengta.domains.service.selectors.kpis import kpi_named, registered_kpis

Text = str | Promise
# Less of a person's own rows than this is not worth a number: the mean of all counts.
CARRIES = 0.005
# Work that nobody else does is spoken of from this share on.
MOSTLY_COMPARED = 0.9


@dataclass(frozen=True)
class FigureLine:
    """One figure as a line of a table; `note` says in a sentence what was done with it, by which versions."""

    name: Text
    url: str
    reached: str
    interval: str
    expected: str
    counts: str
    score: float | None
    weight: float
    n: int
    note: str


def figure_lines(frozen: FrozenScore) -> list[FigureLine]:
    """The figures of a frozen score, in the language of the reader."""
    return [_line(one) for one in pieces_of(frozen)]


def _line(one: Piece) -> FigureLine:
    if one.kpi not in {kpi.key for kpi in registered_kpis()}:
        # Not a KPI, or one that the library has no longer: what was frozen can be read all the same.
        return FigureLine(one.name, one.url, "–", "", "–", "–", one.score, one.weight, one.n, "")
    measure, found = measured(one.kpi), one.adjusted

    def shown(value: float | None) -> str:
        return measure.text(measure.points(value))

    counts = None if one.score is None else found.value if found else one.value
    return FigureLine(
        name=measure.name, url=one.url, reached=shown(one.value),
        interval="" if one.low is None else _span(shown(one.low), shown(one.high)),
        expected=shown(found.expected) if found else "–", counts=shown(counts), score=one.score, weight=one.weight,
        n=one.n, note=_("{sentence} ({versions})").format(sentence=_note(one, shown), versions=_versions(one)),
    )  # fmt: skip


def _versions(one: Piece) -> str:
    definition = _("definition v{version}").format(version=one.version)
    if one.adjusted is None:
        return definition
    return _("{definition}, comparison v{version}").format(definition=definition, version=one.adjusted.version)


def _span(low: str, high: str) -> str:
    return _("{low} to {high}").format(low=low, high=high)


def _note(one: Piece, shown: Callable[[float], str]) -> str:
    """What was done to get from what was reached to what counts."""
    found = one.adjusted
    if one.score is None:
        return _("{n} of the {minimum} rows it takes: too few to judge by, so it does not count.").format(
            n=one.n, minimum=one.minimum
        )
    if found is None and comparable(kpi_named(one.kpi)):
        return _("Counts as it was reached: fewer than {few} people of the branch did such work in the period.").format(
            few=FEWEST
        )
    if found is None:
        return _("Counts as it was reached: it is not made of rows that can be compared by kind of work.")
    told = {
        "expected": shown(found.expected), "centre": shown(found.centre), "value": shown(found.value),
        "share": f"{found.weight * 100:.0f}", "n": found.n, "people": found.people,
        "span": _span(shown(found.low), shown(found.high)),
    }  # fmt: skip
    said = _(
        "On the same work all {people} people reach {expected}, on all work {centre}; {n} rows carry {share} % of the "
        "difference, so {value} counts ({span})."
    )
    if found.weight < CARRIES:
        said = _(
            "On the same work all {people} people reach {expected}; they differ no more than chance explains, so the "
            "mean of all work, {value}, counts."
        )
    said = said.format(**told)
    if found.comparable < MOSTLY_COMPARED:
        alone = _("{share} % of this work nobody else does: whether it is the work or the person cannot be told there.")
        said = _("{sentence} {other}").format(
            sentence=said, other=alone.format(share=f"{100 * (1 - found.comparable):.0f}")
        )
    return said
