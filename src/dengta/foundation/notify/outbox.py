"""Carrying messages out: claimed by one worker, tried again with growing waits, given up visibly."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime, timedelta

import structlog
from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone, translation
from django.utils.translation import ngettext

from dengta.foundation.access import Actor
from dengta.foundation.audit.record import record
from dengta.foundation.notify import policies
from dengta.foundation.notify.models import Notice, OutboxAttempt, OutboxMessage
from dengta.foundation.notify.registry import GiveUp, TryLater, carrier

log = structlog.get_logger(__name__)
State = OutboxMessage.State

# Before the second, third, … try; after the last of them we give up.
WAITS = (timedelta(seconds=30), timedelta(minutes=5), timedelta(hours=1), timedelta(hours=6))
# A worker that dies while it hands a message over leaves it to others after this time.
CLAIMED_FOR = timedelta(minutes=5)
# How long a message may be asked to wait by a busy server before waiting counts as failing.
PATIENCE = timedelta(days=1)
KEPT = timedelta(days=90)
KEPT_UNREAD = timedelta(days=365)


def carry_out(*, now: datetime, limit: int = 100) -> int:
    """Try to hand over what is due, at most `limit` messages of each channel, the urgent ones of all channels first.
    Answers how many went out.

    A channel that is down keeps nobody else waiting: after its first failure the rest of its messages stay due.
    """
    collect_digests(now=now)
    due = OutboxMessage.objects.filter(state=State.WAITING, next_try__lte=now)
    down: set[str] = set()
    sent = 0
    ways = due.order_by("-urgent", "channel").values_list("urgent", "channel").distinct()
    for urgent, channel in list(ways):
        rows = due.filter(urgent=urgent, channel=channel).select_related("question")
        for message in list(rows.order_by("next_try", "pk")[:limit]):
            if not urgent and _more_urgent_waits(down):
                return sent
            if channel in down:
                break
            claimed = due.filter(pk=message.pk).update(attempts=F("attempts") + 1, next_try=now + CLAIMED_FOR)
            if not claimed:
                continue
            message.attempts += 1
            trouble = _hand_over(message, now=now)
            sent += trouble is None
            if isinstance(trouble, TryLater | OSError):
                down.add(channel)
    return sent


def _more_urgent_waits(down: Collection[str]) -> bool:
    """Whether a call for help came in while cards are handed over: the next round begins with it."""
    rows = OutboxMessage.objects.filter(state=State.WAITING, urgent=True, next_try__lte=timezone.now())
    return rows.exclude(channel__in=down).exists()


def _hand_over(message: OutboxMessage, *, now: datetime) -> Exception | None:
    """Try once, and note how it went. Answers what went wrong."""
    trouble: Exception | None = None
    try:
        with translation.override(settings.LANGUAGE_CODE):
            carrier(message.channel)(message)
    except Exception as problem:  # noqa: BLE001 - whatever a channel raises must not lose the message
        trouble = problem
        log.warning(
            "outbox.not_sent", message_id=message.message_id, attempt=message.attempts, error=type(problem).__name__
        )
    _settle(message, trouble, now=now)
    return trouble


def _settle(message: OutboxMessage, trouble: Exception | None, *, now: datetime) -> None:
    tried = message.attempts
    if trouble is None:
        message.state, message.sent_at, message.last_error = State.SENT, timezone.now(), ""
    else:
        message.last_error = _words(trouble)
        if isinstance(trouble, TryLater) and message.created_at > now - PATIENCE:
            message.attempts, message.next_try = tried - 1, now + trouble.wait
        elif isinstance(trouble, GiveUp) or tried > len(WAITS):
            message.state = State.DEAD
            log.error("outbox.given_up", message_id=message.message_id)
        else:
            message.next_try = now + WAITS[tried - 1]
    with transaction.atomic():
        message.save(update_fields=["state", "sent_at", "next_try", "last_error", "attempts"])
        OutboxAttempt.objects.create(message=message, error=message.last_error)


def _words(trouble: Exception) -> str:
    """What the administrator reads: a sentence where we foresaw it, otherwise what was raised."""
    said = str(trouble) if isinstance(trouble, GiveUp | TryLater) else f"{type(trouble).__name__}: {trouble}"
    return said[:500]


def collect_digests(*, now: datetime) -> int:
    """Put what is held for people whose hour has come into one message each. Answers how many people that were."""
    held = OutboxMessage.objects.filter(state=State.HELD, next_try__lte=now)
    if not held.exists():
        return 0
    with transaction.atomic(), translation.override(settings.LANGUAGE_CODE):
        parts: dict[tuple[str, str], list[OutboxMessage]] = defaultdict(list)
        for message in held.select_for_update(skip_locked=True).order_by("pk"):
            parts[message.channel, message.address].append(message)
        for (channel, address), messages in parts.items():
            digest = OutboxMessage.objects.create(
                channel=channel,
                address=address,
                account_id=messages[0].account_id,
                subject=_digest_subject(len(messages)),
                body="\n\n———\n\n".join(message.text for message in messages),
                next_try=now,
            )
            ids = [message.pk for message in messages]
            OutboxMessage.objects.filter(pk__in=ids).update(state=State.COLLECTED, collected_into=digest)
    return len(parts)


def _digest_subject(count: int) -> str:
    return ngettext("Dengta: {count} notice of today", "Dengta: {count} notices of today", count).format(count=count)


@transaction.atomic
def try_again(*, message_id: int, by: Actor) -> OutboxMessage:
    """Send a message that was given up once more, from the first try on."""
    message = OutboxMessage.objects.select_for_update().get(pk=message_id, state=State.DEAD)
    policies.resend.require(by, message)
    message.state, message.attempts, message.next_try = State.WAITING, 0, timezone.now()
    message.save(update_fields=["state", "attempts", "next_try"])
    record(by, "notify.message_retried", message)
    return message


def prune(*, now: datetime) -> int:
    """Delete messages, read notices of long ago and unread ones of a year ago: they hold personal data."""
    gone = OutboxMessage.objects.filter(created_at__lt=now - KEPT, state__in=(State.SENT, State.COLLECTED, State.DEAD))
    told = Notice.objects.filter(Q(read_at__lt=now - KEPT) | Q(created_at__lt=now - KEPT_UNREAD))
    return gone.delete()[0] + told.delete()[0]
