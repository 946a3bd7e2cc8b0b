"""What happened to a contact, in order, as a timeline."""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from dengta.domains.service.models import Contact, Contest
from dengta.domains.service.selectors import contact as about
from dengta.domains.service.views.words import clock, moment_text
from dengta.web.figures import Moment

Event = tuple[datetime, str, str, str]


def history_of(contact: Contact, *, zone: ZoneInfo, contests: Sequence[Contest]) -> list[Moment]:
    """Everything that happened, oldest first. Four queries."""
    events = [*_served(contact), *_said(contact), *_objected(contests), *_changed(contact)]
    return [
        Moment(at=moment_text(at, zone), iso=at.isoformat(), text=text, by=by, icon=icon)
        for at, text, by, icon in sorted(events, key=lambda event: event[0])
    ]


def _served(contact: Contact) -> Iterator[Event]:
    yield contact.created_at, _("The customer got in touch"), str(contact.get_channel_display()), "messages"
    agent = contact.agent.name if contact.agent else ""
    if contact.outcome == Contact.Outcome.ANSWERED and contact.wait_s is not None:
        waited = _("Taken after {time} of waiting").format(time=clock(contact.wait_s))
        yield contact.after(contact.wait_s) or contact.created_at, waited, agent, "headset"
    if contact.outcome != Contact.Outcome.ANSWERED:
        gave_up = _("The customer gave up waiting after {time}").format(time=clock(contact.wait_s or 0))
        yield contact.after(contact.wait_s or 0) or contact.created_at, gave_up, "", "phone-off"
    for seconds, text, icon in (
        (contact.reply_s, _("First reply by a person"), "user"),
        (contact.resolve_s, _("Resolved"), "circle-check"),
        (contact.close_s, _("Closed"), "checks"),
        (contact.reopen_s, pgettext("when", "Reopened"), "history"),
        (contact.repeat_s, _("The customer came back about the same topic"), "arrows-right-left"),
    ):
        at = contact.after(seconds)
        if at is not None:
            yield at, text, "", icon


def _said(contact: Contact) -> Iterator[Event]:
    for survey in about.surveys_about(contact):
        asked_about = survey.agent.name if survey.agent else ""
        yield survey.sent_at, _("Survey sent; it stays with whoever served"), asked_about, "send"
        if survey.answered_at and survey.csat is not None:
            said = _("Satisfaction {grade} of 5").format(grade=survey.csat)
            yield survey.answered_at, said, "", "mood-smile"
        if survey.answered_at and survey.solved is not None:
            said = _("The customer says: solved") if survey.solved else _("The customer says: not solved")
            yield survey.answered_at, said, "", "message-check" if survey.solved else "message-x"
    for complaint in about.complaints_about(contact):
        said = _("Complaint; cause: {cause}").format(cause=complaint.get_cause_display())
        yield complaint.received_at, said, "", "alert-triangle"


def _objected(contests: Sequence[Contest]) -> Iterator[Event]:
    for contest in contests:
        yield contest.opened_at, _("Objection: {reason}").format(reason=contest.reason), contest.agent.name, "flag"
        if contest.answered_at is not None:
            yield contest.answered_at, _("Answer: {answer}").format(answer=contest.answer), "", "message-check"


def _changed(contact: Contact) -> Iterator[Event]:
    entries = about.changes_of(contact)
    names = about.names_of_accounts({entry.actor_id for entry in entries if entry.actor_id})
    for entry in entries:
        reason = str(json.loads(entry.facts).get("reason", ""))
        yield (
            entry.at,
            _("Corrected by hand: {reason}").format(reason=reason),
            names.get(entry.actor_id or 0, ""),
            "pencil",
        )
