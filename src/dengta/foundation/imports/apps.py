"""App configuration."""

from django.apps import AppConfig
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dengta.foundation.imports.reasons import register_reasons

VERBS: dict[str, str | Promise] = {
    "imports.uploaded": _("uploaded a file for import"),
    "imports.mapped": _("matched the columns of an import"),
    "imports.matched_again": _("went back to the columns of an import"),
    "imports.confirmed": _("started an import"),
    "imports.cancelled": _("stopped an import"),
    "imports.resumed": _("went on with an import"),
    "imports.failed": _("import failed"),
    "imports.published": _("import finished"),
    "imports.restated": _("import changed figures of past days"),
    "imports.mapping_renamed": _("renamed a saved mapping of columns"),
    "imports.mapping_deleted": _("deleted a saved mapping of columns"),
    "imports.lapsed": _("stopped an import that nobody decided"),
    "imports.cleared": _("deleted the file and the refused rows of an old import"),
    "imports.orphan_deleted": _("deleted an uploaded file that no import knows"),
}


class ImportsConfig(AppConfig):
    name = "dengta.foundation.imports"
    label = "imports"

    def ready(self) -> None:
        from dengta.foundation import jobs, schedule  # noqa: PLC0415 - needs loaded models
        from dengta.foundation.audit.verbs import register_verbs  # noqa: PLC0415
        from dengta.foundation.files.services import register_purpose  # noqa: PLC0415
        from dengta.foundation.imports import tasks  # noqa: PLC0415
        from dengta.foundation.imports.selectors import may_download_file, targets_open_to  # noqa: PLC0415
        from dengta.foundation.imports.services import UPLOAD  # noqa: PLC0415
        from dengta.web import navigation  # noqa: PLC0415

        register_reasons()
        register_verbs(VERBS)
        register_purpose(UPLOAD, may_download_file)
        jobs.when_finished(tasks.note_end)
        schedule.every("imports.clean_up", cron="50 3 * * *", job="imports.clean_up")
        navigation.register(
            navigation.Entry(
                section="service",
                label=_("Imports"),
                url_name="imports:list",
                under="service:health",
                icon="file-import",
                order=90,
                visible=lambda request: bool(targets_open_to(request.user)),
            )
        )
