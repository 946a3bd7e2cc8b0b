"""The port for words that are about to be shown to colleagues: rooms above say what must not stand among them."""

from collections.abc import Callable

# Raises RuleViolation for a text that may not be shown.
Check = Callable[[str], None]
_checks: list[Check] = []


def register(check: Check) -> None:
    """Let a room look at what is about to be shown; called at start. The same one twice is a bug."""
    if check in _checks:
        message = f"{check.__qualname__} looks at shown words already"
        raise ValueError(message)
    _checks.append(check)


def insist_on(*texts: str) -> None:
    """Raise the first refusal of any room for any of these texts."""
    for check in _checks:
        for text in texts:
            check(text)
