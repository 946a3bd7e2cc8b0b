"""`./dengta export NAME`: a whole list as CSV or XLSX, from the shell."""

import shutil
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import CommandError
from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from dengta.foundation.errors import RuleViolation
from dengta.foundation.exports import registered_listings
from dengta.foundation.exports.answers import FORMATS, how_many, in_turn, people_in, taken, watermark
from dengta.foundation.exports.tables import csv_lines, workbook


class Command(BaseCommand):
    """Export a list."""

    help = "Write a list to a file. Without a name it says which lists there are."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument("name", nargs="?", default="")
        parser.add_argument("--format", choices=FORMATS, default="xlsx")
        parser.add_argument("--output", type=Path, default=None, metavar="FILE")

    def handle(self, **options: Any) -> None:
        """Write the file and say how many rows it holds."""
        listings = registered_listings()
        if not options["name"]:
            for name, listing in sorted(listings.items()):
                self.stdout.write(f"{name}  {listing.label}")
            return
        if options["name"] not in listings:
            known = ", ".join(sorted(listings))
            raise CommandError(
                _("There is no list {name}. There are: {known}.").format(name=options["name"], known=known)
            )
        file_format = options["format"]
        default = f"{options['name'].replace('.', '-')}-{timezone.localdate():%Y-%m-%d}.{file_format}"
        rows = self._write(options["name"], file_format, options["output"] or Path(default))
        self.stdout.write(_("{rows} rows in {file}").format(rows=rows, file=options["output"] or default))

    def _write(self, name: str, file_format: str, path: Path) -> int:
        listing = registered_listings()[name]
        rows = listing.rows()
        try:
            about = people_in(rows, listing.person)
            export = taken(name=name, file_format=file_format, rows=how_many(rows), people=about, by=None)
        except RuleViolation as refusal:
            raise CommandError(str(refusal)) from refusal
        if file_format == "csv":
            with path.open("w", encoding="utf-8", newline="") as file:
                file.writelines(csv_lines(listing.columns, in_turn(rows)))
        else:
            with (
                path.open("wb") as target,
                workbook(listing.columns, in_turn(rows), title=name, properties=watermark(export)) as book,
            ):
                shutil.copyfileobj(book, target)
        return export.rows
