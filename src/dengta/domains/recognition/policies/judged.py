"""Everybody who works here reads how the policy fares, in sums; whoever leads reads it team by team in their own tree;
single cases open only for whoever may see them anyway.
"""

from dengta.domains.people.models import Unit
from dengta.domains.recognition.models import Case, PolicyChange, SpreadQuestion
from dengta.domains.recognition.policies.rule_book import binding, works_here
from dengta.foundation.access import Action, Actor, Permission, Reach, Role, facts_of

# The units whose people go into the sums that are shown to somebody.
see_sums = Permission(
    "recognition.see_fairness", Unit, data_class="fairness_audit", action=Action.READ, reach=Reach(unit="pk")
)
see_changes = Permission(
    "recognition.see_policy_changes", PolicyChange, data_class="rule_book", action=Action.READ,
    reach=Reach(unit=binding("unit")),
)  # fmt: skip
note_changes = Permission(
    "recognition.note_policy_changes", Unit, data_class="rule_book", action=Action.WRITE, reach=Reach(unit="pk")
)
open_cases = Permission(
    "recognition.open_cases_behind_sums", Case, data_class="discipline_case", action=Action.READ,
    reach=Reach(person="employee_id", unit="unit_id"),
)  # fmt: skip
open_units = Permission(
    "recognition.open_cases_of_units", Unit, data_class="discipline_case", action=Action.READ, reach=Reach(unit="pk")
)
# What a leader was asked about the own ratings and answered is read by the leader and by whoever may read the ratings.
see_questions = Permission(
    "recognition.see_spread_questions", SpreadQuestion, data_class="calibration_note", action=Action.READ,
    reach=Reach(person="leader_id", unit="unit_id"),
)  # fmt: skip
ALL_OVER = (Role.HR, Role.EXECUTIVE, Role.AUDITOR)
ANSWERING = frozenset({Role.HR, Role.EXECUTIVE})
LEADING = (Role.TEAM_LEAD, Role.SUPERVISOR)


def reads(actor: Actor) -> bool:
    """Whether somebody works here: the contact of a client is a guest who sees nothing of it."""
    return works_here(actor) and see_sums.anywhere(actor, aggregates=True)


def named_units(actor: Actor) -> frozenset[int] | None:
    """The units that somebody reads one by one, with the name of who leads them; None for all of them. It is the own
    tree for whoever leads, everything in reach for whoever answers for the whole, nothing for everybody else."""
    found: set[int] = set()
    for held in facts_of(actor).roles:
        if held.role in (*ALL_OVER, *LEADING):
            if held.whole:
                return None
            found |= held.tree
    return frozenset(found)


def leads(actor: Actor) -> bool:
    """Whether somebody reads any unit by its name."""
    return named_units(actor) != frozenset()


def reads_answers(actor: Actor) -> bool:
    """Whether somebody reads what stood out in the house and what was found behind it: who answers for all of it."""
    return any(held.whole and held.role in ALL_OVER for held in facts_of(actor).roles)


def looks_into(actor: Actor) -> bool:
    """Whether somebody may say what is behind a group that stands out."""
    return any(held.whole and held.role in ANSWERING for held in facts_of(actor).roles)
