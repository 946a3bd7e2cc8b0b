"""Worked cases of others against an engine: what a case must hold, and how an answer is judged. One for all engines."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

# Words for people: never compared.
PROSE = "note"
NEEDED = ("rule", "inputs", "expected")
# A rule that stumbles over a case fails that case, not the whole file.
UNFORESEEN = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One case: what was asked, and how the answer differs (empty: it agrees)."""

    id: str
    rule: str
    differs: str = ""


def judge(
    case: Mapping[str, Any],
    *,
    answer: Callable[[], Mapping[str, Any]],
    same: Callable[[Any, Any], bool],
    refusals: tuple[type[Exception], ...] = (),
) -> Outcome:
    """Ask for the answer and hold it against what is expected, key by key. `refusals`: answers no on purpose."""
    name, rule = str(case.get("id")), str(case.get("rule"))
    missing = [key for key in NEEDED if key not in case]
    if missing:
        return Outcome(name, rule, f"the case lacks {', '.join(missing)}")
    expected = {key: value for key, value in case["expected"].items() if key != PROSE}
    try:
        found = answer()
    except refusals as refusal:
        return Outcome(name, rule, f"expected {_shown(expected)} got refusal: {refusal}")
    except UNFORESEEN as problem:
        return Outcome(name, rule, f"expected {_shown(expected)} got {type(problem).__name__}: {problem}")
    got = {key: found.get(key) for key in expected}
    agrees = all(same(value, got[key]) for key, value in expected.items())
    return Outcome(name, rule, "" if agrees else f"expected {_shown(expected)} got {_shown(got)}")


def _shown(values: Mapping[str, Any]) -> str:
    return "{" + ", ".join(f"{name}: {value}" for name, value in values.items()) + "}"
