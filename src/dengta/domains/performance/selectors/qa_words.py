"""The words of contacts: how they are written down, and beside which reviews a file may lay them."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dengta.domains.performance.models import QaReview
from dengta.domains.performance.policies import qa as policies
from dengta.foundation.access import Actor

MOST_LINES, LONGEST_LINE = 1000, 500
Spoken = list[list[int | str]]
# 1:05, [1:05], 00:01:05 or 00:01:05.250 at the beginning of a line.
_TIME = re.compile(r"^\[?(?:(\d{1,2}):)?(\d{1,3}):(\d{1,2})(?:[.,]\d+)?\]?\s+(\S.*)$")
_BREAK = re.compile(r"[\r\n|]+")
Status = QaReview.Status
OPEN = (Status.DRAFT, Status.SUBMITTED, Status.DISPUTED)


def lines_from(words: str) -> Spoken:
    """Lines such as "1:05 客服：您好" as second and words; a line without a time stands at that of the line before.
    Beside line breaks a bar parts lines, for files whose cells have none."""
    return [[at, line[:LONGEST_LINE]] for at, line in _timed(words)[:MOST_LINES]]


def lines_in(words: str) -> int:
    """How many lines there are, kept or not."""
    return len(_timed(words))


def _timed(words: str) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    at = 0
    for line in filter(None, (line.strip() for line in _BREAK.split(words))):
        timed = _TIME.match(line)
        if timed:
            hours, minutes, seconds, said = timed.groups()
            at = int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)
            found.append((at, said.strip()))
        else:
            found.append((at, line))
    return found


@dataclass(frozen=True)
class Beside:
    """A review that words can be laid beside, and what lies there: `lines` is None where nothing does."""

    review: int
    contact: int
    source: str
    is_draft: bool
    by_hand: bool
    lines: Spoken | None
    recording: str

    @property
    def can_change(self) -> bool:
        """Whether a file may write here: where nothing lies, or into a draft that a file wrote before."""
        return self.lines is None or (self.is_draft and not self.by_hand)


def open_reviews(by: Actor | None) -> Mapping[str, Sequence[Beside]]:
    """Reviews that are not over and that `by` may write to (the shell of the server: all), by the number of their
    contact; never of the own contacts. One query."""
    rows = QaReview.objects.filter(status__in=OPEN)
    if by is not None:
        rows = policies.deliver.scope(by, rows).exclude(agent=policies.own_id(by))
    found: dict[str, list[Beside]] = defaultdict(list)
    for row in rows.select_related("contact__source", "transcript"):
        words = getattr(row, "transcript", None)
        found[row.contact.external_id].append(
            Beside(
                review=row.pk, contact=row.contact_id, source=row.contact.source.name,
                is_draft=row.status == Status.DRAFT, by_hand=words is not None and words.delivered_at is None,
                lines=None if words is None else words.lines, recording="" if words is None else words.recording_url,
            )
        )  # fmt: skip
    return found
