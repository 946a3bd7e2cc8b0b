"""Invariants of a running installation: every room registers its own, `./dengta doctor` examines them.

A check answers the problems it finds, each with the way to mend it. An advice does not make the installation ill.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import DatabaseError
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is not as it must be, and what to do about it. Lazy texts are kept in every language."""

    what: str | Promise
    mend: str | Promise
    advice: bool = False


Examine = Callable[[datetime], Iterable[Problem]]


@dataclass(frozen=True, slots=True)
class Check:
    """One invariant. `deep` ones read whole tables: for the night, and after a restore."""

    name: str
    label: str | Promise
    examine: Examine
    deep: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found, and how long it looked."""

    check: Check
    problems: tuple[Problem, ...]
    seconds: float

    @property
    def ill(self) -> bool:
        """Whether anything beyond advice was found."""
        return any(not problem.advice for problem in self.problems)


_checks: dict[str, Check] = {}


def register(name: str, label: str | Promise, examine: Examine, *, deep: bool = False) -> None:
    """Add an invariant; a second one of the same name is a bug."""
    if name in _checks:
        message = f"there is a check {name!r} already"
        raise ValueError(message)
    _checks[name] = Check(name, label, examine, deep)


def registered_checks() -> tuple[Check, ...]:
    """All invariants, by name."""
    return tuple(check for _name, check in sorted(_checks.items()))


def examine(*, now: datetime, deep: bool) -> Iterator[Finding]:
    """Look at every invariant, in the order of their names; the deep ones only when asked."""
    for check in registered_checks():
        if deep or not check.deep:
            started = time.monotonic()
            problems = _problems(check, now)
            yield Finding(check, problems, time.monotonic() - started)


def _problems(check: Check, now: datetime) -> tuple[Problem, ...]:
    try:
        return tuple(check.examine(now))
    except DatabaseError as error:
        what = format_lazy(_("The database does not answer this question: {error}"), error=str(error))
        return (Problem(what, _("Bring the database up to date: ./dengta prepare")),)
