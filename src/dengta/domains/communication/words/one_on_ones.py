"""What the 1:1 says: refusals, the record, notices."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "communication.person_away": _("{name} is on a long leave. Please agree a date once they are back."),
    "communication.talk_in_the_past": _("That time has passed. Please choose a later one."),
    "communication.talk_planned_already": _("A 1:1 with {name} is planned already. You can move it instead."),
    "communication.no_time_chosen": _("Please tick at least one talk."),
    "communication.talks_at_one_time": _(
        "Two of your talks would be at about the same time ({moment}). Please leave a quarter of an hour between them."
    ),
    "communication.talk_closed": _("This 1:1 is closed. What comes up now belongs into the next one."),
    "communication.talk_not_to_confirm": _("There is nothing to confirm yet: your leader ends the talk first."),
    "communication.next_talk_planned": _(
        "The next 1:1 is planned already. Please write there what was agreed differently."
    ),
    "communication.leader_part_missing": _("Please write a praise or what you talked about before you end it."),
    "communication.minutes_missing": _("Please write how many minutes it took."),
    "communication.promise_in_the_past": _("“{text}” would be due before today. Please choose a later day."),
    "communication.calm_first": _(
        "{name} is upset. Please record step 1, how you listened and calmed, before anything is solved or agreed."
    ),
    "communication.calming_missing": _("Please write how you listened and calmed."),
    "communication.nobody_upset": _(
        "The two steps are for somebody who is upset. Please mark that first; otherwise write it into the sheet."
    ),
}

VERBS: dict[str, str | Promise] = {
    "communication.one_on_one_planned": _("agreed a date for a 1:1"),
    "communication.one_on_one_moved": _("moved a 1:1"),
    "communication.one_on_one_cancelled": _("called a 1:1 off"),
    "communication.one_on_one_prepared": _("prepared a 1:1"),
    "communication.one_on_one_written": _("wrote into a 1:1"),
    "communication.one_on_one_ended": _("ended and confirmed a 1:1"),
    "communication.one_on_one_confirmed": _("confirmed a 1:1"),
    "communication.one_on_one_returned": _("sent a 1:1 back"),
    "communication.one_on_one_overdue": _("a leader was told that a 1:1 is overdue"),
    "communication.one_on_one_escalated": _("the next level was told that a 1:1 is overdue"),
    "communication.one_on_one_no_contact": _("a leader was told that somebody had no personal talk"),
}

NOTICES: dict[str, str | Promise] = {
    "communication.one_on_one": _("Your 1:1"),
    "communication.one_on_one_due": _("A 1:1 is overdue"),
}
