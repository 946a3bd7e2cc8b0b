"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from dengta.foundation.errors import register_sentences


class BackupConfig(AppConfig):
    name = "dengta.foundation.backup"
    label = "backup"

    def ready(self) -> None:
        from dengta.foundation.audit.verbs import register_verbs  # noqa: PLC0415 - needs loaded models

        register_verbs({"backup.taken": _("took a backup"), "backup.restored": _("restored a backup")})
        register_sentences(
            {
                "backup_program_missing": _("{program} is missing: install the client programs of PostgreSQL."),
                "backup_program_failed": _("{program} failed: {said}"),
                "backup_tables_differ": _("{count} tables do not hold what the backup says: {tables}."),
                "backup_unreadable": _("{file} cannot be read as a backup: {said}"),
                "backup_member_differs": _("The backup was changed or damaged: {member} is not what was written."),
                "backup_keys_missing": _(
                    "The keys of this backup are not here. Put its key files into the home folder, then restore again."
                ),
                "backup_from_newer_version": _(
                    "The backup was made by Dengta {version}, which is newer than this one."
                ),
                "backup_of_other_engine": _("The backup is of {made}, the database here is {here}."),
                "restore_target_not_empty": _(
                    "There are data here already. Add --yes-replace to put the backup in their place."
                ),
            }
        )
