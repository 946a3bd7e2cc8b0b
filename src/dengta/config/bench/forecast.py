"""`./dengta bench forecast FILE`: how far off would the forecast have been, and simpler ones on the same days?

From each origin the next twenty weekdays are forecast from what came before alone, by our engine and by the baselines,
and held against what came. Days without data are closed: nobody forecasts them, and nothing is scored on them.
"""

import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from statistics import fmean
from typing import Any

import numpy as np
from django.core.management.base import CommandError

from dengta.config.bench import forecast_libraries
from dengta.config.bench.forecast_baselines import mean_of_weeks, repeated
from dengta.config.bench.forecast_file import read
from dengta.engines.forecasting import (
    History,
    NotEnoughHistory,
    Problem,
    bias,
    coverage,
    divides_a_day,
    floor_of,
    forecast,
    mase,
    poisson_floor,
    wape,
)
from dengta.engines.forecasting.history import Floats
from dengta.engines.forecasting.models import last_week, median_of_weeks

HELP = "the forecast on a file of contacts per interval, from several days of its past"
WEEKDAYS = 20
MOST = 0.065
ORIGINS = "80:110:5"
FRIDAY = 4
OURS, ADDS_UP = "Dengta", "… as it adds up"


@dataclass(frozen=True, slots=True)
class Window:
    """What was known at an origin, and what came: days × intervals, closed days not a number."""

    past: History
    actual: Floats
    closed: frozenset[date]


@dataclass(frozen=True, slots=True)
class Said:
    """What one way of forecasting said of a window, the seconds of CPU it took, and its band where it gives one."""

    contacts: Floats
    seconds: float
    band: tuple[Floats, Floats] | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """How one way of forecasting did over all windows. `inside`: share of intervals in the 80 % band."""

    name: str
    wape: float
    mase: float
    bias: float
    inside: float | None
    seconds: float


Way = Callable[[Window], Mapping[str, Said]]


def add_arguments(parser: ArgumentParser) -> None:
    """Which file, in what intervals, from which days on."""
    parser.add_argument("file", type=Path, help="a CSV file with the columns ts and calls, in any order of rows")
    parser.add_argument("--minutes", type=int, default=30, help="length of the intervals to forecast")
    parser.add_argument(
        "--origins",
        default=ORIGINS,
        metavar="START:END:STEP",
        help="from which days to forecast, counted in weekdays from the first day of the file (0); the end is included",
    )


def run(options: Mapping[str, Any], *, say: Callable[[str], object]) -> bool:
    """Whether our forecast is off by no more than is promised. Raises CommandError on bad input."""
    path, minutes = options["file"], options["minutes"]
    if not divides_a_day(minutes):
        raise CommandError(f"--minutes {minutes} does not divide a day. Give 15, 30 or 60.")
    try:
        history = History.from_rows(read(path), minutes)
    except ValueError as problem:
        raise CommandError(f"{path}: {problem}. Give --minutes that they make up.") from problem
    found = windows(history, origins(options["origins"]), where=str(path))
    figures = measure(found)
    for line in (*heading(history, found), *table(figures), *missing()):
        say(line)
    ours = next(one for one in figures if one.name == OURS)
    if ours.wape > MOST:
        say(f"{ours.wape:.2%} is more than the {MOST:.1%} that are promised.")
    return ours.wape <= MOST


def origins(text: str) -> range:
    """START:END:STEP, the end included. Raises CommandError."""
    parts = text.split(":")
    if len(parts) != 3 or not all(part.strip().isdecimal() for part in parts) or int(parts[2]) == 0:
        raise CommandError(f'--origins "{text}" is not START:END:STEP in whole weekdays, such as {ORIGINS}.')
    start, end, step = (int(part) for part in parts)
    if end < start:
        raise CommandError(f'--origins "{text}" ends before it begins. Write the smaller number first.')
    return range(start, end + 1, step)


def windows(history: History, places: range, *, where: str) -> list[Window]:
    """The window of each origin. Raises CommandError where the file does not reach."""
    weekdays = [day for day in history.days if day.weekday() <= FRIDAY]
    last = len(weekdays) - WEEKDAYS
    if places[-1] > last:
        allowed = f"The last origin it allows is {last}." if last > 0 else "Give a longer file."
        raise CommandError(
            f"{where} holds {len(weekdays)} weekdays, {history.first} to {history.days[-1]}: from origin {places[-1]} "
            f"on, {WEEKDAYS} more do not fit. {allowed}"
        )
    found = [_window(history, weekdays[place], weekdays[place + WEEKDAYS - 1]) for place in places]
    for place, window in zip(places, found, strict=True):
        if not np.nansum(window.actual):
            raise CommandError(f"{where}: no contact on the {WEEKDAYS} weekdays from origin {place} on. Leave it out.")
    return found


