"""Model fields: `EncryptedText` for what must not be read from the database, `BlindIndex` to find it exactly.

    phone = EncryptedText(_("phone"), blank=True)
    phone_index = BlindIndex("phone")

    PrivateData.objects.filter(phone_index__in=index_values(PrivateData, "phone_index", "138 0013 8000"))

The primary key must be known before the row is written (a UUID, or the employee it belongs to): it is part of what is
authenticated. `.values()` gives the sealed value; `QuerySet.update()` and filters refuse plain text.
"""

from typing import Any, cast

from django.core import checks
from django.db import models
from django.db.models.query_utils import DeferredAttribute

from dengta.foundation.secrets.box import Sealed, blind_index, blind_indexes, seal, unseal


class _Opened(DeferredAttribute):
    """Opens the sealed value when somebody reads the attribute; loading a row opens nothing."""

    field: "EncryptedText"

    def __get__(self, instance: models.Model | None, cls: Any = None) -> Any:
        value = super().__get__(instance, cls)
        if instance is None or not isinstance(value, Sealed):
            return value
        return unseal(value, place=self.field.place(instance.pk))

    def __set__(self, instance: models.Model, value: str | None) -> None:
        instance.__dict__[self.field.attname] = value


class EncryptedText(models.TextField[Any, Any]):
    """Text that lies encrypted in the database and is plain text on the instance."""

    descriptor_class = _Opened

    def place(self, pk: Any) -> str:
        """Where a value of this field stands: what it is bound to."""
        return f"{self.model._meta.label_lower}.{self.name}:{pk}"

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:  # noqa: FBT001 - Django's signature
        value = getattr(model_instance, self.attname)  # opening it proves that it may be written under this key
        if not value:
            return value
        if model_instance.pk is None:
            message = f"{self.place(None)}: the primary key must be known before an encrypted field is written"
            raise ValueError(message)
        stored = model_instance.__dict__[self.attname]
        return stored if isinstance(stored, Sealed) else seal(value, place=self.place(model_instance.pk))

    def get_prep_value(self, value: Any) -> Any:
        """Only what is sealed reaches the database: `update()`, `bulk_update()` and filters would bring plain text."""
        if value and not isinstance(value, Sealed) and not hasattr(value, "resolve_expression"):
            message = f"{self.model._meta.label}.{self.name} is encrypted: save the instance, look up by its index"
            raise TypeError(message)
        return value

    def from_db_value(self, value: str | None, expression: object, connection: object) -> str | None:
        return Sealed(value) if value else value

    def value_to_string(self, obj: models.Model) -> str:
        """Serialised rows stay sealed."""
        return str(self.pre_save(obj, add=False) or "")

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        found = super().check(**kwargs)
        if isinstance(self.model._meta.pk, models.AutoField):
            hint = "Give the model a UUID primary key with a default, or make a one-to-one field its primary key."
            found.append(
                checks.Error("An encrypted field needs a key known before insert.", hint, obj=self, id="secrets.E001")
            )
        return found


class BlindIndex(models.CharField[Any, Any]):
    """Filled from the encrypted field `source` whenever the row is saved; equal values give equal indexes.

    With `save(update_fields=…)` name both. A unique constraint on it holds for rows under the same key.
    """

    def __init__(self, source: str, **options: Any) -> None:
        self.source = source
        super().__init__(
            **{"max_length": 64, "blank": True, "default": "", "editable": False, "db_index": True, **options}
        )

    def deconstruct(self) -> Any:
        name, path, arguments, options = super().deconstruct()
        return name, path, [self.source, *arguments], options

    @property
    def purpose(self) -> str:
        """Keeps indexes of different columns apart: the same text in two columns cannot be seen to be the same."""
        return f"{self.model._meta.label_lower}.{self.source}"

    def pre_save(self, model_instance: models.Model, add: bool) -> str:  # noqa: FBT001 - Django's signature
        plain = getattr(model_instance, self.source)
        value = blind_index(plain, purpose=self.purpose) if plain else ""
        setattr(model_instance, self.attname, value)
        return value


def index_values(model: type[models.Model], field_name: str, plain: str) -> list[str]:
    """The values to look for, one per key in the ring: `filter(phone_index__in=index_values(…))`."""
    field = cast("BlindIndex", model._meta.get_field(field_name))
    return blind_indexes(plain, purpose=field.purpose)
