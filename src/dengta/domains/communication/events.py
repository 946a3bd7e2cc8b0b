"""What the communication room tells the rooms above it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class TalkSigned:
    """Both sides have signed an important talk. `subject_type` and `subject_key` say what it is about, if anything."""

    talk: int
    employee: int
    leader: int
    on: date
    subject_type: str = ""
    subject_key: str = ""