def _window(history: History, begin: date, end: date) -> Window:
    past = history.until(begin)
    actual = history.counts[len(past) : (end - history.first).days + 1]
    empty = np.isnan(actual).sum(axis=1) == actual.shape[1]
    return Window(past, actual, frozenset(begin + timedelta(days=int(day)) for day in np.flatnonzero(empty)))


def measure(found: Sequence[Window]) -> list[Figures]:
    """Every way of forecasting, ours first. Raises CommandError where an origin has too little before it."""
    ways: list[Way] = [_ours, _simple, *forecast_libraries.installed(_timed)]
    try:
        said = [[answer for way in ways for answer in way(window).items()] for window in found]
    except NotEnoughHistory as problem:
        raise CommandError(f"An origin has too little before it ({problem}) Begin with a later one.") from problem
    return [_figures([answers[place] for answers in said], found) for place in range(len(said[0]))]


def _timed(work: Callable[[], Floats]) -> Said:
    begun = time.process_time()
    contacts = work()
    return Said(contacts, time.process_time() - begun)


def _ours(window: Window) -> dict[str, Said]:
    begun = time.process_time()
    answer = forecast(Problem(window.past, len(window.actual), closed=window.closed))
    seconds = time.process_time() - begun
    return {
        OURS: Said(answer.contacts, seconds, answer.band()),
        ADDS_UP: Said(answer.expected, seconds, answer.band()),
    }


def _simple(window: Window) -> dict[str, Said]:
    """Of the same weekday: last week's, and the mean and the median of the last weeks'."""
    return {
        "median of 6 weeks": _timed(lambda: repeated(window.past, len(window.actual), median_of_weeks)),
        "mean of 4 weeks": _timed(lambda: repeated(window.past, len(window.actual), mean_of_weeks)),
        "weekly naive": _timed(lambda: repeated(window.past, len(window.actual), last_week)),
    }


def _figures(answers: Sequence[tuple[str, Said]], found: Sequence[Window]) -> Figures:
    actual = np.concatenate([window.actual for window in found])
    contacts = np.concatenate([said.contacts for _name, said in answers])
    bands = [said.band for _name, said in answers if said.band]
    pairs = list(zip(found, (said for _name, said in answers), strict=True))
    return Figures(
        name=answers[0][0],
        wape=wape(actual, contacts),
        mase=fmean(mase(window.actual, said.contacts, window.past.counts) for window, said in pairs),
        bias=bias(actual, contacts),
        inside=coverage(actual, *(np.concatenate(ends) for ends in zip(*bands, strict=True))) if bands else None,
        seconds=max(said.seconds for _name, said in answers),
    )


def heading(history: History, found: Sequence[Window]) -> Iterator[str]:
    """What was looked at, and how far off even the true mean would be."""
    actual = np.concatenate([window.actual for window in found])
    mean = float(np.nanmean(actual))
    yield (
        f"{history.first} to {history.days[-1]}, {int(history.measured.sum())} open days × {len(history.slots)} "
        f"intervals of {history.minutes} minutes, {mean:,.1f} contacts each"
    )
    yield (
        f"{len(found)} origins, {found[0].past.end} to {found[-1].past.end}, {WEEKDAYS} weekdays ahead each, closed "
        "days left out"
    )
    yield (
        f"Poisson floor: {floor_of(actual):.1%} (chance alone; {poisson_floor(mean):.1%} for an interval of "
        f"{mean:,.0f}). No forecast can do better."
    )


def table(figures: Sequence[Figures]) -> Iterator[str]:
    """A line for each way of forecasting."""
    yield f"{'':26}{'WAPE':>8}{'MASE':>8}{'bias':>8}{'in 80 % band':>14}{'CPU s':>8}"
    for one in figures:
        inside = "–" if one.inside is None else f"{one.inside:.1%}"
        yield f"{one.name:26}{one.wape:8.2%}{one.mase:8.3f}{one.bias:+8.1%}{inside:>14}{one.seconds:8.2f}"
    yield "CPU s: the slowest fit with its forecast."


def missing() -> Iterator[str]:
    """Libraries that could have been compared."""
    for name in forecast_libraries.absent():
        yield f"{name}: not compared, since it is not installed."
