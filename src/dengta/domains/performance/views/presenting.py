"""Appraisals in the words and figures of the components."""

from collections.abc import Sequence
from dataclasses import replace

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from dengta.domains.performance.models import Appraisal, Cycle, ScoreChange, SelfReview
from dengta.domains.performance.selectors.appraisals import Breakdown, ScoreLine
from dengta.engines.scoring import Step as Kind
from dengta.web import figures

Text = str | Promise
CYCLE = (
    (Cycle.State.PLANNED, _("Plan published")),
    (Cycle.State.FREEZING, _("Figures frozen")),
    (Cycle.State.SCORING, _("Scores of the leaders")),
    (Cycle.State.CALIBRATION, _("Calibration")),
    (Cycle.State.TALKS, _("Talks, objections, appeals")),
    (Cycle.State.CLOSED, _("Closed")),
)
STAGES = (
    ((Appraisal.State.WAITING, Appraisal.State.SECOND), _("Score of the leader")),
    ((Appraisal.State.SCORED,), _("Calibration")),
    ((Appraisal.State.TALK,), _("Both write their part")),
    ((Appraisal.State.TALKED,), _("Signed by the person")),
    ((Appraisal.State.SIGNED,), _("Objections and appeal")),
    ((Appraisal.State.CLOSED,), _("Closed")),
)


def cycle_steps(cycle: Cycle) -> list[figures.Step]:
    """How far a cycle is."""
    place = [state for state, _title in CYCLE].index(Cycle.State(cycle.state))
    return _steps([title for _state, title in CYCLE], place, last=cycle.state == Cycle.State.CLOSED)


def appraisal_steps(appraisal: Appraisal, review: SelfReview | None) -> list[figures.Step]:
    """How far an appraisal is. The own look at the work comes first, for whoever was asked for it (G9)."""
    place = next(place for place, (states, _title) in enumerate(STAGES) if appraisal.state in states)
    steps = _steps([title for _states, title in STAGES], place, last=appraisal.state == Appraisal.State.CLOSED)
    if review is None:
        return steps
    first = _own_step(review, is_first=place == 0)
    if first.state == "now":
        steps[0] = replace(steps[0], state="later")
    return [first, *steps]


def _own_step(review: SelfReview, *, is_first: bool) -> figures.Step:
    """What became of the self-review. A draft that nobody waits for any more is said, and holds nobody up."""
    if review.handed_in_on is not None:
        note = format_lazy(_("handed in on {day}"), day=date_format(review.handed_in_on, "SHORT_DATE_FORMAT"))
        return figures.Step(title=_("Self-review"), state="done", note=note)
    if is_first:
        note = format_lazy(_("asked until {day}"), day=date_format(review.until, "SHORT_DATE_FORMAT"))
        return figures.Step(title=_("Self-review"), state="now", note=note)
    return figures.Step(title=_("Self-review"), note=_("not handed in"))


def _steps(titles: Sequence[Text], place: int, *, last: bool) -> list[figures.Step]:
    return [
        figures.Step(title=title, state="done" if at < place or last else "now" if at == place else "later")
        for at, title in enumerate(titles)
    ]


def score_lines(found: Breakdown) -> list[figures.ScoreLine]:
    """The lines of a score: what each adds, out of what, and from how much (G10)."""
    return [
        figures.ScoreLine(
            label=line.name,
            points=_("no score") if line.line.step is Kind.MISSING else f"{line.line.points:+.1f}",
            share=max(0.0, min(1.0, (line.line.counted or 0) / 100)),
            source=_arithmetic(line),
            url=line.frozen.rows_url if line.frozen else "",
        )
        for line in found.lines
    ]


def correction_of(line: ScoreLine, changes: Sequence[ScoreChange]) -> ScoreChange | None:
    """The last correction of a frozen figure, by an objection or an appeal: what is opened of the figure explains what
    stood there before."""
    return next((one for one in reversed(changes) if one.key == line.key), None)


def _arithmetic(one: ScoreLine) -> Text:
    """How the points of a line come about, said in the language of the reader: called while the page is made."""
    if one.line.step is Kind.MISSING:
        missing = one.frozen.missing if one.frozen else ""
        why = str(gettext(missing) if missing else _("There is no score.")).rstrip(".。 ")
        return format_lazy(_("{why}. Its {weight} % went to the other sources in proportion."), why=why,
                           weight=_per_cent(one.line.weight))  # fmt: skip
    counted = format_lazy(
        _("{score} points × {share} %"), score=f"{one.line.counted:.1f}", share=_per_cent(one.line.share)
    )
    if one.frozen is None:
        return counted
    sample = format_lazy(ngettext_lazy("from {n} row", "from {n} rows", one.frozen.n), n=one.frozen.n)
    parts: list[Text] = [counted, sample]
    if one.frozen.score != one.frozen.first_score and one.frozen.first_score is not None:
        parts.append(format_lazy(_("corrected, frozen as {first}"), first=f"{one.frozen.first_score:.1f}"))
    elif one.frozen.low is not None and one.frozen.high is not None:
        parts.append(format_lazy(_("95% interval {low} to {high}"), low=f"{one.frozen.low:.1f}",
                                 high=f"{one.frozen.high:.1f}"))  # fmt: skip
    if one.frozen.formula:
        parts.append(gettext(one.frozen.formula))
    return " · ".join(str(part) for part in parts)


def _per_cent(share: float) -> str:
    return f"{share * 100:.1f}".removesuffix(".0")
