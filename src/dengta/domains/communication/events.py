"""What the communication room tells the rooms above it."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class AnnouncementInForce:
    """A version took effect: from now on, whoever has not confirmed is kept from contacts of these `topics`."""

    announcement: int
    version: int
    topics: tuple[str, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class AnnouncementConfirmed:
    """Somebody confirmed, and may take contacts of these `topics` again (once nothing else keeps them from it)."""

    announcement: int
    version: int
    employee: int
    topics: tuple[str, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class TalkSigned:
    """Both sides have signed an important talk. `subject_type` and `subject_key` say what it is about, if anything."""

    talk: int
    employee: int
    leader: int
    at: datetime
    subject_type: str = ""
    subject_key: str = ""


@dataclass(frozen=True, slots=True)
class MinutesPublished:
    """The minutes of a meeting of a team are out; `kind` is weekly or monthly."""

    meeting: int
    unit: int
    kind: str
    held_on: date
    at: datetime


@dataclass(frozen=True, slots=True)
class SuggestionAdopted:
    """A suggestion was adopted: whose idea it was (employees), what was promised for it, and who (account) decided."""

    suggestion: int
    unit: int
    title: str
    authors: tuple[int, ...]
    promised: str
    by: int
    at: datetime


@dataclass(frozen=True, slots=True)
class GrievanceBrought:
    """Somebody brought a grievance on a day: whatever is decided about them soon after needs a second look. Nothing of
    what it says, nor about whom. `key` tells it from others, and leads nowhere."""

    employee: int
    on: date
    key: str
