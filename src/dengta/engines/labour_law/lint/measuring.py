"""How often the linter is right, against clauses that people have judged."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dengta.engines.labour_law.lint.linter import lint


@dataclass(frozen=True, slots=True)
class Measure:
    """`precision`: of what it names, the share that is unlawful; `recall`: of what is unlawful, the share it names.

    `wrong`: the clauses it judged otherwise than the people did. Where nothing was named, or nothing is unlawful,
    the share is 1: nothing was wrong about it.
    """

    precision: float
    recall: float
    wrong: tuple[str, ...]


def measure(lines: Iterable[Mapping[str, Any]]) -> Measure:
    """Judge clauses given as mappings with `text`, `language` and `unlawful`."""
    judged = [(line["text"], bool(line["unlawful"]), _named(line)) for line in lines]
    right = sum(unlawful and named for _text, unlawful, named in judged)
    return Measure(
        precision=_share(right, sum(named for _text, _unlawful, named in judged)),
        recall=_share(right, sum(unlawful for _text, unlawful, _named in judged)),
        wrong=tuple(text for text, unlawful, named in judged if unlawful != named),
    )


def _named(line: Mapping[str, Any]) -> bool:
    return bool(lint(line["text"], language=line.get("language")))


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0
