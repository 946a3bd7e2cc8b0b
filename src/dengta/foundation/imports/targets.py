"""What a file can be imported into: a room declares a `Target`, foundation does the rest.

A target says which fields it knows, which of them identify a row (the natural key), what is wrong with a row, what is
there already, and how new and changed rows are written. Reading, mapping, quarantine, preview, resuming and the
reconciliation are the same for all of them. See docs/for-developers/imports.md.
"""

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Generic, Literal, TypeVar
from zoneinfo import ZoneInfo

from django.utils.functional import Promise

from dengta.foundation.access import Actor, Permission

Text = str | Promise
Kind = Literal["text", "integer", "decimal", "datetime", "date", "time", "duration", "choice", "boolean", "email"]
Key = tuple[Any, ...]
L = TypeVar("L")

LONGEST_CELL = 32_767  # what Excel can hold


@dataclass(frozen=True)
class Field:
    """One field of a target, and the headers under which the world knows it.

    `kind` decides the type of the value: text and email `str`, integer `int`, decimal `Decimal`, datetime an aware
    `datetime`, date `date`, time `time`, duration whole seconds as `int`, boolean `bool`, choice one of the keys of
    `choices` (key → other spellings; of a boolean: yes and no, and what else they are called). An empty cell is `None`.

    A datetime may stand in two columns: `time_synonyms` are headers of the column with the time of day. A time without
    a date of its own takes the row's date; `next_day_after` names the field before which it cannot lie, so that a call
    at 23:59:50 answered at 00:00:10 is answered on the next day.
    """

    name: str
    label: Text
    kind: Kind = "text"
    required: bool = False
    synonyms: tuple[str, ...] = ()
    time_synonyms: tuple[str, ...] = ()
    choices: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)
    next_day_after: str = ""
    max_length: int = LONGEST_CELL
    help: Text = ""


@dataclass(frozen=True)
class Question:
    """Something only a person can decide, asked once on the mapping page and kept with the source.

    `choices` are (value, label); the first is preselected. It is asked when `when` (a field name) is mapped, or always.
    The answer reaches the target as `ctx.answers[name]`.
    """

    name: str
    label: Text
    choices: tuple[tuple[str, Text], ...]
    when: str = ""
    help: Text = ""


@dataclass(frozen=True)
class Problem:
    """Why a row cannot be taken: a code with a registered sentence, the field it stands in, and facts."""

    code: str
    field: str = ""
    facts: Mapping[str, Any] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True)
class Context:
    """Circumstances of one import: whose file it is and what was answered. `by` is None for the shell; `number` is that
    of the import, for targets that keep a record of each row."""

    source: str
    by: Actor | None
    answers: Mapping[str, str]
    fields: frozenset[str]
    zone: ZoneInfo
    today: date
    number: int | None = None


class Row:
    """One record with typed values. `row["agent"]`, `row.get("agent")`; fields that are not mapped are absent."""

    __slots__ = ("line", "values")

    def __init__(self, line: int, values: dict[str, Any]) -> None:
        self.line = line
        self.values = values

    def __getitem__(self, name: str) -> Any:
        return self.values[name]

    def get(self, name: str, default: Any = None) -> Any:
        """The value, or `default` where the field is not mapped."""
        return self.values.get(name, default)

    def __repr__(self) -> str:
        return f"<Row line {self.line}>"


class Target(Generic[L]):
    """Base class of all targets. `L` is the type of the lookups that `prepare` loads.

    `natural_key` names the fields that identify a row for ever; "source" (the name of the saved source) may be one of
    them and is present in every row. `permission` opens the wizard to whoever holds it in a role (not only about
    themselves); which rows the importing person may touch
    is checked by the target itself in `validate`, with lookups scoped to `ctx.by`. `taking` is the right to export such
    rows, for the refused ones of a file that somebody else brought. `person` names the fields that say whom a row is
    about, the best first; without any a row is about nobody.
    """

    name: ClassVar[str]
    label: ClassVar[Text]
    help: ClassVar[Text] = ""
    # Its place in the list: people before what they did, contacts before what is said of them.
    order: ClassVar[int] = 100
    fields: ClassVar[tuple[Field, ...]]
    natural_key: ClassVar[tuple[str, ...]]
    permission: ClassVar[Permission[Any]]
    taking: ClassVar[Permission[Any]]
    person: ClassVar[tuple[str, ...]] = ()
    questions: ClassVar[tuple[Question, ...]] = ()
    # Rows of the downloadable template, as people would write them: field name → text.
    samples: ClassVar[tuple[Mapping[str, str], ...]] = ()

    def prepare(self, ctx: Context) -> L:
        """Load what `validate` and `publish` look up, once per run, in a constant number of queries."""
        raise NotImplementedError

    def validate(self, row: Row, lookups: L) -> Iterable[Problem]:
        """What is wrong with a row whose cells are all well-formed. No queries here."""
        return ()

    def record(self, row: Row, lookups: L) -> Mapping[str, Any]:
        """The row as it would be stored; compared with what `existing` answers. By default its values."""
        return row.values

    def existing(self, rows: Sequence[Row], lookups: L) -> Mapping[Key, Mapping[str, Any]]:
        """What is stored for these rows: natural key → values. One query for the whole chunk."""
        raise NotImplementedError

    def publish(self, new: Sequence[Row], changed: Sequence[Row], lookups: L) -> None:
        """Write a chunk in bulk. Runs inside the transaction that also marks the chunk as published."""
        raise NotImplementedError

    def day_of(self, row: Row) -> date | None:
        """The business day whose figures the row changes; past days are logged as restated. None: no such day."""
        return None

    def key_of(self, row: Row) -> Key:
        """The natural key of a row."""
        return tuple([row.values.get(name) for name in self.natural_key])

    def field(self, name: str) -> Field:
        """The field of this name. Raises KeyError for an unknown one."""
        return {known.name: known for known in self.fields}[name]

    @property
    def field_names(self) -> frozenset[str]:
        """The names of all fields."""
        return frozenset(known.name for known in self.fields)


_targets: dict[str, Target[Any]] = {}


def register(target: Target[Any]) -> None:
    """Make a target known; called in `apps.ready()` of its room."""
    if target.name in _targets:
        message = f"import target {target.name!r} is registered twice"
        raise ValueError(message)
    unknown = set(target.natural_key) - target.field_names - {"source"}
    if unknown:
        message = f"import target {target.name!r}: natural key of unknown fields {sorted(unknown)}"
        raise ValueError(message)
    _targets[target.name] = target


def target_named(name: str) -> Target[Any]:
    """The target of this name. Raises KeyError for an unknown one."""
    return _targets[name]


def registered_targets() -> tuple[Target[Any], ...]:
    """All targets, as one brings them in."""
    return tuple(sorted(_targets.values(), key=lambda target: (target.order, target.name)))
