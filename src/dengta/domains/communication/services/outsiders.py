"""Links for people without an account: one request, one answer, for whoever has the link and the code sent apart.

Opened by the wrong person, forged, used again, too late or after the end: each is a sentence, and nothing changes.
"""

import hashlib
import secrets
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.models import OutsiderLink, WorkRequest
from dengta.domains.communication.policies import requests as policies
from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.communication.selectors.requests import follower_of
from dengta.domains.communication.services.request_answers import enter_answer
from dengta.domains.communication.services.requests import NOTICE, page_of
from dengta.domains.people.models import Account
from dengta.foundation import notify
from dengta.foundation.audit.record import record
from dengta.foundation.errors import RuleViolation
from dengta.foundation.settings.parameters import Parameter

# A link is a key in other hands: however a house sets it, it ends, and its six figures cannot be tried through.
LONGEST_LINK, MOST_WRONG = 90, 10
LINK_DAYS = Parameter(
    "communication.outsider_link_days",
    14,
    _("A link for somebody outside is open for so many days"),
    unit="days",
    check=lambda days: 1 <= days <= LONGEST_LINK,
)
WRONG_CODES = Parameter(
    "communication.outsider_wrong_codes",
    5,
    _("After so many wrong codes a link is closed"),
    unit="codes",
    check=lambda codes: 1 <= codes <= MOST_WRONG,
)
TOKEN_BYTES = 32
CODE_DIGITS = 6


class Opened(NamedTuple):
    """A new link; token and code are told this once and never again."""

    link: OutsiderLink
    token: str
    code: str


def hash_of(token: str) -> str:
    """What is kept of a token. It is random and long, so a plain hash cannot be reversed by trying."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def open_link(*, request_id: int, recipient: str, by: Account, now: datetime) -> Opened:
    """Make a link for one addressee outside; an older one of the same request is closed with it."""
    request = WorkRequest.objects.select_for_update().get(pk=request_id)
    policies.follow_up.require(by, request)
    if not recipient.strip():
        raise RuleViolation("communication.outsider_whom")
    if request.status != WorkRequest.Status.OPEN or request.direction != WorkRequest.Direction.ACROSS:
        raise RuleViolation("communication.request_answered")
    request.links.filter(revoked_at__isnull=True, answered_at__isnull=True).update(revoked_at=now)
    token, code = secrets.token_urlsafe(TOKEN_BYTES), f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"
    link = OutsiderLink.objects.create(
        request=request, recipient=recipient.strip(), token_hash=hash_of(token), code_hash=make_password(code),
        created_at=now, expires_at=now + timedelta(days=LINK_DAYS.on(now.date())),
    )  # fmt: skip
    record(by, "communication.link_opened", request, subject=request.employee_id, link=link.pk,
           until=link.expires_at.isoformat())  # fmt: skip
    return Opened(link, token, code)


@transaction.atomic
def revoke_link(*, link_id: int, by: Account, now: datetime) -> OutsiderLink:
    """Close a link at once. Closing it twice changes nothing."""
    link = OutsiderLink.objects.select_for_update(of=("self",)).select_related("request").get(pk=link_id)
    policies.follow_up.require(by, link.request)
    if link.revoked_at is None:
        link.revoked_at = now
        link.save(update_fields=["revoked_at"])
        record(by, "communication.link_revoked", link.request, subject=link.request.employee_id, link=link.pk)
    return link


def open_through(*, token: str, now: datetime) -> OutsiderLink:
    """The link behind a token while it is open. Each way in which it is not is a refusal with its sentence."""
    rows = OutsiderLink.objects.select_related("request__unit", "request__employee__account")
    link = rows.filter(token_hash=hash_of(token)).first()
    if link is None:
        raise RuleViolation("communication.outsider_unknown")
    if link.answered_at is not None:
        raise RuleViolation("communication.outsider_used")
    if link.revoked_at is not None:
        raise RuleViolation("communication.outsider_revoked")
    if link.expires_at <= now:
        raise RuleViolation("communication.outsider_expired")
    if link.wrong_codes >= WRONG_CODES.on(now.date()):
        raise RuleViolation("communication.outsider_locked")
    if link.request.status != WorkRequest.Status.OPEN:
        raise RuleViolation("communication.outsider_over")
    return link


def prove(*, token: str, code: str, now: datetime) -> OutsiderLink:
    """The link for whoever has its code as well. A wrong code is counted, and stays counted."""
    with transaction.atomic():
        link = open_through(token=token, now=now)
        link = OutsiderLink.objects.select_for_update(of=("self",)).select_related("request__unit").get(pk=link.pk)
        if link.wrong_codes >= (most := WRONG_CODES.on(now.date())):
            raise RuleViolation("communication.outsider_locked")
        # Only figures: people type the code with blanks, as it was read to them.
        right = check_password("".join(filter(str.isdigit, code)), link.code_hash)
        if right:
            return link
        link.wrong_codes += 1
        link.save(update_fields=["wrong_codes"])
        if link.wrong_codes == most:
            _lock(link, now=now)
    # Outside the transaction: the refusal must not take back the count.
    raise RuleViolation("communication.outsider_code", left=most - link.wrong_codes)


def answer_from_outside(*, token: str, code: str, now: datetime, **said: Any) -> WorkRequest:
    """Take the answer of somebody outside, once. The code is judged first, in a transaction of its own."""
    return _enter(prove(token=token, code=code, now=now).pk, now=now, **said)


@transaction.atomic
def _enter(
    link_id: int, *, now: datetime, verdict: str, text: str, promised: str = "", promised_until: date | None = None
) -> WorkRequest:
    link = OutsiderLink.objects.select_for_update(of=("self",)).get(pk=link_id)
    rows = WorkRequest.objects.select_for_update(of=("self",)).select_related("employee__account")
    request = rows.get(pk=link.request_id)
    # Between the code and the answer it may have been used, closed, or answered by somebody in the house.
    if link.answered_at is not None or link.revoked_at is not None or request.status != WorkRequest.Status.OPEN:
        raise RuleViolation("communication.outsider_over")
    enter_answer(
        request, verdict=verdict, text=text, answered_by=link.recipient, owner=link.recipient, promised=promised,
        promised_until=promised_until, keeper_id=request.escalated_to_id or request.addressee_id, now=now,
    )  # fmt: skip
    link.answered_at = now
    link.save(update_fields=["answered_at"])
    record(None, "communication.request_answered_outside", request, subject=request.employee_id, verdict=verdict,
           link=link.pk)  # fmt: skip
    return request


def _lock(link: OutsiderLink, *, now: datetime) -> None:
    """Somebody has the link and not its code: it stands on record, and whoever follows the request up hears of it."""
    request = link.request
    record(None, "communication.link_locked", request, subject=request.employee_id, link=link.pk,
           wrong_codes=link.wrong_codes)  # fmt: skip
    title = format_lazy(_("A link was closed after too many wrong codes: {what}"), what=request.summary)
    follower = follower_of(request, day_of(now))
    if follower is not None:
        notify.send(to=follower, kind=NOTICE, title=title, url=page_of(request))
