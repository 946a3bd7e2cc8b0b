"""A file of worked cases against the rules: through one adapter, whatever the rule.

Numbers are compared as numbers ("8000" is "8000.00", "6525/174" is a fraction), identifiers of a list without their
order, prose not at all.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from functools import partial
from typing import Any

from dengta.engines.cases import Outcome, judge
from dengta.engines.labour_law.errors import LawError
from dengta.engines.labour_law.law import Law
from dengta.engines.labour_law.reading import read, written
from dengta.engines.labour_law.rules import Rule

# Where a case names no region.
HOME = "CN"
Rules = Callable[[str], Mapping[str, Rule[Any, Any]]]


def run(file: Mapping[str, Any], *, rules: Rules, law: Callable[[str], Law], today: date) -> Iterator[Outcome]:
    """Every case of the file. `rules` and `law` are asked with the region of the case ("CN-BJ")."""
    as_of = file.get("as_of")
    default = date.fromisoformat(as_of) if as_of else today
    for case in file["cases"]:
        yield judge(
            case, answer=partial(_answer, case, rules=rules, law=law, default=default), same=same, refusals=(LawError,)
        )


def _answer(case: Mapping[str, Any], *, rules: Rules, law: Callable[[str], Law], default: date) -> Mapping[str, Any]:
    region = case["inputs"].get("region") or case.get("region") or HOME
    on = date.fromisoformat(case["as_of"]) if case.get("as_of") else default
    return answered(case["rule"], case["inputs"], rules=rules(region), law=law(region), on=on)


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
