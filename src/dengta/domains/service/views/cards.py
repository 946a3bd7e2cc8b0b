"""KPI cards of Today: value, target, course of two weeks, sample and interval, each with its definition and rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dengta.domains.service.models import Queue
from dengta.domains.service.parameters import ABANDONMENT_LIMIT, CSAT_TARGET
from dengta.domains.service.selectors.course import Course
from dengta.domains.service.selectors.figures import By, Figure, Group, kpi_values
from dengta.domains.service.selectors.slices import Slice
from dengta.domains.service.views import words
from dengta.domains.service.views.window import Window
from dengta.engines.metrics import Interval, wilson
from dengta.foundation.access import Actor
from dengta.web.figures import Bullet
from dengta.web.figures import Kpi as Card

DAYS_SHOWN = 14
DAYS_POOLED = 7
KEYS = ("service_level", "abandonment", "csat", "csat_response", "aht", "reopen_rate")


@dataclass(frozen=True)
class Targets:
    """What the cards are held against today."""

    service_level: float | None
    csat: float
    abandonment: float


def targets_on(day: date, queues: Sequence[Queue]) -> Targets:
    """The promise of the queues (their mean, where they differ) and the limits in force. Two queries."""
    goals = [float(queue.answer_goal) for queue in queues]
    return Targets(
        service_level=sum(goals) / len(goals) if goals else None,
        csat=float(CSAT_TARGET.on(day)),
        abandonment=float(ABANDONMENT_LIMIT.on(day)),
    )


@dataclass(frozen=True)
class Fortnight:
    """The figures of each of the last fourteen days, today last."""

    days: Mapping[date, Mapping[str, Figure]]
    today: date

    def of_today(self, key: str) -> Figure | None:
        """Today's figure; None where nothing is known yet."""
        return self.days.get(self.today, {}).get(key)

    def trend(self, key: str) -> list[float | None]:
        """The value of each day; a day without facts is a gap."""
        dates = [self.today - timedelta(days=n) for n in range(DAYS_SHOWN - 1, -1, -1)]
        figures = [self.days.get(day, {}).get(key) for day in dates]
        return [figure.value if figure else None for figure in figures]

    def pooled(self, key: str) -> tuple[int, int]:
        """Numerator and denominator of the last seven days: sums, from which one ratio is made."""
        first = self.today - timedelta(days=DAYS_POOLED - 1)
        figures = [figures[key] for day, figures in self.days.items() if day >= first]
        return sum(figure.numerator for figure in figures), sum(figure.denominator for figure in figures)


def fortnight(actor: Actor, today: date, *, unit: int | None = None) -> Fortnight:
    """The last fourteen days by day, as far as `actor` may see sums."""
    where = Slice(start=today - timedelta(days=DAYS_SHOWN - 1), end=today + timedelta(days=1), unit=unit)
    groups: list[Group] = kpi_values(actor, kpis=KEYS, where=where, today=today, by=By.DAY)
    return Fortnight({group.key: group.figures for group in groups}, today)


def today_cards(known: Fortnight, course: Course, targets: Targets, *, minimum: int, offered: Window) -> list[Card]:
    """The five cards of Today, in the order in which a leader asks."""
    return [
        _service_level(known, targets),
        _volume(course, offered),
        _abandonment(known, targets),
        _csat(known, targets, minimum=minimum),
        _aht(known),
    ]


def _definition(key: str) -> str:
    return reverse("service:definition", args=[key])


def _rows(key: str, *, period: str = "today") -> str:
    rows = reverse("service:rows")
    return f"{rows}?kpi={key}&period={period}"


def _service_level(known: Fortnight, targets: Targets) -> Card:
    figure = known.of_today("service_level")
    value = figure.value if figure else None
    status, word = level_status(value, targets.service_level)
    return Card(
        key="service_level",
        label=_("Service level"),
        icon="headset",
        value=_number(value),
        unit="%",
        status=status,
        word=word,
        target=_("Target {share}").format(share=words.share(targets.service_level)) if targets.service_level else "",
        bullet=_bar(value, 1.0, targets.service_level),
        trend=known.trend("service_level"),
        sample=_sample(figure),
        comparison=_against_yesterday(known, "service_level"),
        definition_url=_definition("service_level"),
        rows_url=_rows("service_level"),
    )


def level_status(value: float | None, target: float | None) -> tuple[str, str]:
    """Status and word of a service level: it is counted, not sampled, so it is compared as it is."""
    if value is None or target is None:
        return "", ""
    if value >= target:
        return "good", _("On target")
    return ("warn", _("Just below")) if value >= target - 0.05 else ("bad", _("Below target"))


