"""What must hold in every installation: registered here for the foundation, by the rooms for themselves."""

from django.utils.translation import gettext_lazy as _

from dengta.config.invariants import data, machine, work
from dengta.foundation.doctor import register


def register_all() -> None:
    """Called once, when the apps are ready."""
    register("backup", _("Backups"), machine.recent_backup)
    register("calendar", _("Holiday notices"), machine.holiday_notices)
    register("clock", _("Clock"), machine.clock)
    register("disk", _("Disk space"), machine.disk_space)
    register("keys", _("Keys"), machine.keys)
    register("database", _("Database settings"), data.database_settings)
    register("migrations", _("Migrations"), data.migrations)
    register("audit", _("Audit record"), data.audit_record, deep=True)
    register("foreign_keys", _("References between tables"), data.foreign_keys, deep=True)
    register("files", _("Uploaded files"), data.files, deep=True)
    register("rollups", _("Sums of the service figures"), data.rollups, deep=True)
    register("events", _("News between rooms"), work.events)
    register("imports", _("Imports"), work.imports)
    register("imports.files", _("Files of old imports"), work.old_files)
    register("jobs", _("Background work"), work.jobs)
    register("outbox", _("Outgoing messages"), work.outbox)
    register("seals", _("Sealing of the audit record"), work.seals)
    register("worker", _("Worker"), work.worker)
