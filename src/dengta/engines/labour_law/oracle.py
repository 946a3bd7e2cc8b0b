"""A file of worked cases against the rules: through one adapter, whatever the rule.

Numbers are compared as numbers ("8000" is "8000.00", "6525/174" is a fraction), identifiers of a list without their
order, prose not at all.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from dengta.engines.labour_law.errors import LawError
from dengta.engines.labour_law.law import Law
from dengta.engines.labour_law.reading import PROSE, read, written
from dengta.engines.labour_law.rules import Rule

# Where a case names no region.
HOME = "CN"
# A rule that stumbles over a case fails that case, not the whole file.
UNFORESEEN = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
Rules = Callable[[str], Mapping[str, Rule[Any, Any]]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One case: what was asked, and how the answer differs (empty: it agrees)."""

    id: str
    rule: str
    differs: str = ""


def run(file: Mapping[str, Any], *, rules: Rules, law: Callable[[str], Law], today: date) -> Iterator[Outcome]:
    """Every case of the file. `rules` and `law` are asked with the region of the case ("CN-BJ")."""
    as_of = file.get("as_of")
    default = date.fromisoformat(as_of) if as_of else today
    for case in file["cases"]:
        yield _outcome(case, rules=rules, law=law, default=default)


def _outcome(case: Mapping[str, Any], *, rules: Rules, law: Callable[[str], Law], default: date) -> Outcome:
    name, rule = str(case.get("id")), str(case.get("rule"))
    missing = [key for key in ("rule", "inputs", "expected") if key not in case]
    if missing:
        return Outcome(name, rule, f"the case lacks {', '.join(missing)}")
    expected = {key: value for key, value in case["expected"].items() if key != PROSE}
    region = case["inputs"].get("region") or case.get("region") or HOME
    on = date.fromisoformat(case["as_of"]) if case.get("as_of") else default
    try:
        answer = answered(rule, case["inputs"], rules=rules(region), law=law(region), on=on)
    except LawError as refusal:
        return Outcome(name, rule, f"expected {_shown(expected)} got refusal: {refusal}")
    except UNFORESEEN as problem:
        return Outcome(name, rule, f"expected {_shown(expected)} got {type(problem).__name__}: {problem}")
    got = {key: answer.get(key) for key in expected}
    agrees = all(same(value, got[key]) for key, value in expected.items())
    return Outcome(name, rule, "" if agrees else f"expected {_shown(expected)} got {_shown(got)}")


def answered(
    rule_id: str, inputs: Mapping[str, Any], *, rules: Mapping[str, Rule[Any, Any]], law: Law, on: date
) -> dict[str, Any]:
    """The answer of a rule to plain inputs, as plain data. A rule that is not there answers with nothing."""
    if rule_id not in rules:
        return {}
    rule = rules[rule_id]
    return dict(written(rule(read(rule.facts, inputs), on=on, law=law).value))


def same(expected: Any, got: Any) -> bool:
    """Whether two values say the same."""
    if isinstance(expected, list) and isinstance(got, list):
        return len(expected) == len(got) and all(
            same(one, other) for one, other in zip(_in_order(expected), _in_order(got), strict=True)
        )
    if isinstance(expected, bool) or isinstance(got, bool) or expected is None or got is None:
        return expected is got
    left, right = _number(expected), _number(got)
    return left == right if left is not None and right is not None else bool(expected == got)


def _in_order(values: list[Any]) -> list[Any]:
    return sorted(values) if all(isinstance(value, str) for value in values) else values


def _number(value: Any) -> Fraction | None:
    try:
        return Fraction(str(value))
    except (ValueError, ZeroDivisionError):
        return None


def _shown(values: Mapping[str, Any]) -> str:
    return "{" + ", ".join(f"{name}: {value}" for name, value in values.items()) + "}"
