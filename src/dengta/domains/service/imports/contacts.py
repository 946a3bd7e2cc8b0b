"""Contacts from a file: tickets, chats, calls, with the rating where it stands in the same row."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dengta.domains.service import policies
from dengta.domains.service.imports import fields as words
from dengta.domains.service.imports.contact_fields import CONTACT_FIELDS
from dengta.domains.service.imports.lookups import Lookups, load
from dengta.domains.service.imports.newcomers import add_agents, add_queues, add_types, the_source
from dengta.domains.service.models import Channel, Contact, Shift, Source, Survey
from dengta.domains.service.services.facts import NewContact, add_contacts, change_contacts
from dengta.domains.service.services.surveys import QUESTIONS, Answer, NewSurvey, add_surveys, record_answers
from dengta.foundation.imports import Context, Key, Problem, Row, Target

MONTH_S = 30 * 24 * 3600
_DURATIONS = ("wait_s", "handle_s", "hold_s", "wrap_s", "next_s", "paused_s")
_MOST = {**dict.fromkeys(_DURATIONS, MONTH_S), "transfers": 99}
# What is compared only where the file has such a column: without it the file says nothing about what is stored.
_COMPARED = {"wrap_s": "wrap_s", "next_s": "next_s", "paused_s": "paused_s", "reopened_at": "reopen_s"}
# Where a file lacks one of these columns, what an earlier one said stays.
_UNSAID = {**_COMPARED, "closed_at": "close_s", "hold_s": "hold_s", "customer": "customer", "shift": "shift"}
_CALLS = frozenset({Channel.VOICE, Channel.OUTBOUND})
_AFTER_START = ("first_reply_at", "resolved_at", "closed_at")


class Contacts(Target[Lookups]):
    """One row per contact."""

    name = "service.contacts"
    order = 20
    label = _("Contacts")
    help = _("Tickets, chats and calls, one per row")
    permission = policies.import_facts
    taking = policies.export_contacts
    person = ("agent",)
    natural_key = ("source", "external_id")
    fields = CONTACT_FIELDS
    questions = (words.WHICH_CHANNEL, words.UNKNOWN_AGENTS, words.BY_NAME)
    samples = (
        {
            "external_id": "T-1001",
            "channel": "电话",
            "created_at": "2026-11-17 09:31",
            "agent": "K10002",
            "wait_s": "12",
        },
        {"external_id": "T1002", "channel": "在线", "created_at": "2026-11-17 09:40", "agent": "K10003", "csat": "5"},
    )

    def prepare(self, ctx: Context) -> Lookups:
        """People, queues and topics of the importer's branch."""
        return load(ctx)

    def validate(self, row: Row, lookups: Lookups) -> Iterator[Problem]:
        """Times in their order, possible durations, a rating on the scale, an agent whom we know."""
        yield from _moments(row, lookups)
        for name, most in _MOST.items():
            if not 0 <= (row.get(name) or 0) <= most:
                yield Problem("amount_impossible", name, {"most": most})
        if row.get("csat") is not None and not 1 <= row["csat"] <= 5:
            yield Problem("rating_off_scale", "csat", {"rating": row["csat"]})
        yield from unknown_agent(row, lookups, "created_at")
        yield from foreign_source(lookups)

    def record(self, row: Row, lookups: Lookups) -> dict[str, Any]:
        """What of the row is compared with what is stored."""
        answered = _answered(row, channel_of(row, lookups))
        compared = {
            stored: _gap(row, name) if name.endswith("_at") else row.get(name)
            for name, stored in _COMPARED.items()
            if name in row.values
        }
        # A call is closed when it is over, whether or not a file says so; of the rest only a file can tell.
        if "closed_at" in row.values and channel_of(row, lookups) not in _CALLS:
            compared["close_s"] = _gap(row, "closed_at")
        return compared | {
            "agent": _agent(row, lookups) if answered else None,
            "type": lookups.type_of(row.get("type"), row.get("subtype")),
            "created_at": row["created_at"],
            "wait_s": _wait_s(row, channel_of(row, lookups), answered=answered),
            "handle_s": row.get("handle_s"),
            "answered": answered,
            "transfers": row.get("transfers") or 0,
            "reply_s": _gap(row, "first_reply_at") if channel_of(row, lookups) not in _CALLS else None,
            "resolve_s": _gap(row, "resolved_at"),
            "csat": row.get("csat"),
        }

    def existing(self, rows: Sequence[Row], lookups: Lookups) -> Mapping[Key, Mapping[str, Any]]:
        """The contacts of these numbers, with the rating. Two queries."""
        if lookups.source is None:
            return {}
        numbers = [row["external_id"] for row in rows]
        surveys = Survey.objects.filter(source=lookups.source, external_id__in=numbers)
        ratings = dict(surveys.values_list("external_id", "csat"))
        return {
            (lookups.ctx.source, contact.external_id): {
                "agent": contact.agent_id,
                "type": contact.type_id,
                "created_at": contact.created_at,
                "wait_s": contact.wait_s,
                "handle_s": contact.handle_s,
                "answered": contact.outcome == Contact.Outcome.ANSWERED,
                "transfers": contact.transfers,
                "reply_s": contact.reply_s,
                "resolve_s": contact.resolve_s,
                "csat": ratings.get(contact.external_id),
                "close_s": contact.close_s,
                **{stored: getattr(contact, stored) for stored in _COMPARED.values()},
            }
            for contact in Contact.objects.filter(source=lookups.source, external_id__in=numbers)
        }

    def publish(self, new: Sequence[Row], changed: Sequence[Row], lookups: Lookups) -> None:
        """Contacts through the one way in, then their ratings."""
        rows = (*new, *changed)
        add_queues([row.get("queue") for row in rows], lookups)
        add_types([(row.get("type"), row.get("subtype")) for row in rows], lookups)
        if lookups.creates_agents:
            named = [(row["agent"], row.get("team"), self._day(row, lookups)) for row in rows if row.get("agent")]
            add_agents(named, lookups)
        source, by, origin = the_source(lookups), lookups.ctx.by, f"import {lookups.ctx.source}"
        _learn(source, lookups.ctx.fields)
        add_contacts(source=source, contacts=[_told(row, lookups) for row in new], origin=origin, by=by)
        told_anew = [_told(row, lookups) for row in changed]
        unsaid = [stored for name, stored in _UNSAID.items() if name not in lookups.ctx.fields]
        change_contacts(source=source, contacts=told_anew, origin=origin, by=by, unsaid=unsaid)
        add_surveys(source=source, surveys=[_survey(row) for row in new if _rated(row)], origin=origin, by=by)
        self._ratings_changed([row for row in changed if _rated(row)], lookups, origin)

    def _ratings_changed(self, rows: Sequence[Row], lookups: Lookups, origin: str) -> None:
        source, by = the_source(lookups), lookups.ctx.by
        numbers = [row["external_id"] for row in rows]
        known = set(Survey.objects.filter(source=source, external_id__in=numbers).values_list("external_id", flat=True))
        late = [_survey(row) for row in rows if row["external_id"] not in known]
        add_surveys(source=source, surveys=late, origin=origin, by=by)
        answers = {
            row["external_id"]: Answer(answered_at=_sent_at(row), csat=row["csat"])
            for row in rows
            if row["external_id"] in known
        }
        record_answers(source=source, answers=answers, origin=origin, by=by, unsaid=set(QUESTIONS) - {"csat"})

    def day_of(self, row: Row) -> date | None:
        """The day it began."""
        return timezone.localdate(row["created_at"])

    def _day(self, row: Row, lookups: Lookups) -> date:
        return timezone.localdate(row["created_at"], lookups.ctx.zone)


