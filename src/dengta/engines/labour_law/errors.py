"""What the engine refuses, each with the sentence that says what is wrong and how to mend it."""

from datetime import date

from dengta.engines.labour_law.text import Text


class LawError(Exception):
    """The base of all refusals of the engine."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.said("en"))
        self.text = text


class FactError(LawError):
    """A fact is missing or cannot be. `field` names it as the facts of the rule do."""

    def __init__(self, field: str, text: Text) -> None:
        super().__init__(text)
        self.field = field


class NotInForce(LawError):
    """The rule is asked for a day on which it was not law."""

    def __init__(self, rule: str, on: date) -> None:
        super().__init__(
            Text(
                "规则 {rule} 在 {on} 尚未施行或已失效。请换一个日期，或使用当时有效的规则。",
                "Rule {rule} was not in force on {on}. Choose another day, or the rule that was law then.",
                {"rule": rule, "on": on},
            )
        )
        self.rule, self.on = rule, on


def need(field: str, text: Text, *, holds: bool, **facts: object) -> None:
    """Refuse the facts unless `holds`."""
    if not holds:
        raise FactError(field, text.filled(facts))
