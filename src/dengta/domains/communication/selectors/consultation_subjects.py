"""What a consultation can be about: each part that decides for many says here how its matters are found by key."""

from collections.abc import Callable
from dataclasses import dataclass

from dengta.domains.people.models import Account, Unit
from dengta.foundation.access import facts_of


@dataclass(frozen=True)
class Subject:
    """Something that is to be decided for a unit, before it is. `people` are those whom it will touch."""

    key: str
    title: str
    unit: Unit
    people: frozenset[int]
    # Where it is decided.
    url: str
    # Whether it is a text in clauses, which is put before them as it is meant to hold.
    is_text: bool = False


Find = Callable[[Account, str], Subject | None]
_finders: dict[str, Find] = {}


def register_subject(name: str, find: Find) -> None:
    """Let a part have its matters asked about; keys begin with the name. Called in `apps.ready()`; twice is a bug."""
    if name in _finders:
        message = f"consultations know {name!r} already"
        raise ValueError(message)
    _finders[name] = find


def subject_of(actor: Account, key: str) -> Subject | None:
    """The matter behind a key, for whoever decides it; for everybody else there is none."""
    find = _finders.get(key.partition(":")[0])
    return find(actor, key) if find else None


def touches_others(actor: Account, subject: Subject) -> bool:
    """Whether it falls on a department in which whoever decides does not work themselves."""
    return facts_of(actor).employee_id not in subject.people
