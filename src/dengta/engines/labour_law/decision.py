"""What a rule answers: a value, and everything a person needs to check it.

`Working` is the sheet of paper on which a rule works: it writes steps, names the switches it took and the articles it
leant on. The rule itself returns a plain value.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Generic, TypeVar

from dengta.engines.labour_law.articles import Article
from dengta.engines.labour_law.law import Law
from dengta.engines.labour_law.params import Option, Switch
from dengta.engines.labour_law.text import Text

V_co = TypeVar("V_co", covariant=True)
TAKEN = Text("{question}按：{answer}", "{question} Taken: {answer}")


class Confidence(Enum):
    """How firm the ground is: written law, a case published by an authority, or a defensible reading."""

    STATUTE = "statute"
    OFFICIAL_CASE = "official-case"
    INTERPRETATION = "interpretation"

    @property
    def weight(self) -> int:
        """The higher, the less firm: a decision is as firm as the weakest ground it stands on."""
        return list(Confidence).index(self)


@dataclass(frozen=True, slots=True)
class Assumption:
    """Something taken as given: a switch with the answer taken, or a fact that nobody stated."""

    text: Text
    switch: Switch | None = None
    option: Option | None = None


@dataclass(frozen=True, slots=True)
class Decision(Generic[V_co]):
    """The answer of a rule. `since` is the day from which the rule is law, `on` the day for which it was asked."""

    rule: str
    on: date
    since: date
    value: V_co
    steps: tuple[Text, ...]
    articles: tuple[Article, ...]
    confidence: Confidence
    assumptions: tuple[Assumption, ...] = ()
    changes: tuple[Text, ...] = ()


@dataclass(slots=True)
class Working:
    """The sheet on which a rule works. `on`: the day for which it is asked; `law`: region, calendar, switches."""

    on: date
    law: Law
    steps: list[Text] = field(default_factory=list)
    cited: list[str] = field(default_factory=list)
    assumptions: list[Assumption] = field(default_factory=list)
    changes: list[Text] = field(default_factory=list)
    confidence: Confidence = Confidence.STATUTE

    def say(self, text: Text, **facts: object) -> None:
        """Write a step."""
        self.steps.append(text.filled(facts))

    def cite(self, *references: str) -> None:
        """Name articles beyond those the rule always stands on."""
        self.cited.extend(reference for reference in references if reference not in self.cited)

    def assume(self, text: Text, **facts: object) -> None:
        """Say what is taken as given without anybody having stated it."""
        self._take(Assumption(text.filled(facts)))

    def changed_by(self, text: Text, **facts: object) -> None:
        """Say what would change the answer."""
        self.changes.append(text.filled(facts))

    def leans_on(self, confidence: Confidence) -> None:
        """Say that part of the answer stands on less firm ground."""
        self.confidence = max(self.confidence, confidence, key=lambda one: one.weight)

    def answer(self, switch: Switch, *, given: str | None = None) -> str:
        """The key of the answer taken for an open question: `given` with the facts, else as the law of this house.

        The reader is told which, and that it is a choice.
        """
        option = switch.option(self.law.answer(switch) if given is None else given)
        taken = TAKEN.filled({"question": switch.question, "answer": option.label})
        self._take(Assumption(taken, switch, option))
        self.leans_on(Confidence.INTERPRETATION)
        return option.key

    def _take(self, assumption: Assumption) -> None:
        """What two steps take as given is said once."""
        if assumption not in self.assumptions:
            self.assumptions.append(assumption)
