"""Steps of suggestions and reports, and figures before and after, as the components show them."""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from dengta.domains.communication.models import Effect, FloorReport, Suggestion
from dengta.domains.communication.selectors.measures import Measure, measure_named
from dengta.web.figures import Step

Status = Suggestion.Status


def _day(moment: object) -> str:
    value = localtime(moment) if hasattr(moment, "tzinfo") else moment  # type: ignore[arg-type]
    return date_format(value, "SHORT_DATE_FORMAT") if value else ""  # type: ignore[arg-type]


def _states(reached: int, steps: list[tuple[str, str]]) -> list[Step]:
    """The first `reached` are done, the next one is now."""
    return [
        Step(title=title, note=note, state="done" if place < reached else "now" if place == reached else "later")
        for place, (title, note) in enumerate(steps)
    ]


def suggestion_steps(row: Suggestion) -> list[Step]:
    """From submitted to effect; what was declined ends with its answer."""
    answered = _day(row.decided_at) or _("by {day}").format(day=_day(row.due_on))
    steps = [
        (pgettext("suggestion", "Submitted"), _day(row.created_at)),
        (_("Being looked into"), _day(row.taken_up_at)),
        (_("Answer"), answered),
    ]
    if row.status == Status.DECLINED:
        return _states(3, steps)
    until = _day(row.done_on) or (_("by {day}").format(day=_day(row.until)) if row.until else "")
    steps += [(pgettext("step of a suggestion", "Put into practice"), until), (_("Effect measured"), "")]
    reached = {Status.ADOPTED: 3, Status.DONE: 4}.get(Status(row.status), 2 if row.taken_up_at else 1)
    return _states(5 if getattr(row, "effect", None) else reached, steps)


def report_steps(row: FloorReport) -> list[Step]:
    """From reported to closed."""
    owner = row.owner.name if row.owner else ""
    customers = _("{n} still to be told").format(n=n) if (n := getattr(row, "n_untold", 0)) else ""
    steps = [
        (pgettext("report", "Reported"), _day(row.created_at)),
        (pgettext("report", "Given an owner"), owner),
        (_("Answer"), _day(row.answered_at) or _("by {day}").format(day=_day(row.due_on))),
        (_("Customers told"), customers if row.answered_at else ""),
        (pgettext("report", "Closed"), _day(row.closed_at)),
    ]
    if row.status == FloorReport.Status.CLOSED:
        return _states(5, steps)
    if row.status == FloorReport.Status.ANSWERED:
        return _states(3 if customers else 4, steps)
    return _states(2 if row.owner else 1, steps)


@dataclass(frozen=True)
class FigureLine:
    """A figure of one period: its value with unit, the sample, the interval."""

    period: str
    value: str
    n: int
    interval: str


def effect_lines(row: Suggestion, effect: Effect) -> list[FigureLine]:
    """Before and after, in the words of the figure; nothing where its room is gone."""
    measure = measure_named(row.measure)
    if measure is None:
        return []
    before = _line(_("Before"), measure, effect.before, effect.before_n, (effect.before_low, effect.before_high))
    return [before, _line(_("After"), measure, effect.after, effect.after_n, (effect.after_low, effect.after_high))]


def _line(
    period: str, measure: Measure, value: float | None, n: int, ends: tuple[float | None, float | None]
) -> FigureLine:
    low, high = ends
    interval = f"{measure.show(low)} – {measure.show(high)}" if low is not None and high is not None else ""
    return FigureLine(period, measure.show(value) if value is not None else "–", n, interval)
