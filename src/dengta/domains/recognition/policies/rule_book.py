"""Whoever a book binds reads it; whoever answers for the unit writes it; two who may decide publish it.

A book holds for its unit and all below: it is read from below, and written from its unit or above.
"""

from collections.abc import Callable

from django.db.models import Q
from django.utils import timezone

from dengta.domains.people.models import Employee, Unit, UnitClosure
from dengta.domains.recognition.models import Clause, ClauseVersion, Edition, RuleBook
from dengta.domains.recognition.policies.shared import members_of, works_here
from dengta.foundation.access import Action, Permission, Reach

__all__ = ["works_here"]


def binding(path: str) -> Callable[[frozenset[int]], Q]:
    """Rows whose unit (behind `path`) is one of these or stands above one of them."""

    def condition(unit_ids: frozenset[int]) -> Q:
        above = UnitClosure.objects.on(timezone.localdate()).filter(descendant__in=unit_ids)
        return Q(**{f"{path}__in": unit_ids}) | Q(**{f"{path}__in": above.values("ancestor")})

    return condition


see = Permission(
    "recognition.see_rule_books", RuleBook, data_class="rule_book", action=Action.READ,
    reach=Reach(unit=binding("unit")),
)  # fmt: skip
see_clauses = Permission(
    "recognition.see_clauses", Clause, data_class="rule_book", action=Action.READ,
    reach=Reach(unit=binding("book__unit")),
)  # fmt: skip
see_versions = Permission(
    "recognition.see_clause_versions", ClauseVersion, data_class="rule_book", action=Action.READ,
    reach=Reach(unit=binding("clause__book__unit")),
)  # fmt: skip
see_editions = Permission(
    "recognition.see_editions", Edition, data_class="rule_book", action=Action.READ,
    reach=Reach(unit=binding("book__unit")),
)  # fmt: skip
write = Permission(
    "recognition.write_rule_books", RuleBook, data_class="rule_book", action=Action.WRITE, reach=Reach(unit="unit_id")
)
write_editions = Permission(
    "recognition.write_editions", Edition, data_class="rule_book", action=Action.WRITE,
    reach=Reach(unit="book__unit_id"),
)  # fmt: skip
found_for = Permission(
    "recognition.found_rule_books", Unit, data_class="rule_book", action=Action.WRITE, reach=Reach(unit="pk")
)
publish = Permission(
    "recognition.publish_editions", Edition, data_class="rule_book", action=Action.DECIDE,
    reach=Reach(unit="book__unit_id"),
)  # fmt: skip


def readable() -> Q:
    """Editions that everybody they bind may read: not the drafts, which are for whoever writes."""
    return Q(state__in=[Edition.State.CONSULTATION, Edition.State.SETTLED, Edition.State.PUBLISHED])


# Who has not signed is read by whoever leads them, as with every announcement to confirm; whoever sees what waits for
# people reminds them.
see_signers = Permission(
    "recognition.see_who_signed", Employee, data_class="announcement_ack", action=Action.READ,
    reach=Reach(person="pk", unit=members_of),
)  # fmt: skip
remind = Permission(
    "recognition.remind_to_sign", Employee, data_class="todo", action=Action.READ,
    reach=Reach(person="pk", unit=members_of),
)  # fmt: skip
