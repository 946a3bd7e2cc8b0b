"""`./dengta import contacts FILE`: the same import as in the browser, from the shell, with progress."""

import sys
import time
from argparse import ArgumentParser
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.core.management import CommandError
from django.core.management.base import BaseCommand, OutputWrapper
from django.utils.translation import gettext as _

from dengta.foundation.errors import RuleViolation
from dengta.foundation.imports import registered_targets, selectors, services
from dengta.foundation.imports.dates import FORMATS
from dengta.foundation.imports.mapping import DATED, ColumnMap
from dengta.foundation.imports.models import Import
from dengta.foundation.imports.publishing import publish
from dengta.foundation.imports.staging import stage
from dengta.foundation.imports.targets import Target

ONCE_A_SECOND = 1.0


class Command(BaseCommand):
    """Import a file."""

    help = "Import a file: reads it, shows what would happen, and imports it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        known = ", ".join(target.name.rpartition(".")[2] for target in registered_targets())
        parser.add_argument("target", help=f"what the file holds: {known}")
        parser.add_argument("file", type=Path)
        parser.add_argument("--mapping", default="", metavar="NAME", help="the saved source whose columns these are")
        parser.add_argument(
            "--date-format",
            action="append",
            default=[],
            metavar="[FIELD=]FORMAT",
            help=f"how dates are written where the file leaves it open: {', '.join(FORMATS)}",
        )
        parser.add_argument(
            "--column", action="append", default=[], metavar="FIELD=COLUMN[+TIME COLUMN]", help="match a column by hand"
        )
        parser.add_argument("--answer", action="append", default=[], metavar="QUESTION=VALUE")
        parser.add_argument("--zone", default="", help="time zone of the times in the file")
        parser.add_argument("--yes", action="store_true", help="import without asking after the preview")

    def handle(self, **options: Any) -> None:
        """Upload, match, read, preview, import. Ends with an error where something is missing."""
        try:
            self._import(options)
        except RuleViolation as refusal:
            raise CommandError(str(refusal)) from refusal

    def _import(self, options: dict[str, Any]) -> None:
        target = services.known_target(options["target"])
        path: Path = options["file"]
        if not path.is_file():
            raise CommandError(_("There is no file {path}.").format(path=path))
        with path.open("rb") as file:
            job = services.upload(file, name=path.name, target=target, source=options["mapping"], by=None)
        try:
            columns = _with_options(target, ColumnMap.from_json(job.mapping), options)
            job = services.map_columns(job=job, columns=columns, by=None, in_background=False)
        except (RuleViolation, CommandError):
            services.cancel(job=job, by=None)
            raise
        try:
            self._work_on(job, target, agreed=options["yes"])
        except RuleViolation as refusal:
            # Without a worker nobody goes on with it by itself: the page says why, and has the button for it.
            services.give_up(import_id=job.pk, reason=str(refusal))
            raise

    def _work_on(self, job: Import, target: Target[Any], *, agreed: bool) -> None:
        stage(job.pk, Progress(self.stderr, _("Reading")))
        job.refresh_from_db()
        self._preview(job, target)
        if not agreed and not self._agreed():
            services.cancel(job=job, by=None)
            raise CommandError(_("Nothing was imported. Add --yes to import without being asked."))
        services.confirm(job=job, by=None, in_background=False)
        publish(job.pk, Progress(self.stderr, _("Importing")))
        job.refresh_from_db()
        self.stdout.write(_reconciliation(job))

    def _preview(self, job: Import, target: Target[Any]) -> None:
        words = _("{rows} rows: {new} new, {changed} changed, {duplicate} already there, {aside} put aside")
        self.stdout.write(
            words.format(
                rows=job.rows_in,
                new=job.expected_new,
                changed=job.expected_changed,
                duplicate=job.foreseen_duplicate,
                aside=job.quarantined,
            )
        )
        for reason in selectors.reasons(job):
            self.stdout.write(f"  {reason.times:>8}  {reason.label}")
        for row in job.quarantine.order_by("line")[:3]:
            sentences = "; ".join(selectors.sentences(row, target))
            self.stdout.write("  " + _("line {line}: {reason}").format(line=row.line, reason=sentences))

    def _agreed(self) -> bool:
        if not sys.stdin.isatty():
            return False
        return input(_("Import these rows? [y/N] ")).strip().casefold() in {"y", "yes", "是"}


class Progress:
    """Writes how far the work is: one line that changes in a terminal, a line a second elsewhere."""

    def __init__(self, out: OutputWrapper, label: str) -> None:
        self._out, self._label = out, label
        self._started = self._written = time.monotonic()
        self._is_over = False

    def report(self, *, done: int | None = None, total: int | None = None, note: str | None = None) -> None:
        """Show the count, and how many rows a second."""
        now = time.monotonic()
        over = bool(total) and done == total
        is_news = now - self._written >= ONCE_A_SECOND or over
        if done is None or self._is_over or not is_news:
            return
        self._written, self._is_over = now, over
        rate = done / max(now - self._started, 0.001)
        line = f"{self._label}: {done:,}" + (f" / {total:,}" if total else "") + f"  ({rate:,.0f}/s)"
        self._out.write(
            f"\r{line}" if self._out.isatty() else line, ending="" if self._out.isatty() and not over else "\n"
        )


def _with_options(target: Target[Any], columns: ColumnMap, options: dict[str, Any]) -> ColumnMap:
    """The proposed mapping with what was said on the command line."""
    chosen = {name: tuple(value.split("+")) for name, value in _pairs(options["column"])}
    matched = {**columns.columns, **chosen}
    formats = dict(columns.formats)
    for given in options["date_format"]:
        name, _sign, order = given.rpartition("=")
        if order not in FORMATS:
            raise CommandError(
                _("{order} is no date format; there are {known}.").format(order=order, known=", ".join(FORMATS))
            )
        open_fields = [known.name for known in target.fields if known.kind in DATED and known.name in matched]
        formats.update({name: order} if name else {field: order for field in open_fields if field not in formats})
    answers = {**columns.answers, **dict(_pairs(options["answer"]))}
    zone = options["zone"] or columns.zone
    return replace(columns, columns=matched, formats=formats, answers=answers, zone=zone)


def _pairs(given: list[str]) -> list[tuple[str, str]]:
    pairs = [text.partition("=") for text in given]
    if any(not sign for _name, sign, _value in pairs):
        raise CommandError(_("Please write NAME=VALUE."))
    return [(name, value) for name, _sign, value in pairs]


def _reconciliation(job: Import) -> str:
    return _("{rows} in the file = {accepted} imported + {duplicate} already there + {aside} put aside").format(
        rows=job.rows_in, accepted=job.accepted, duplicate=job.duplicate, aside=job.quarantined
    )
