"""What number components show. Values arrive formatted; the component decides how they look."""

from collections.abc import Sequence
from dataclasses import dataclass

from dengta.web.components.markup import Text


@dataclass(frozen=True, kw_only=True)
class Bullet:
    """A bar with a target tick, on a scale from zero to `limit`."""

    value: float
    limit: float
    target: float | None = None


@dataclass(frozen=True, kw_only=True)
class Kpi:
    """A number a leader can act on. `value=""` means: nothing known yet (never shown as zero)."""

    key: str
    label: Text
    value: Text
    unit: Text = ""
    icon: str = ""
    status: str = ""
    word: Text = ""
    target: Text = ""
    bullet: Bullet | None = None
    trend: Sequence[float | None] = ()
    sample: Text = ""
    few: bool = False
    interval: Text = ""
    comparison: Text = ""
    definition_url: str = ""
    rows_url: str = ""


@dataclass(frozen=True, kw_only=True)
class HeatCell:
    """One cell: `level` −3…+3 gives the colour, `text` says it in a signed number."""

    level: int
    text: Text
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class HeatRow:
    """One row of a heat table."""

    label: Text
    cells: Sequence[HeatCell]


@dataclass(frozen=True, kw_only=True)
class Heat:
    """A heat table; the key explains the five colours in words, from the lowest to the highest level."""

    caption: Text
    columns: Sequence[Text]
    rows: Sequence[HeatRow]
    key: Sequence[Text] = ()


@dataclass(frozen=True, kw_only=True)
class ScoreLine:
    """One line of a score breakdown: where a point came from."""

    label: Text
    points: Text
    share: float
    source: Text = ""
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class Goal:
    """A node of a goal tree."""

    title: Text
    value: Text
    status: str
    word: Text
    owner: Text = ""
    url: str = ""
    children: Sequence["Goal"] = ()


@dataclass(frozen=True, kw_only=True)
class Step:
    """A step of a procedure; `state` is done, now or later."""

    title: Text
    note: Text = ""
    state: str = "later"


@dataclass(frozen=True, kw_only=True)
class Moment:
    """Something that happened: when (shown, and as machine time), what, by whom."""

    at: Text
    iso: str
    text: Text
    by: Text = ""
    icon: str = ""
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How far long work is; `poll_url` answers the same component again until it is over."""

    label: Text
    done: int
    total: int
    id: str = "progress"
    eta: Text = ""
    note: Text = ""
    poll_url: str = ""
