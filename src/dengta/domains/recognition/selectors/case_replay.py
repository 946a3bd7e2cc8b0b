"""The steps of a case replay to the case: what the log says is what the row says."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model

from dengta.domains.recognition.models import Case, CaseStep

_encoder = DjangoJSONEncoder()


def written(value: Any) -> Any:
    """A value as the log keeps it: rows by their key, days and moments as text."""
    if isinstance(value, Model):
        return value.pk
    if isinstance(value, datetime):
        value = value.astimezone(UTC)
    return value if value is None or isinstance(value, (bool, int, str)) else _encoder.default(value)


def replay(steps: Iterable[CaseStep]) -> dict[str, Any]:
    """The state and every field that the steps, in order, lead to."""
    fields: dict[str, Any] = {}
    for step in steps:
        fields.update(step.changes)
        fields["state"] = step.state
    return fields


def differing(case: Case) -> Mapping[str, tuple[Any, Any]]:
    """By field: what the log leads to, and what stands in the row, where the two are not the same. One query."""
    led_to = replay(case.steps.order_by("number"))
    stand = {name: written(getattr(case, case._meta.get_field(name).attname)) for name in led_to}  # type: ignore[union-attr]  # fields have one
    return {name: (led_to[name], stand[name]) for name in led_to if led_to[name] != stand[name]}