def _learn(source: Source, fields: Collection[str]) -> None:
    """A file with a column for ends or for replies shows that its source tells them."""
    tells = {"tracks_open": {"closed_at", "resolved_at"}, "tells_replies": {"first_reply_at"}}
    news = [flag for flag, columns in tells.items() if columns & set(fields) and not getattr(source, flag)]
    for flag in news:
        setattr(source, flag, True)
    if news:
        source.save(update_fields=news)


def _moments(row: Row, lookups: Lookups) -> Iterator[Problem]:
    start = row["created_at"]
    if timezone.localdate(start, lookups.ctx.zone) > lookups.ctx.today + timedelta(days=1):
        yield Problem("contact_in_future", "created_at")
    for name in _AFTER_START:
        if row.get(name) is not None and row[name].timestamp() < start.timestamp():
            yield Problem("moment_before_start", name)
    if row.get("reopened_at") and (not row.get("resolved_at") or row["reopened_at"] < row["resolved_at"]):
        yield Problem("reopened_before_resolved", "reopened_at")


def unknown_agent(row: Row, lookups: Lookups, moment: str) -> Iterator[Problem]:
    """The problem of an agent whom nobody knows, unless placeholders are wanted; who worked elsewhere is unknown."""
    cell = row.get("agent")
    if not cell or (lookups.creates_agents and lookups.agents.find(cell) is None):
        return
    if lookups.agent_on(cell, timezone.localdate(row[moment], lookups.ctx.zone)) is None:
        yield Problem("unknown_agent", "agent", {"agent": cell})


