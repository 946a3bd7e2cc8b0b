"""Readers of public benchmark formats: text in, a problem out. Which instance it is, nobody is told."""

from pathlib import Path

from dengta.engines.rostering.activities import ActivityProblem
from dengta.engines.rostering.formats import inrc2, multi_activity, shift_scheduling
from dengta.engines.rostering.formats.errors import Unreadable
from dengta.engines.rostering.formats.rows import PREFIX
from dengta.engines.rostering.problem import Problem

__all__ = ["Unreadable", "read_any", "read_file"]


def read_file(path: Path) -> Problem:
    """The problem of shifts that the path stands for. Raises Unreadable where there is none; see `read_any`."""
    problem = read_any(path)
    if isinstance(problem, ActivityProblem):
        message = f"{path}: it asks for duties built from tasks, not for shifts"
        raise Unreadable(message)
    return problem


def read_any(path: Path) -> Problem | ActivityProblem:
    """The problem that the path stands for, in whichever format it is.

    A file is known by what is in it. Of the nurse rostering competition, a name such as `n030w4_1_6-2-9-1`, with `.txt`
    or without, stands for the scenario, the history 1 and the weeks 6, 2, 9 and 1 that lie in the same folder; a file
    of this name need not be there. Raises Unreadable where there is nothing to read or it is none of the formats.
    """
    try:
        return _read(path, path.name.removesuffix(".txt"), _text(path) if path.is_file() else "")
    except Unreadable as problem:
        message = f"{path}: {problem}"
        raise Unreadable(message) from problem


def _read(path: Path, name: str, text: str) -> Problem | ActivityProblem:
    if f"{PREFIX}TASKS" in text:
        return multi_activity.read(text, name=name)
    if f"{PREFIX}SHIFTS" in text:
        return shift_scheduling.read(text, name=name)
    if parts := inrc2.files(name):
        scenario, history, *weeks = (_text(path.with_name(part)) for part in parts)
        return inrc2.read(scenario, history, weeks, name=name)
    raise Unreadable.at(0, "it is in none of the formats known here" if path.is_file() else "there is no such file")


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        message = f"{path.name} cannot be read: {problem}"
        raise Unreadable(message) from problem
