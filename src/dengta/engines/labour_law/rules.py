"""A rule of law as an object: a typed function of facts, with its articles and the dates between which it is law."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, Generic, TypeVar, get_type_hints

from dengta.engines.labour_law.articles import Statute, citation
from dengta.engines.labour_law.decision import Confidence, Decision, Working
from dengta.engines.labour_law.errors import NotInForce
from dengta.engines.labour_law.law import Law
from dengta.engines.labour_law.text import Text

F = TypeVar("F")
V = TypeVar("V")
# National law, no house decided anything, no holiday known.
NATIONAL = Law()
# Rules that have been law for longer than any record: the Labour Law of 1995.
LABOUR_LAW = date(1995, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule(Generic[F, V]):
    """One question to the law.

    `decide` works out the value on the sheet it is given; `spec` are the laws of the catalogue (L-…) that it carries
    out. Calling the rule gives the value with steps, articles, assumptions and the firmness of the ground.
    """

    id: str
    title: Text
    decide: Callable[[F, Working], V]
    statutes: Mapping[str, Statute]
    articles: tuple[str, ...]
    spec: tuple[str, ...] = ()
    since: date = LABOUR_LAW
    until: date | None = None
    confidence: Confidence = Confidence.STATUTE

    def __call__(self, facts: F, *, on: date, law: Law = NATIONAL) -> Decision[V]:
        """Answer for the law of `on`. Raises NotInForce outside the validity, FactError for facts that cannot be."""
        if on < self.since or (self.until is not None and on >= self.until):
            raise NotInForce(self.id, on)
        work = Working(on, law, confidence=self.confidence)
        value = self.decide(facts, work)
        references = dict.fromkeys([*self.articles, *work.cited])
        return Decision(
            rule=self.id,
            on=on,
            since=self.since,
            value=value,
            steps=tuple(work.steps),
            articles=tuple(citation(reference, self.statutes) for reference in references),
            confidence=work.confidence,
            assumptions=tuple(work.assumptions),
            changes=tuple(work.changes),
        )

    @property
    def facts(self) -> type[F]:
        """The type of its facts, as its function declares it."""
        hints = get_type_hints(self.decide)
        kind: type[F] = hints[next(iter(hints))]
        return kind


def by_id(groups: Iterable[Iterable[Rule[Any, Any]]]) -> Mapping[str, Rule[Any, Any]]:
    """All rules of a pack. Raises ValueError where two have one id."""
    found: dict[str, Rule[Any, Any]] = {}
    for rule in _flat(groups):
        if rule.id in found:
            message = f"rule {rule.id} is there twice"
            raise ValueError(message)
        found[rule.id] = rule
    return MappingProxyType(found)


def _flat(groups: Iterable[Iterable[Rule[Any, Any]]]) -> Iterator[Rule[Any, Any]]:
    for group in groups:
        yield from group
