"""What a notice can ask: rooms register actions, notices carry buttons for them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

Text = str | Promise
# Called as handle(account=…, key=…, value=…, now=…) inside the transaction that closes the question.
Handle = Callable[..., Text]


@dataclass(frozen=True)
class Action:
    """Something that can be answered outside the house. `label` is what the button says unless it says so itself."""

    label: Text
    handle: Handle


@dataclass(frozen=True)
class Button:
    """One button of a notice: the action "announcement.confirm", about the object `key`, answered with `value`."""

    action: str
    key: str
    value: str = ""
    label: Text = ""

    def as_choice(self) -> dict[str, Any]:
        """As it is kept; the label in the language that is active."""
        label = str(self.label or action_named(self.action).label)
        return {"action": self.action, "key": self.key, "value": self.value, "label": label}


_actions: dict[str, Action] = {}


def register_action(name: str, label: Text, handle: Handle) -> None:
    """Declare an action in `apps.ready()`.

    `handle(account=, key=, value=, now=)` does what the person in front of a page of the room may do, with the same
    checks, and answers one sentence; a RuleViolation leaves the question open.
    """
    if name in _actions:
        message = f"action {name!r} is registered already"
        raise ValueError(message)
    _actions[name] = Action(label, handle)


def action_named(name: str) -> Action:
    """The action of that name. Raises LookupError where nobody registered it."""
    return _actions[name]
