"""Does the agent score predict what comes better than the raw rate and than the mean of all?

The answers of each agent are cut into two halves by chance. From the first halves alone each agent's second half is
foretold, in three ways. Every agent is one vote, however many answers.
"""

import csv
import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import NamedTuple

import numpy as np

from dengta.engines.scoring import Answers, fit
from dengta.foundation.imports.readers.encodings import UTF8, detect_encoding

LEAST = 8
HALVES = 20
SATISFIED = 4
BEST = 5
# The names a column may have. The last three make up the kind of work; a file may lack them.
COLUMNS = {
    "agent": ("agent", "agent_name", "坐席", "客服"),
    "csat": ("csat", "csat score", "rating", "满意度"),
    "topic": ("category", "topic", "问题类型"),
    "channel": ("channel", "channel_name", "渠道"),
    "shift": ("shift", "agent shift", "班次"),
}
NEEDED = ("agent", "csat")
DELIMITERS = ",;\t"


class Unreadable(Exception):
    """The file cannot be used; the message says what, where, and how to mend it."""


class Contact(NamedTuple):
    """One contact with a rating."""

    agent: str
    stratum: tuple[str, ...]
    satisfied: bool


@dataclass(frozen=True, slots=True)
class Errors:
    """Mean squared errors of the three ways, over all halves, and in how many halves ours was better than the mean."""

    agents: int
    contacts: int
    raw: float
    mean: float
    ours: float
    won: int

    @property
    def best(self) -> bool:
        """Whether none of the others is smaller."""
        return self.ours <= min(self.raw, self.mean)


def read(path: Path) -> list[Contact]:
    """The rated contacts of a CSV file, whatever the order of its columns. Raises Unreadable."""
    try:
        encoding = detect_encoding(path)
        with path.open(encoding="utf-8-sig" if encoding == UTF8 else encoding, newline="") as file:
            head = file.readline()
            file.seek(0)
            delimiter = max(DELIMITERS, key=head.count)
            return list(_contacts(path, csv.reader(file, delimiter=delimiter)))
    except OSError as problem:
        raise Unreadable(f"{path}: {problem.strerror}. Name a CSV file: ./dengta bench scores FILE") from problem
    except UnicodeError as problem:
        raise Unreadable(f"{path}: not text ({problem}). Save the file as CSV in UTF-8 and try again.") from problem


def _contacts(path: Path, rows: "Iterator[list[str]]") -> Iterator[Contact]:
    line = 0
    try:
        place = _places(path, next(rows, []))
        width = max(place.values()) + 1
        for line, row in enumerate(rows, start=2):
            if not any(cell.strip() for cell in row):
                continue
            if len(row) < width:
                raise Unreadable(f"{path}, row {line}: {len(row)} cells where {width} are needed. Mend or remove it.")
            contact = _contact(f"{path}, row {line}", {name: row[at].strip() for name, at in place.items()})
            if contact:
                yield contact
    except csv.Error as problem:
        raise Unreadable(f"{path}, after row {line}: {problem}. Look for a quotation mark left open.") from problem


def _places(path: Path, head: Sequence[str]) -> dict[str, int]:
    """Which column is what."""
    names = [cell.strip().lower() for cell in head]
    place = {
        what: next(names.index(name) for name in known if name in names)
        for what, known in COLUMNS.items()
        if any(name in names for name in known)
    }
    for what in NEEDED:
        if what not in place:
            wanted = ", ".join(f'"{name}"' for name in COLUMNS[what])
            raise Unreadable(
                f"{path}, row 1: no column of the {what}. Name it one of {wanted}; "
                f"there is {', '.join(name for name in names if name) or 'nothing'}."
            )
    return place


def _contact(where: str, cells: dict[str, str]) -> Contact | None:
    """None for a contact without a rating or without an agent: it says nothing about anybody."""
    if not cells["csat"] or not cells["agent"]:
        return None
    try:
        rating = float(cells["csat"])
    except ValueError:
        rating = math.nan
    if not 1 <= rating <= BEST:
        raise Unreadable(f'{where}: the rating is "{cells["csat"]}". Give a number from 1 to 5, or leave it empty.')
    stratum = tuple(cells.get(what, "") for what in COLUMNS if what not in NEEDED)
    return Contact(cells["agent"], stratum, rating >= SATISFIED)


def measure(contacts: Sequence[Contact], *, halves: int = HALVES, least: int = LEAST) -> Errors:
    """Foretell second halves from first ones. Raises ValueError where nobody has enough answers."""
    own: dict[str, list[Contact]] = defaultdict(list)
    for contact in contacts:
        own[contact.agent].append(contact)
    enough = {agent: own[agent] for agent in sorted(own) if len(own[agent]) >= least}
    if not enough:
        message = f"no agent has {least} contacts with a rating"
        raise ValueError(message)
    rounds = [_round(enough, seed) for seed in range(halves)]
    return Errors(
        agents=len(enough),
        contacts=sum(map(len, enough.values())),
        raw=fmean(one[0] for one in rounds),
        mean=fmean(one[1] for one in rounds),
        ours=fmean(one[2] for one in rounds),
        won=sum(one[2] < one[1] for one in rounds),
    )


def _round(agents: dict[str, list[Contact]], seed: int) -> tuple[float, float, float]:
    """The errors of raw rate, mean of all and score for one cut."""
    chance = np.random.default_rng(seed)
    seen: dict[str, list[Contact]] = {}
    later: dict[str, float] = {}
    for agent, contacts in agents.items():
        order = chance.permutation(len(contacts))
        cut = (len(contacts) + 1) // 2
        seen[agent] = [contacts[place] for place in order[:cut]]
        later[agent] = fmean(contacts[place].satisfied for place in order[cut:])
    answers = {agent: _answers(contacts) for agent, contacts in seen.items()}
    scale = fit([cell for cells in answers.values() for cell in cells])
    scores = {agent: scale.score(agent, cells) for agent, cells in answers.items()}
    return (
        fmean(((scores[agent].raw or 0.0) - truth) ** 2 for agent, truth in later.items()),
        fmean((scale.centre - truth) ** 2 for truth in later.values()),
        # The score is for the work of all; what comes is the agent's own work.
        fmean((scores[agent].predicted - truth) ** 2 for agent, truth in later.items()),
    )


def _answers(contacts: Sequence[Contact]) -> list[Answers]:
    n = Counter(contact.stratum for contact in contacts)
    satisfied = Counter(contact.stratum for contact in contacts if contact.satisfied)
    return [Answers(contacts[0].agent, stratum, satisfied[stratum], count) for stratum, count in sorted(n.items())]


def table(errors: Errors) -> Iterator[str]:
    """What was found, for people."""
    yield (
        f"{errors.agents:,} agents with {LEAST} or more rated contacts, {errors.contacts:,} contacts, "
        f"{HALVES} random halves, each agent one vote"
    )
    yield f"{'mean squared error of the other half':38} {'error':>9}  of the mean's"
    for name, error in (("raw rate", errors.raw), ("global mean", errors.mean), ("Dengta's score", errors.ours)):
        yield f"{name:38} {error:9.5f}  {_ratio(error, errors.mean)}"
    yield f"Dengta's score beats the global mean in {errors.won} of {HALVES} halves"
    if not errors.best:
        yield "Dengta's score is not the smallest: between these agents there is no difference that lasts"


def _ratio(error: float, mean: float) -> str:
    return f"{error / mean:8.1%}" if mean else "–"