def _volume(course: Course, whole_day: Window) -> Card:
    offered, usual = course.so_far.offered, course.usual_so_far
    compared = ""
    if usual:
        compared = _("{percent} against the usual").format(percent=_percent(offered / usual - 1))
    return Card(
        key="volume",
        label=_("Contacts today"),
        icon="messages",
        value=words.count(offered),
        target=_("Usual by now: {n}").format(n=words.count(usual)) if usual else _("Nothing to compare with yet"),
        bullet=_bar(offered, max(offered, usual or 0) * 1.25, usual),
        trend=[half.sums.offered for half in course.halves if half.sums],
        sample=ngettext("mean of {n} week", "mean of {n} weeks", course.weeks).format(n=course.weeks) if usual else "",
        comparison=compared,
        definition_url=_definition("offered"),
        rows_url=whole_day.url("offered"),
    )


def _abandonment(known: Fortnight, targets: Targets) -> Card:
    figure = known.of_today("abandonment")
    value = figure.value if figure else None
    status, word = "", ""
    if value is not None:
        status, word = ("good", _("Within limit")) if value <= targets.abandonment else ("warn", _("Above limit"))
    return Card(
        key="abandonment",
        label=_("Abandonment"),
        icon="phone-off",
        value=_number(value),
        unit="%",
        status=status,
        word=word,
        target=_("At most {share}").format(share=words.share(targets.abandonment)),
        bullet=_bar(value, max(4 * targets.abandonment, value or 0), targets.abandonment),
        trend=known.trend("abandonment"),
        sample=_sample(figure),
        comparison=_against_yesterday(known, "abandonment"),
        definition_url=_definition("abandonment"),
        rows_url=_rows("abandonment"),
    )


def _csat(known: Fortnight, targets: Targets, *, minimum: int) -> Card:
    good, n = known.pooled("csat")
    answers, sent = known.pooled("csat_response")
    value = good / n if n else None
    interval = wilson(good, n) if n else None
    status, word = csat_status(value, interval, targets.csat, enough=n >= minimum)
    response = words.share(answers / sent) if sent else words.DASH
    return Card(
        key="csat",
        label=_("Satisfaction, 7 days"),
        icon="mood-smile",
        value=_number(value),
        unit="%",
        status=status,
        word=word,
        target=_("Target {share}").format(share=words.share(targets.csat)),
        interval=_("95% interval {low}–{high}").format(low=_number(interval.low), high=_number(interval.high))
        if interval
        else "",
        few=n < minimum,
        bullet=_bar(value, 1.0, targets.csat),
        trend=known.trend("csat"),
        sample=_("{n} answers").format(n=words.count(n)),
        comparison=_("response {share}").format(share=response),
        definition_url=_definition("csat"),
        rows_url=_rows("csat", period="7d"),
    )


def csat_status(value: float | None, interval: Interval | None, target: float, *, enough: bool) -> tuple[str, str]:
    """Status and word of a sampled share: only what chance cannot explain is called a miss."""
    if value is None or interval is None:
        return "", ""
    if not enough:
        return "mute", _("Too few to judge")
    if interval.high < target:
        return "bad", _("Below target")
    if interval.low >= target:
        return "good", _("On target")
    return ("good", _("On target, within chance")) if value >= target else ("mute", _("Below, may be chance"))


def _aht(known: Fortnight) -> Card:
    figure = known.of_today("aht")
    value, unit = words.value_and_unit(figure.kpi.unit, figure.value) if figure else ("", "")
    total, n = known.pooled("aht")
    usual = total / n if n else None
    return Card(
        key="aht",
        label=_("Handling time"),
        icon="clock",
        value=value,
        unit=unit,
        target=_("Mean of 7 days: {time}").format(time=words.clock(usual)) if usual else "",
        bullet=_bar(figure.value if figure else None, 2 * usual, usual) if usual else None,
        trend=known.trend("aht"),
        sample=_sample(figure),
        comparison=_("neither fast nor slow is good in itself"),
        definition_url=_definition("aht"),
        rows_url=_rows("aht"),
    )


def _percent(difference: float) -> str:
    """A signed whole per cent; nothing to speak of is ±0 %."""
    rounded = round(difference * 100)
    return f"{rounded:+d}%".replace("-", "−") if rounded else "±0%"


def _number(value: float | None) -> str:
    return words.share(value).removesuffix("%") if value is not None else ""


def _bar(value: float | None, limit: float, target: float | None) -> Bullet | None:
    return None if value is None else Bullet(value=value, limit=limit, target=target)


def _sample(figure: Figure | None) -> str:
    return _("{n} contacts").format(n=words.count(figure.n)) if figure and figure.n else ""


def _against_yesterday(known: Fortnight, key: str) -> str:
    figure = known.days.get(known.today - timedelta(days=1), {}).get(key)
    if figure is None or figure.value is None:
        return ""
    return _("yesterday {value}").format(value=words.share(figure.value))
