"""The access matrix as data: what each role may do with each class of data, and how far.

A cell holds grants such as `Rt` (read in the subtree of the units led) or `Rtg` (there, but only
aggregates). The agent column holds what every employee has about themselves.
Source: the access matrix of the security specification, kept in `matrix.csv`.
"""

import csv
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from django.db import models
from django.utils.translation import gettext_lazy as _

MATRIX_FILE = Path(__file__).with_name("matrix.csv")


# The most private data: taking any of them along needs a reason, and each reading is on record.
RED_CLASSES = frozenset(
    {
        "identity_pii", "pay_base", "pay_variable", "health_certificate", "counselling_booking", "counselling_note",
        "counselling_release", "dispute_case", "evidence_item", "peer_review_raw", "voice_message", "voice_issuance",
    }
)  # fmt: skip


class Role(models.TextChoices):
    """Roles of the house; one person may hold several, each at a unit of the tree."""

    AGENT = "agent", _("Agent")
    MENTOR = "mentor", _("Mentor")
    TRAINER = "trainer", _("Trainer")
    TEAM_LEAD = "team_lead", _("Team lead")
    PLANNER = "planner", _("Planner")
    SUPERVISOR = "supervisor", _("Supervisor")
    HR = "hr", _("HR")
    COUNSELLOR = "counsellor", _("Counsellor")
    QUALITY = "quality", _("Quality")
    EXECUTIVE = "executive", _("Executive")
    CLIENT = "client", _("Client")
    AUDITOR = "auditor", _("Auditor")
    ADMIN = "admin", _("Administrator")


class Action(StrEnum):
    """What is done with a row."""

    READ = "R"
    WRITE = "W"
    EXPORT = "X"
    DECIDE = "D"


class Scope(StrEnum):
    """How far a grant reaches."""

    SELF = "s"
    UNIT = "u"
    TREE = "t"
    DIRECT = "d"
    ASSIGNED = "a"
    ORGANISATION = "o"


class Detail(StrEnum):
    """What of the rows is shown."""

    ROWS = "rows"
    AGGREGATE = "g"
    META = "m"
    BREAK_GLASS = "B"


@dataclass(frozen=True, slots=True)
class Grant:
    """One grant of a cell. A bare `g` or `m` reaches as far as the role does."""

    action: Action
    scope: Scope
    detail: Detail = Detail.ROWS


def _parse(word: str) -> Grant:
    if word.startswith("B"):
        return Grant(Action.READ, Scope(word[1:] or "o"), Detail.BREAK_GLASS)
    reach = word[1:].rstrip("gm")
    tail = word[1 + len(reach) :]
    return Grant(Action(word[0]), Scope(reach or "o"), Detail(tail) if tail else Detail.ROWS)


@cache
def _cells() -> dict[tuple[str, Role], frozenset[Grant]]:
    with MATRIX_FILE.open(newline="") as file:
        return {
            (row["class"], role): frozenset(_parse(word) for word in row[role.value].split() if word != "-")
            for row in csv.DictReader(file)
            for role in Role
        }


def data_classes() -> frozenset[str]:
    """All classes of data that the matrix knows."""
    return frozenset(data_class for data_class, _role in _cells())


@cache
def grants(data_class: str, role: Role, action: Action) -> frozenset[Grant]:
    """What `role` may do with `data_class`. Raises KeyError for a class that is not in the matrix."""
    return frozenset(grant for grant in _cells()[data_class, role] if grant.action is action)
