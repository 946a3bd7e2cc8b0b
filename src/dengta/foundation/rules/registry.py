"""Each rule stands where it is enforced: `R_015 = Rule("R-015", …)` beside the service that asks it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.utils.functional import Promise

from dengta.foundation.errors import RuleViolation, Warned, somebody_listens

_registry: dict[str, "Rule"] = {}
_switched_off: set[str] = set()


class Rule:
    """A management rule of the catalogue. `refuse` blocks, `warns` only says so."""

    def __init__(self, rule_id: str, summary: str | Promise) -> None:
        if rule_id in _registry:
            message = f"{rule_id} is registered in {_registry[rule_id].module} already"
            raise ValueError(message)
        self.id, self.summary = rule_id, summary
        self.module: str = sys._getframe(1).f_globals["__name__"]
        _registry[rule_id] = self

    @property
    def applies(self) -> bool:
        """True, but while the test suite has switched this rule off to prove that its tests notice."""
        return self.id not in _switched_off

    def refuse(self, *, when: bool, code: str, error: type[RuleViolation] = RuleViolation, **facts: Any) -> None:
        """Raise `error(code, **facts)`, which keeps this rule, when it is broken."""
        if when and self.applies:
            refusal = error(code, **facts)
            refusal.rule = self
            raise refusal

    def warns(self, *, when: bool) -> bool:
        """Whether to warn: the rule is broken, and applies."""
        return when and self.applies

    def advise(self, *, when: bool, code: str, **facts: Any) -> None:
        """Raise `Warned(code, **facts)` when the rule is broken and somebody is there to be asked "all the same?"."""
        if self.warns(when=when) and somebody_listens():
            raise Warned(code, **facts)


def registered_rules() -> dict[str, Rule]:
    """All rules by id."""
    return dict(_registry)


@contextmanager
def switched_off(rule_id: str) -> Iterator[None]:
    """Without this rule, for the length of a test. Only the test suite may ask."""
    if "pytest" not in sys.modules:
        message = "rules can only be switched off by the test suite"
        raise RuntimeError(message)
    _switched_off.add(rule_id)
    try:
        yield
    finally:
        _switched_off.discard(rule_id)
