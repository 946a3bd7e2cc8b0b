"""The words of this room for refusals and for its entries in the record."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dengta.foundation.audit.verbs import register_verbs
from dengta.foundation.errors import register_sentences
from dengta.foundation.notify import register_kind

REFUSALS: dict[str, str | Promise] = {
    # --- the tree
    "people.founded_already": _(
        "This installation has a company already. Whoever needs an account is invited under Accounts; whoever lost "
        "theirs asks an administrator."
    ),
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
    "people.number_taken": _("The staff number {number} is in use already. Please check it or take another one."),
    "people.no_contract": _("{name} has no contract on that day that could be changed. Please sign one first."),
    "people.has_left": _("{name} has left. Whoever comes back is added anew, with a number of their own."),
    "people.fixed_term_needs_end": _("A fixed term needs its last day; any other term has none."),
    "people.ends_before_it_begins": _("It would end before it begins. Please check the dates."),
    "people.last_day_before_first": _("{name} began on {day}. Please enter that day or a later one."),
    "people.no_team": _("{name} belongs to no team on that day. Please choose another day."),
    # --- skills
    "people.evidence_missing": _("Please write what shows this level: a review, a test, a certificate."),
    "people.certificate_missing": _("{skill} needs a certificate: please enter its name and until when it holds."),
    "people.skill_retired": _("{skill} is no longer given. Please choose another skill."),
    # --- private data
    "people.nothing_to_change": _("Please change at least one field."),
    "people.request_open_already": _("Your last request is still being looked at. You can withdraw it and ask anew."),
    "people.not_yours_to_lend": _("You can only pass on rights that you hold yourself in this unit."),
    "people.lent_within_client": _(
        "{name} does not work for the client of {unit}. Rights are passed on within one client: please choose somebody "
        "of that client, or a unit of theirs."
    ),
    "people.lent_with_second_factor": _(
        "These rights are used with a second factor only, and {name} has none yet. They can set one up under "
        "“My security”; then pass the rights on."
    ),
    "people.not_about_yourself": _("Nobody decides about themselves. Please ask a colleague with the same role."),
    "people.not_your_request": _("Only the person who asked can withdraw a request."),
    "people.decided_already": _("This has been decided already. Please open the page again to see how."),
    # --- onboarding
    "people.signature_differs": _("Please sign with your own name: {name}."),
    "people.only_the_person_signs": _("“{item}” is signed by the person themself."),
    "people.done_already": _("“{item}” is done already."),
    # --- posts and candidates
    "people.demand_missing": _("Please write which demand of the company stands behind these posts."),
    "people.part_without_question": _(
        "“{part}” would be left without a question, and nobody is hired without one. Please add another one first."
    ),
    "people.interview_missing": _(
        "{name} has no complete interview yet. Every question of the form needs a score and what earned it."
    ),
    # --- moves
    "people.already_there": _("{name} belongs to {team} on that day already. Please choose another team."),
    "people.move_in_the_past": _("A move can be proposed for today or later, because the person is asked first."),
    "people.proposal_open_already": _("{name} has not answered the last proposal yet. Please wait or withdraw it."),
    # --- import
    "people.import_who": _("We cannot tell who {name} is: please add the staff number or the work e-mail."),
    "people.import_team": _("There is no open unit {team} that you may hire into. Please use its code or full name."),
    "people.import_team_missing": _("{name} is new here and needs a team."),
    # --- roles
    "people.role_held_already": _("The role {role} at {unit} is held in that time already."),
    "people.roles_exclude": _("{role} and {other} exclude each other. Please end one of them first."),
}

VERBS: dict[str, str | Promise] = {
    "people.unit_founded": _("founded the unit"),
    "people.unit_changed": _("changed the unit"),
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
    "people.reminder_sent": _("HR was reminded of a date"),
    "people.skill_saved": _("changed the skill catalogue"),
    "people.skill_set": _("set a skill level"),
    "people.skill_dropped": _("took a skill out"),
    "people.certificates_reported": _("told the leaders of certificates that end"),
    "people.certificate_told": _("was told of a certificate that ends"),
    "people.file_opened": _("opened the private file"),
    "people.private_data_changed": _("changed private data"),
    "people.own_card_edited": _("changed the own card"),
    "people.change_asked": _("asked for a change of private data"),
    "people.change_approved": _("approved a change of private data"),
    "people.change_declined": _("declined a change of private data"),
    "people.change_withdrawn": _("withdrew the request for a change"),
    "people.onboarding_opened": _("opened the onboarding"),
    "people.onboarding_signed": _("read and signed an onboarding item"),
    "people.onboarding_ticked": _("confirmed an onboarding item"),
    "people.criterion_saved": _("changed the interview form"),
    "people.criterion_retired": _("took a question out of the interview form"),
    "people.item_saved": _("changed the onboarding checklist"),
    "people.item_retired": _("took an item out of the onboarding checklist"),
    "people.posts_planned": _("planned posts"),
    "people.candidate_added": _("added a candidate"),
    "people.interviewed": _("held an interview"),
    "people.candidate_hired": _("hired a candidate"),
    "people.candidate_declined": _("declined a candidate"),
    "people.move_proposed": _("proposed a move"),
    "people.move_agreed": _("agreed to a move"),
    "people.move_declined": _("declined a move"),
    "people.move_withdrawn": _("withdrew the proposal of a move"),
    "people.role_granted": _("gave a role"),
    "people.role_revoked": _("ended a role"),
}


NOTICES: dict[str, str | Promise] = {
    "people.change_request": _("A request to change private data"),
    "people.change_decided": _("Your request to change private data"),
    "people.employment_reminder": _("A date of an employment comes up"),
    "people.certificate": _("A certificate ends"),
    "people.move": _("A move to another team"),
}
CONFIDENTIAL = {"people.change_request", "people.change_decided"}


def register() -> None:
    """Make them known; called when the room starts."""
    register_sentences(REFUSALS)
    register_verbs(VERBS)
    for kind, label in NOTICES.items():
        register_kind(kind, label, confidential=kind in CONFIDENTIAL, discreet=kind not in CONFIDENTIAL)
