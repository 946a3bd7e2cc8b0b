"""What units, agents and queues are called."""

from collections.abc import Collection, Mapping

from django.db.models import Model


def names_of(model: type[Model], keys: Collection[int], *, known: Mapping[int, str]) -> Mapping[int, str]:
    """Names by id, those that are `known` already among them. One query; none where all are."""
    missing = [key for key in keys if key not in known]
    rows = model._default_manager.filter(pk__in=missing).values_list("pk", "name") if missing else ()
    return {**known, **dict(rows)}
