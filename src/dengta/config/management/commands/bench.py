"""`./dengta bench pages`: builds a centre of the asked size once, and measures its pages against the reference view.

`./dengta bench scores FILE`: does the agent score predict what comes? Needs no database.
`./dengta bench fairness`: does the equality audit notice unequal treatment, and the report on a change of policy what
it did, and only that? Needs no database either.
The engines of the workforce are measured by modules of their own, named in ENGINES; they need none either.
"""

import io
import json
import logging
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.utils import timezone

from dengta.config.bench import changes, fairness, forecast, roster, scores, staffing
from dengta.config.bench.build import build
from dengta.config.bench.engine import EngineBench
from dengta.config.bench.measure import OK, count_queries, measure, table
from dengta.config.bench.pages import PAGES
from dengta.config.memory import in_one_piece

PLAIN = ("pages", "scores", "fairness")
# What `./dengta bench NAME` measures of an engine.
ENGINES: dict[str, EngineBench] = {"forecast": forecast, "roster": roster, "staffing": staffing}

SMALL = {"agents": 30, "contacts": 300}


class Command(BaseCommand):
    help = (
        "Measure pages at size: queries, and time as a multiple of a plain Django page in the same run. "
        "Or the agent score on a CSV file of rated contacts: exit 1 where it is not the best guess. "
        "Or the equality audit on invented years, and the report on changes of policy on invented weeks: exit 1 where "
        "they miss too much, or see what is not there."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        kinds = parser.add_subparsers(dest="what", required=True, metavar="|".join((*PLAIN, *ENGINES)))
        pages = kinds.add_parser("pages", help="queries and times of the pages of a centre of the asked size")
        pages.add_argument("--agents", type=int, default=5000)
        pages.add_argument("--contacts", type=int, default=1_000_000)
        pages.add_argument("--samples", type=int, default=50)
        pages.add_argument("--only-queries", action="store_true", help="print the numbers of queries as JSON")
        scores_of = kinds.add_parser("scores", help="the agent score on rated contacts")
        scores_of.add_argument("file", nargs="?", type=Path, help="a CSV file, one row for each contact")
        kinds.add_parser("fairness", help="the equality audit on invented years")
        for name, engine in ENGINES.items():
            engine.add_arguments(kinds.add_parser(name, help=engine.HELP))

    def handle(self, *args: Any, **options: Any) -> None:
        if options["what"] == "scores":
            self._scores(options["file"])
        elif options["what"] == "fairness":
            self._fairness()
        elif options["what"] == "pages":
            self._pages(options)
        elif not ENGINES[options["what"]].run(options, say=self.stdout.write):
            sys.exit(1)

    def _scores(self, path: Path | None) -> None:
        if path is None:
            raise CommandError("Say which file of rated contacts: ./dengta bench scores FILE")
        try:
            contacts = scores.read(path)
            errors = scores.measure(contacts)
        except scores.Unreadable as problem:
            raise CommandError(str(problem)) from problem
        except ValueError as problem:
            raise CommandError(f"{path}: {problem}. Take a longer period, or more teams.") from problem
        for line in scores.table(errors):
            self.stdout.write(line)
        if not errors.best:
            sys.exit(1)

    def _fairness(self) -> None:
        figures, after_changes = fairness.measure(), changes.measure()
        for line in (*fairness.table(figures), "", *changes.table(after_changes)):
            self.stdout.write(line)
        if not (figures.kept and after_changes.kept):
            sys.exit(1)

    def _pages(self, options: dict[str, Any]) -> None:
        # The line about each request is written as always, but aside: they would bury the table.
        for handler in logging.getLogger().handlers:
            if isinstance(handler, logging.StreamHandler):
                handler.setStream(io.StringIO())
        self._build_once(agents=options["agents"], contacts=options["contacts"])
        if options["only_queries"]:
            counts = {each.page.url + each.page.query: each.queries for each in count_queries(PAGES)}
            self.stdout.write(json.dumps(counts))
            return
        small = self._queries_of_a_small_centre()
        # With its stack in one piece, as the server answers.
        standard, measured = in_one_piece(measure, PAGES, samples=options["samples"])
        heading = (
            f"{options['agents']:,} agents, {options['contacts']:,} contacts, {connection.vendor}, "
            f"{options['samples']} samples each, in turns"
        )
        kept = True
        for line, fine in table(standard, measured, small, heading=heading):
            self.stdout.write(line)
            kept = kept and fine
        absent = {page.url for page in PAGES} - {each.page.url for each in measured if each.status == OK}
        for url in sorted(absent):
            self.stdout.write(f"{url:32} was not answered with a page")
        if not kept or absent:
            sys.exit(1)

    def _build_once(self, *, agents: int, contacts: int) -> None:
        call_command("prepare")
        stamp = Path(settings.HOME) / f"bench-{connection.vendor}-{connection.settings_dict['PORT'] or 'file'}"
        key = f"{agents} {contacts}"
        if stamp.exists() and stamp.read_text() == key:
            return
        build(agents=agents, contacts=contacts, now=timezone.now(), say=lambda line: print(line, file=sys.stderr))
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        stamp.write_text(key)

    def _queries_of_a_small_centre(self) -> dict[str, int]:
        """The same pages with little behind them, in a database of their own: no list may cost more at size."""
        with tempfile.TemporaryDirectory() as home:
            words = [sys.executable, "-m", "dengta", "bench", "pages", "--only-queries"]
            words += [f"--{name}={value}" for name, value in SMALL.items()]
            env = {**os.environ, "DENGTA_HOME": home, "DATABASE_URL": f"sqlite:///{home}/small.sqlite3"}
            done = subprocess.run(words, env=env, stdout=subprocess.PIPE, text=True, check=True)  # noqa: S603 - ourselves
        counts: dict[str, int] = json.loads(done.stdout.splitlines()[-1])
        return counts
