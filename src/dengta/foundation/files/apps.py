"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from dengta.foundation.errors import register_sentences


class FilesConfig(AppConfig):
    name = "dengta.foundation.files"
    label = "files"

    def ready(self) -> None:
        from dengta.foundation.audit.verbs import register_verbs  # noqa: PLC0415 - needs loaded models

        register_verbs({"files.downloaded": _("downloaded a file")})
        register_sentences(
            {
                "files.too_large": _("The file is larger than {most} MB."),
                "files.empty": _("The file {name} is empty."),
                "files.too_many_pixels": _(
                    "The picture has more than {most} million pixels. Please choose a smaller one."
                ),
                "files.too_many_passes": _(
                    "The picture is saved in more than {most} passes. Please save it anew as a plain JPEG."
                ),
                "files.picture_too_slow": _(
                    "{name} takes too long to read. Please save it anew as a plain JPEG, or take another picture."
                ),
                "files.pictures_busy": _("Other pictures are being read just now. Please try again in a minute."),
                "files.picture_unreadable": _(
                    "{name} cannot be read as a picture. Please save it anew as PNG or JPEG, or take another one."
                ),
                "files.unknown_kind": _(
                    "{name} is not a file of a kind that is accepted here, or its content does not match its name. "
                    "Accepted: {accepted}."
                ),
            }
        )
