"""Rules stand where they are enforced, and only the test suite can switch one off."""

import subprocess
import sys

import pytest

from dengta.foundation import rules
from dengta.foundation.errors import RuleViolation
from dengta.foundation.rules import registry


@pytest.fixture
def rule(monkeypatch: pytest.MonkeyPatch) -> rules.Rule:
    monkeypatch.setattr(registry, "_registry", {})
    return rules.Rule("R-900", "Nobody works on the day of the test")


class TooBusy(RuleViolation):
    """A refusal of its own type."""


def test_a_broken_rule_refuses_with_its_code_its_type_and_the_facts(rule: rules.Rule) -> None:
    with pytest.raises(TooBusy) as refused:
        rule.refuse(when=True, code="too_busy", error=TooBusy, hours=9)

    assert (refused.value.code, refused.value.facts) == ("too_busy", {"hours": 9})
    assert refused.value.rule is rule, "what is refused can say by which rule"


def test_a_kept_rule_neither_refuses_nor_warns(rule: rules.Rule) -> None:
    rule.refuse(when=False, code="too_busy")

    assert not rule.warns(when=False)
    assert rule.warns(when=True)


def test_a_switched_off_rule_is_silent_only_for_the_length_of_the_test(rule: rules.Rule) -> None:
    with rules.switched_off("R-900"):
        rule.refuse(when=True, code="too_busy")
        assert not rule.warns(when=True)

    assert rule.applies


def test_an_id_stands_in_one_place_and_knows_it(rule: rules.Rule) -> None:
    assert rules.registered_rules()["R-900"].module == __name__
    with pytest.raises(ValueError, match="R-900 is registered in"):
        rules.Rule("R-900", "Somebody else's")


def test_a_running_installation_has_no_such_switch() -> None:
    program = "from dengta.foundation.rules import switched_off\nwith switched_off('R-015'): pass"

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert "only be switched off by the test suite" in done.stderr