def foreign_source(lookups: Lookups) -> Iterator[Problem]:
    """The problem of a source of this name that another branch writes under."""
    if lookups.is_of_another_branch:
        yield Problem("imports.source_taken", "", {"name": lookups.ctx.source})


def channel_of(row: Row, lookups: Lookups) -> Channel:
    """The channel of the row, else the one answered for the whole file."""
    return words.CHANNELS[row.get("channel") or lookups.ctx.answers.get("channel") or "voice"]


def _agent(row: Row, lookups: Lookups) -> int | None:
    return lookups.agents.find(row["agent"]) if row.get("agent") else None


def _answered(row: Row, channel: Channel) -> bool:
    """Whether somebody took it: as the file says; of a call, whether it has a moment at which it was taken."""
    if row.get("answered") is not None:
        return bool(row["answered"])
    if channel in _CALLS and "first_reply_at" in row.values:
        return row["first_reply_at"] is not None
    return True


def _wait_s(row: Row, channel: Channel, *, answered: bool) -> int | None:
    """The wait as the file gives it; of a call, the time until it was taken."""
    if row.get("wait_s") is not None or not answered or channel not in _CALLS:
        given: int | None = row.get("wait_s")
        return given
    return _gap(row, "first_reply_at")


def _gap(row: Row, name: str) -> int | None:
    end = row.get(name)
    return None if end is None else int(end.timestamp() - row["created_at"].timestamp())


def _told(row: Row, lookups: Lookups) -> NewContact:
    channel = channel_of(row, lookups)
    answered = _answered(row, channel)
    queue = lookups.queue_of(row.get("queue"))
    assert queue is not None, "queues were added above"
    return NewContact(
        external_id=row["external_id"],
        queue=queue,
        channel=channel,
        created_at=row["created_at"],
        answered=answered,
        agent=_agent(row, lookups),
        type=lookups.type_of(row.get("type"), row.get("subtype")),
        customer=row.get("customer") or "",
        emotional=bool(row.get("emotional")),
        wait_s=_wait_s(row, channel, answered=answered),
        handle_s=row.get("handle_s"),
        hold_s=row.get("hold_s"),
        wrap_s=row.get("wrap_s"),
        next_s=row.get("next_s"),
        paused_s=row.get("paused_s"),
        first_reply_at=row.get("first_reply_at") if channel not in _CALLS else None,
        resolved_at=row.get("resolved_at"),
        closed_at=row.get("closed_at"),
        reopened_at=row.get("reopened_at"),
        transfers=row.get("transfers") or 0,
        shift=words.SHIFTS[row["shift"]] if row.get("shift") else Shift.UNKNOWN,
    )


def _rated(row: Row) -> bool:
    return row.get("csat") is not None


def _sent_at(row: Row) -> Any:
    return row.get("survey_at") or row.get("closed_at") or row["created_at"]


def _survey(row: Row) -> NewSurvey:
    """The rating in the row, as a survey of the same number."""
    number, at = row["external_id"], _sent_at(row)
    return NewSurvey(external_id=number, contact=number, sent_at=at, answered_at=at, csat=row["csat"])
