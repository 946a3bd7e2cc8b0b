"""The multi-activity format of Qu and Curtois (ICORES 2020): sections of comma-separated lines, as in shift scheduling.

The text holds the number of days and tasks, the least and most minutes of each person, and for every quarter of an
hour and task the least and most people. The other rules stand on the page of the benchmark
(schedulingbenchmarks.org/matsp) and are the same for all its texts:

- The horizon begins at 06:00 of the first day and ends at 06:00 after the last. Everything begins and
  ends on a quarter.
- A duty lasts 6 to 10 hours and begins at 06:00-10:00, 14:00-18:00 or 20:00-24:00. At most one begins on a day
  (midnight to midnight), on at most five days in a row, and 14 hours lie between two.
- A duty is a chain of tasks, each for an hour or more; everybody can do all of them.
- Fewer people at a task than its least are not allowed; more than its most cost the square of the surplus.
"""

from dengta.engines.rostering.activities import ActivityProblem, Need, Worker
from dengta.engines.rostering.formats.errors import Unreadable
from dengta.engines.rostering.formats.rows import Row, each, sections
from dengta.engines.rostering.problem import MINUTES_OF_DAY, Limit

SECTIONS = ("HORIZON", "TASKS", "STAFF", "COVER")


def read(text: str, *, name: str = "") -> ActivityProblem:
    """The problem in the text. Raises Unreadable with the line and what is wrong with it."""
    found = sections(text, SECTIONS)
    numbers = [each(found[section], lambda row: int(row[0])) for section in SECTIONS[:2]]
    if any(len(each_number) != 1 or each_number[0] < 1 for each_number in numbers):
        raise Unreadable.at(0, "SECTION_HORIZON and SECTION_TASKS need one line with a number each")
    (days,), (tasks,) = numbers
    workers = each(found["STAFF"], lambda row: Worker(row[0], Limit(int(row[1]), int(row[2]))))
    needs = each(found["COVER"], lambda row: _need(row, tasks))
    try:
        return ActivityProblem(days, tasks, tuple(workers), tuple(needs), name=name)
    except ValueError as problem:
        raise Unreadable.at(0, str(problem)) from problem


def _need(row: Row, tasks: int) -> Need:
    day, task = int(row[0]), int(row[2])
    if not 1 <= task <= tasks:
        message = f"there is no task {task}"
        raise ValueError(message)
    hours, minutes = row[1].split("-")[0].split(":")
    return Need((day - 1) * MINUTES_OF_DAY + 60 * int(hours) + int(minutes), task, int(row[3]), int(row[4]))
