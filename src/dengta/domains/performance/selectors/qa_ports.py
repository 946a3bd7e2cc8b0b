"""What others may bring to quality reviews: machines that suggest points, courses that fit a finding.

Nobody has brought anything yet, and the pages say so.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dengta.domains.performance.selectors.qa_items import Item
from dengta.foundation.access import Actor
from dengta.foundation.settings.parameters import Parameter

Text = str | Promise
MACHINE_SUGGESTS = Parameter(
    "performance.qa_machine_suggests",
    False,  # noqa: FBT003 - a value, not a flag
    _("Whether a machine may suggest points to reviewers, where one is connected. It never scores by itself"),
)


class AutomaticScorer(Protocol):
    """A machine that reads a contact and suggests points. What it says is a suggestion, marked as made by a machine."""

    name: str

    def suggest(self, contact_id: int, items: Sequence[Item]) -> Mapping[str, int | None]:
        """Points by the key of the item; None: does not apply. Items that it cannot judge are left out."""
        ...


_scorers: list[AutomaticScorer] = []


def register_scorer(scorer: AutomaticScorer) -> None:
    """Connect a machine; called in `apps.ready()`."""
    _scorers.append(scorer)


def forget_scorers() -> None:
    """Take all machines away again."""
    _scorers.clear()


def scorer() -> AutomaticScorer | None:
    """The machine that is asked; None where none is connected."""
    return _scorers[0] if _scorers else None


@dataclass(frozen=True, slots=True)
class Course:
    """Something to learn it with."""

    key: str
    name: Text
    url: str


Courses = Callable[[Actor, str], Sequence[Course]]
_courses: list[Courses] = []


def offer_courses(courses: Courses) -> None:
    """Connect what suggests courses for the words of an item; called by growth in `apps.ready()`."""
    _courses.append(courses)


def courses_for(actor: Actor, words: str) -> list[Course]:
    """Courses that fit; none while nobody offers any."""
    return [course for courses in _courses for course in courses(actor, words)]


def are_courses_offered() -> bool:
    """Whether any room offers courses."""
    return bool(_courses)
