"""How the judging of the policy is said on its pages: numbers with their interval, and what may be concluded."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from dengta.domains.recognition.selectors.equality import Asked, Line
from dengta.domains.recognition.selectors.policy_changes import BeforeAndAfter
from dengta.engines.fairness import Climate, Doubt, Outcome, Word
from dengta.engines.metrics import Interval

Text = str | Promise
DASH = "–"
# A percentage of fewer weeks would be about the weeks.
WEEKS_TO_TELL = 6
QUESTIONS: dict[Asked, Text] = {
    Asked.MEASURES: gettext_lazy("Measures per 100 people"),
    Asked.OUTCOMES: gettext_lazy("Outcome of the same breach"),
    Asked.REWARDS: gettext_lazy("Reached by rewards"),
    Asked.PRAISE: gettext_lazy("Reached by praise"),
}
DOUBTS: dict[Doubt, Text] = {
    Doubt.FEW_PERIODS: gettext_lazy("There are too few weeks before or after it yet."),
    Doubt.FEW_ANSWERS: gettext_lazy("In some weeks fewer than 30 customers answered."),
    Doubt.OTHER_CHANGE: gettext_lazy("Something else changed in the same weeks."),
    Doubt.APART_BEFORE: gettext_lazy("The teams had been drifting apart before it, so the comparison shows nothing."),
    Doubt.DRIFT: gettext_lazy("A slow drift apart of the teams, begun before it, would look the same."),
    Doubt.SWINGS: gettext_lazy("The weeks go up and down in long swings, and a swing looks like an effect."),
    Doubt.TOO_WIDE: gettext_lazy("The weeks scatter so much that better and worse are both possible."),
    Doubt.NO_COMPARISON: gettext_lazy("Every team was touched, so something else may have moved the figure as well."),
}


@dataclass(frozen=True)
class Drawn:
    """An interval on the scale that all lines of a table share."""

    low: float
    value: float
    high: float
    floor: float
    limit: float
    target: float | None


@dataclass(frozen=True)
class ShownLine:
    """A group as a line of the audit."""

    label: str
    people: int
    events: int
    share: str
    interval: str
    drawn: Drawn | None
    target: str
    ratio: str
    ratio_interval: str
    status: str
    word: str
    few: bool
    rows_url: str = ""


def quarter_name(start: date) -> str:
    """Such as “Q3 2026”."""
    return pgettext("quarter", "Q{number} {year}").format(number=(start.month + 2) // 3, year=start.year)


def month_name(month: date) -> str:
    """Month and year."""
    return date_format(month, "YEAR_MONTH_FORMAT")


def number(value: float, places: int = 1) -> str:
    """A figure; what cannot be told is a dash, what has no end says so."""
    if math.isnan(value):
        return DASH
    return "∞" if math.isinf(value) else f"{value:,.{places}f}"


def span(interval: Interval | None, places: int = 1) -> str:
    """Both ends of an interval."""
    if interval is None or math.isnan(interval.low):
        return ""
    return _("{low} to {high}").format(low=number(interval.low, places), high=number(interval.high, places))


def word_of(word: Word) -> tuple[str, str]:
    """What may be said of a group, as a status and its word."""
    return {
        Word.FINDING: ("bad", _("Finding: somebody answers it")),
        Word.LOOK_HERE: ("warn", _("Look here")),
        Word.EVEN: ("mute", _("Alike")),
        Word.HIDDEN: ("mute", _("Too few to tell")),
    }[word]


def shown_lines(lines: Sequence[tuple[str, Line, str]], asked: Asked, total: Line | None) -> list[ShownLine]:
    """Lines of the audit, drawn on one scale; each with its label and where its rows are."""
    ends = [end for _label, line, _url in lines for end in (line.interval.low, line.interval.high)]
    known = [end for end in (*ends, *([total.share] if total else [])) if math.isfinite(end)] or [0.0, 1.0]
    scale = (min(known), max(known) * 1.05 or 1.0)
    return [
        replace(_shown(label, line, asked, scale, total), rows_url="" if line.word is Word.HIDDEN else url)
        for label, line, url in lines
    ]


def _shown(label: str, line: Line, asked: Asked, scale: tuple[float, float], total: Line | None) -> ShownLine:
    few = line.word is Word.HIDDEN
    status, word = word_of(line.word)
    alone = math.isnan(line.ratio)
    if alone and not few:
        word = _("Nobody to compare with")
    drawn = None
    if not few and not math.isnan(line.share):
        high = min(line.interval.high, scale[1])
        drawn = Drawn(line.interval.low, line.share, high, *scale, total.share if total else None)
    unit = " %" if asked in (Asked.REWARDS, Asked.PRAISE) else ""
    return ShownLine(
        label=label, people=line.people, events=line.events, share=DASH if few else number(line.share) + unit,
        interval="" if few else span(line.interval), drawn=drawn, target=number(total.share) + unit if total else DASH,
        ratio=DASH if few else number(line.ratio, 2), status=status, word=word, few=few,
        ratio_interval="" if few or alone else span(line.ratio_interval, 2),
    )  # fmt: skip


def ratio_of(one: Climate) -> str:
    """Praise for each measure, as people say it."""
    if not one.measures:
        return _("no measure")
    return _("{praise} : {measures}").format(praise=one.praise, measures=one.measures)


def climate_word(one: Climate) -> tuple[str, str]:
    """Whether there was enough praise for each measure."""
    if not one.measures:
        return "mute", _("No measure to balance")
    return ("warn", _("Measures dominate")) if one.asked else ("good", _("Praise dominates"))


def outcome_word(found: BeforeAndAfter) -> tuple[str, str]:
    """The grade of a change."""
    if found.failed:
        return "bad", _("Failed: customers fare worse")
    outcome = found.judgement.outcome
    if outcome is Outcome.BETTER:
        return "good", _("Customers fare better")
    if outcome is Outcome.UNCHANGED:
        return "mute", _("Customers notice nothing")
    return "info", _("Nobody can tell")


def points(value: float) -> str:
    """A change of a share, in points, with its sign."""
    return f"{100 * value:+.1f}".replace("-", "−")


def effect_words(found: BeforeAndAfter) -> str:
    """By how many points satisfaction moved, with its interval."""
    judgement = found.judgement
    if judgement.effect is None or judgement.interval is None:
        return DASH
    return _("{effect} points ({low} to {high})").format(
        effect=points(judgement.effect), low=points(judgement.interval.low), high=points(judgement.interval.high)
    )


def measures_words(found: BeforeAndAfter) -> str:
    """By how much the measures went up or down in the same weeks."""
    measured = found.measured
    if measured is None:
        return _("too few people to show")
    counts = {
        "before": measured.before, "after": measured.after, "weeks_before": measured.weeks_before,
        "weeks_after": measured.weeks_after,
    }  # fmt: skip
    if measured.change is None or measured.weeks_after < WEEKS_TO_TELL:
        return _("{before} in {weeks_before} weeks before, {after} in {weeks_after} since").format(**counts)
    return _("{change} % ({before} in {weeks_before} weeks before, {after} in {weeks_after} since)").format(
        change=f"{100 * measured.change:+.0f}".replace("-", "−"), **counts
    )


def doubts_of(found: BeforeAndAfter) -> list[str]:
    """Every reason for caution, in sentences."""
    return [str(DOUBTS[doubt]) for doubt in found.judgement.doubts]


def sentence_of(found: BeforeAndAfter) -> str:
    """The report on a change in one sentence."""
    if found.judgement.effect is None:
        return _("Nobody can tell yet what “{title}” did.").format(title=found.change.title)
    return _("Since “{title}” satisfaction moved by {effect}; measures: {measures}.").format(
        title=found.change.title, effect=effect_words(found), measures=measures_words(found)
    )
