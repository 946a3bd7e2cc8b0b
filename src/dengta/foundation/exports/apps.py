"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from dengta.foundation.errors import register_sentences


class ExportsConfig(AppConfig):
    name = "dengta.foundation.exports"
    label = "exports"

    def ready(self) -> None:
        from dengta.foundation.audit.verbs import register_verbs  # noqa: PLC0415 - needs loaded models

        register_verbs({"exports.taken": _("exported a list")})
        register_sentences(
            {
                "exports.too_many_rows": _(
                    "A worksheet holds {most} rows, this list has {rows}. Please export it as CSV."
                )
            }
        )
