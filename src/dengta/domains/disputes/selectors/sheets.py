"""A calculation as a sheet of plain data: what page, print and store show alike, in both languages at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dengta.engines.labour_law.articles import Article
from dengta.engines.labour_law.china import PACK, REGIONS
from dengta.engines.labour_law.decision import Assumption, Decision
from dengta.engines.labour_law.law import Law
from dengta.engines.labour_law.reading import read, written
from dengta.engines.labour_law.text import Text

Sheet = Mapping[str, Any]
Words = dict[str, str]


@dataclass(frozen=True)
class Answer:
    """What a calculator found: the result in a sentence, the decisions that led to it, and a date not to be missed."""

    headline: Text
    decisions: tuple[Decision[Any], ...]
    due_on: date | None = None


@dataclass(frozen=True)
class Ask:
    """Asks the law of a region and day: `ask("severance.N", start=…)`. What is empty is left out."""

    law: Law
    on: date

    def __call__(self, rule_id: str, **facts: Any) -> Decision[Any]:
        """The decision of the rule. Raises `LawError` for facts that cannot be."""
        rule = PACK.rules[rule_id]
        given = {name: fact for name, fact in facts.items() if fact not in (None, "")}
        return rule(read(rule.facts, given), on=self.on, law=self.law)


def sheet_of(answer: Answer, ask: Ask) -> Sheet:
    """The answer as plain data, with the version of the rules, the region and the day that were asked."""
    return {
        "version": f"{PACK.code} {PACK.version}",
        "region": ask.law.region,
        "region_name": _words(REGIONS.get(ask.law.region, Text(ask.law.region, ask.law.region))),
        "on": ask.on.isoformat(),
        "due_on": answer.due_on and answer.due_on.isoformat(),
        "headline": _words(answer.headline),
        "decisions": [_decision(decision) for decision in answer.decisions],
    }


def _decision(decision: Decision[Any]) -> dict[str, Any]:
    return {
        "rule": decision.rule,
        "title": _words(PACK.rules[decision.rule].title),
        "value": written(decision.value),
        "since": decision.since.isoformat(),
        "confidence": decision.confidence.value,
        "steps": [_words(step) for step in decision.steps],
        "articles": [
            {"zh": article.said("zh"), "en": article.said("en"), "source": article.statute.source}
            for article in _closest(decision.articles)
        ],
        "assumptions": [_assumption(assumption) for assumption in decision.assumptions],
        "changes": [_words(change) for change in decision.changes],
    }


def _closest(articles: tuple[Article, ...]) -> list[Article]:
    """Without those that another one names more closely: "46" beside "46(3)"."""
    return [
        one
        for one in articles
        if not any(other.statute == one.statute and other.place.startswith(f"{one.place}(") for other in articles)
    ]


def _assumption(assumption: Assumption) -> dict[str, Any]:
    return {**_words(assumption.text), "switch": assumption.switch.key if assumption.switch else ""}


def _words(text: Text) -> Words:
    return {"zh": text.said("zh"), "en": text.said("en")}
