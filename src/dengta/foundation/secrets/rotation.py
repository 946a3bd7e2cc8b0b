"""Rotation: re-seal every row with the newest key, in batches, while people go on working.

The rows themselves say what is left, so a run that was killed is simply started again.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.models import Q

from dengta.foundation.secrets.box import CannotOpen, seal, sealed_prefix
from dengta.foundation.secrets.fields import BlindIndex, EncryptedText

BATCH = 500


@dataclass
class Rotation:
    """How far a rotation has come, and which places could not be read (they were left as they are)."""

    total: int = 0
    done: int = 0
    unreadable: list[str] = field(default_factory=list)


def rotate(*, batch: int = BATCH, report: Callable[[Rotation], None] = lambda rotation: None) -> Rotation:
    """Move all encrypted fields to the newest key. `report` is called after each committed batch."""
    models_found = list(_models_with_secrets())
    rotation = Rotation(total=sum(_waiting(model, fields).count() for model, fields in models_found))
    for model, fields in models_found:
        after: Any = None
        while rows := _rotate_batch(model, fields, rotation, after=after, batch=batch):
            after = rows[-1]
            rotation.done += len(rows)
            report(rotation)
    return rotation


def _models_with_secrets() -> Iterator[tuple[type[models.Model], list[EncryptedText]]]:
    for model in apps.get_models():
        fields = [column for column in model._meta.concrete_fields if isinstance(column, EncryptedText)]
        if fields and not model._meta.proxy:
            yield model, fields


def _waiting(model: type[models.Model], fields: list[EncryptedText]) -> models.QuerySet[models.Model]:
    """Rows with a value under an older key."""
    condition = Q(pk__in=())
    for column in fields:
        sealed = Q(**{f"{column.name}__startswith": "v"})
        condition |= sealed & ~Q(**{f"{column.name}__startswith": sealed_prefix()})
    return model._base_manager.filter(condition).order_by("pk")


@transaction.atomic
def _rotate_batch(
    model: type[models.Model], fields: list[EncryptedText], rotation: Rotation, *, after: Any, batch: int
) -> list[Any]:
    """Re-seal the next rows behind `after`; answers their keys. Rows are locked, so no write in between is lost."""
    waiting = _waiting(model, fields).select_for_update()
    rows = list(waiting.filter(pk__gt=after)[:batch] if after is not None else waiting[:batch])
    for row in rows:
        if fresh := _resealed(row, fields, rotation):
            model._base_manager.filter(pk=row.pk).update(**fresh)
    return [row.pk for row in rows]


def _resealed(row: models.Model, fields: list[EncryptedText], rotation: Rotation) -> dict[str, str]:
    fresh: dict[str, str] = {}
    for column in fields:
        try:
            plain = getattr(row, column.attname)
        except CannotOpen as problem:
            rotation.unreadable.append(str(problem))
            return {}
        if plain:
            fresh[column.name] = seal(plain, place=column.place(row.pk))
    indexes = [column for column in row._meta.concrete_fields if isinstance(column, BlindIndex)]
    return fresh | {column.name: column.pre_save(row, add=False) for column in indexes}
