"""The words of this room for refusals and for its entries in the record."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dengta.foundation.audit.verbs import register_verbs
from dengta.foundation.errors import register_sentences

REFUSALS: dict[str, str | Promise] = {
    # --- the tree
    "people.unit_code_taken": _("The code {taken} is in use already. Please choose another one."),
    "people.unit_needs_parent": _("There is one company. Everything else needs a unit above it."),
    "people.unit_is_closed": _("{unit} is closed. Please choose a unit that is open."),
    "people.unit_does_not_fit": _("This kind of unit cannot stand under {parent}."),
    "people.unit_below_itself": _("{to} stands below {unit}, so {unit} cannot move there."),
    "people.later_change_planned": _(
        "A later change is planned for {name} already. Please withdraw it first or choose a later day."
    ),
    "people.unit_has_people": _("{count} people belong to {unit} on that day. Please move them first."),
    "people.unit_has_units": _("There are units below {unit} on that day. Please move or close them first."),
    "people.reason_missing": _("Please write the reason: it stays on record with the decision."),
    # --- employment
    "people.number_taken": _("The staff number {number} is in use already."),
    "people.no_contract": _("{name} has no contract on that day that could be changed. Please sign one first."),
    "people.has_left": _("{name} has left."),
    "people.fixed_term_needs_end": _("A fixed term needs its last day; any other term has none."),
    "people.ends_before_it_begins": _("The contract would end before it begins. Please check the dates."),
}

VERBS: dict[str, str | Promise] = {
    "people.unit_founded": _("founded the unit"),
    "people.unit_renamed": _("renamed the unit"),
    "people.unit_moved": _("moved the unit"),
    "people.unit_closed": _("closed the unit"),
    "people.hired": _("hired"),
    "people.moved": _("moved to another team"),
    "people.card_edited": _("corrected the card"),
    "people.contract_renewed": _("signed the next contract"),
    "people.contract_amended": _("changed the contract"),
    "people.leave_began": _("began a long leave"),
    "people.leave_ended": _("came back from a long leave"),
    "people.left": _("entered the last day"),
    "people.access_ended": _("access ended after the last day"),
}


def register() -> None:
    """Make them known; called when the room starts."""
    register_sentences(REFUSALS)
    register_verbs(VERBS)
