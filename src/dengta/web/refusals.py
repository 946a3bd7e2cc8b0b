"""A refusal on a form, with the rule it comes from."""

from django import forms

from dengta.foundation.errors import RefusingRule, RuleViolation


class Refused(forms.ValidationError):
    """What was refused, in a sentence; `rule`: the rule of the catalogue it comes from, where one refuses."""

    rule: RefusingRule | None

    def __init__(self, refusal: RuleViolation) -> None:
        super().__init__(str(refusal), code=refusal.code)
        self.rule = refusal.rule


def rule_behind(error: forms.ValidationError) -> RefusingRule | None:
    """The rule that an error of a form comes from; none for what is entered wrongly."""
    return error.rule if isinstance(error, Refused) else None
