"""Transcripts and recordings of reviewed contacts, from a file of the telephone or chat system."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dengta.domains.performance.policies import qa as policies
from dengta.domains.performance.selectors.qa_words import MOST_LINES, Beside, lines_from, lines_in, open_reviews
from dengta.domains.performance.services.qa_words import Delivery, deliver_words
from dengta.foundation.imports import Context, Field, Key, Problem, Row, Target

LONGEST_ADDRESS = 500
_is_address = URLValidator(schemes=("https", "http"))


@dataclass
class Lookups:
    """The open reviews that the importing person may write to, by the number of their contact."""

    ctx: Context
    reviews: Mapping[str, Sequence[Beside]]

    def of(self, number: str) -> list[Beside]:
        """The reviews of this contact; where two sources have such a number, of that which the file is from."""
        found = self.reviews.get(number.strip(), ())
        own = [one for one in found if one.source == self.ctx.source]
        return own or list(found)


class Words(Target[Lookups]):
    """One row per contact: what was said, and where it can be heard."""

    name = "performance.words"
    order = 60
    label = _("Transcripts and recordings")
    help = _(
        "Words of contacts that are being reviewed. Those of other contacts are not taken over; the file goes as every "
        "imported file does."
    )
    permission = policies.deliver
    taking = policies.take_words
    natural_key = ("contact",)
    fields = (
        Field(
            "contact",
            _("Contact number"),
            required=True,
            max_length=80,
            synonyms=(
                "external_id",
                "ticket_id",
                "conversation_id",
                "call_id",
                "case_id",
                "工单号",
                "会话ID",
                "通话ID",
            ),
        ),
        Field(
            "recording",
            _("Address of the recording"),
            max_length=LONGEST_ADDRESS,
            synonyms=("recording_url", "record_url", "audio_url", "url", "录音地址", "录音链接", "录音"),
        ),
        Field(
            "transcript",
            _("Transcript"),
            synonyms=("text", "words", "asr", "文字稿", "转写", "转写文本", "对话内容", "聊天记录"),
            help=_("One line whenever somebody speaks, such as “1:05 Agent: good morning”; parted by line breaks or |"),
        ),
    )
    samples = (
        {
            "contact": "T1001",
            "recording": "https://recorder.example.com/T1001",
            "transcript": "0:00 客服：您好，很高兴为您服务 | 0:06 客户：我想查一下退款",
        },
    )

    def prepare(self, ctx: Context) -> Lookups:
        """The open reviews within reach. One query."""
        return Lookups(ctx, open_reviews(ctx.by))

    def validate(self, row: Row, lookups: Lookups) -> Iterator[Problem]:
        """A contact under review, something to keep of it, and nothing that somebody entered or judged by already."""
        number, recording = row["contact"], row.get("recording") or ""
        if not recording and not row.get("transcript"):
            yield Problem("performance.words_empty")
        if recording and not _leads_somewhere(recording):
            yield Problem("performance.words_bad_address", "recording", {"value": recording[:80]})
        if lines_in(row.get("transcript") or "") > MOST_LINES:
            yield Problem("performance.words_too_long", "transcript", {"most": MOST_LINES})
        found = lookups.of(number)
        if not found:
            yield Problem("performance.words_no_review", "contact", {"number": number})
        elif len({one.contact for one in found}) > 1:
            yield Problem("performance.words_two_contacts", "contact", {"number": number})
        elif not any(one.can_change for one in found) and not self._is_there(row, found, lookups):
            by_hand = all(one.by_hand for one in found)
            yield Problem("performance.words_by_hand" if by_hand else "performance.words_fixed", "contact")

    def record(self, row: Row, lookups: Lookups) -> dict[str, Any]:
        """What is compared: of the two what the row speaks of. An empty cell takes nothing away."""
        told = {"recording": row.get("recording") or "", "lines": lines_from(row.get("transcript") or "")}
        return {name: value for name, value in told.items() if value}

    def existing(self, rows: Sequence[Row], lookups: Lookups) -> Mapping[Key, Mapping[str, Any]]:
        """What lies beside the reviews of these contacts; where one has nothing yet, its contact is new. No query."""
        return {
            self.key_of(row): self._lying(row, found, lookups)
            for row in rows
            if (found := lookups.of(row["contact"])) and all(one.lines is not None for one in found)
        }

    def publish(self, new: Sequence[Row], changed: Sequence[Row], lookups: Lookups) -> None:
        """Lay them beside every review of the contact that a file may still write to."""
        deliver_words(
            deliveries=[self._delivery(row, lookups) for row in (*new, *changed)],
            origin=f"import {lookups.ctx.source}", by=lookups.ctx.by, now=timezone.now(),  # type: ignore[arg-type]
        )  # fmt: skip

    def _delivery(self, row: Row, lookups: Lookups) -> Delivery:
        told = self.record(row, lookups)
        reviews = [one.review for one in lookups.of(row["contact"]) if one.can_change]
        return Delivery(reviews, told.get("lines"), told.get("recording"))

    def _lying(self, row: Row, found: Sequence[Beside], lookups: Lookups) -> dict[str, Any]:
        """What lies there of what the row speaks of; of several reviews that one that differs."""
        wanted = self.record(row, lookups)
        kept = [{name: getattr(one, name) for name in wanted} for one in found if one.can_change] or [
            {name: getattr(one, name) for name in wanted} for one in found
        ]
        return next((one for one in kept if one != wanted), wanted)

    def _is_there(self, row: Row, found: Sequence[Beside], lookups: Lookups) -> bool:
        """Whether all of it lies there already, so that a file that comes in twice is no mistake."""
        return self._lying(row, found, lookups) == self.record(row, lookups)


def _leads_somewhere(address: str) -> bool:
    try:
        _is_address(address)
    except ValidationError:
        return False
    return True
