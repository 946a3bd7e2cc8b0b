"""What the recognition room tells the rooms above it."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class EditionPublished:
    """An edition of a rule book is out, and holds from a day on. `clauses`: the codes that changed with it."""

    edition: int
    unit: int
    effective_on: date
    clauses: tuple[str, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class EditionSigned:
    """Somebody signed that they have read everything of a rule book up to this edition."""

    edition: int
    employee: int
    at: datetime


@dataclass(frozen=True, slots=True)
class RewardGranted:
    """Somebody was given a reward. `amount` as text: money, points or days, by its form."""

    reward: int
    employee: int
    form: str
    source: str
    amount: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PayoutApproved:
    """The money rewards of a month are approved and go to pay: from now on its list says whom to pay how much.
    `total` as text, in the currency of the house."""

    payout: int
    unit: int
    month: date
    people: int
    total: str
    at: datetime


@dataclass(frozen=True, slots=True)
class BenefitGranted:
    """Somebody holds time or a thing to take: `quantity` (as text) days or pieces, from and until these days.

    `kind` is flexible_work, leave_day, trip or gift. `taker`: the room that has booked it already, or empty.
    """

    grant: int
    employee: int
    kind: str
    quantity: str
    valid_from: date
    valid_until: date
    taker: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ReflectionOpened:
    """Severe measures became frequent under a leader, who thinks about the own part before the next one."""

    reflection: int
    leader: int
    quarter: date
    at: datetime


@dataclass(frozen=True, slots=True)
class LessonReleased:
    """A lesson from a closed case can be read as a document of the library, by everybody in a unit and below. It has so
    many questions, which a room that trains may ask too (`selectors.lessons.taught_questions`)."""

    lesson: int
    document: int
    unit: int
    questions: int
    at: datetime
