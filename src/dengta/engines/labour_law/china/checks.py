"""Checks of facts that many rules share."""

from dataclasses import fields
from decimal import Decimal
from typing import Any

from dengta.engines.labour_law.china.words import checks as words
from dengta.engines.labour_law.errors import need


def no_negatives(facts: Any) -> None:
    """Refuse a number below nought: no wage, no day and no month of these facts can be owed backwards."""
    for field in fields(facts):
        value = getattr(facts, field.name)
        if isinstance(value, int | Decimal):
            need(field.name, words.NEGATIVE, holds=value >= 0, name=field.name, value=value)
