"""Wallboards for the television of a team: opened by a link that shows sums of one unit, without signing in."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dengta.domains.people.models import Account, Unit
from dengta.domains.service import policies
from dengta.domains.service.models import BoardLink
from dengta.foundation.audit.record import record
from dengta.foundation.errors import RuleViolation
from dengta.foundation.settings.parameters import Parameter

LONGEST_LINK = Parameter(
    "service.longest_board_link_days",
    365,
    _("A wallboard link is open for at most so many days"),
    unit="days",
    check=lambda days: days >= 1,
)
TOKEN_BYTES = 32


def hash_of(token: str) -> str:
    """What is kept of a token. It is random and long, so a plain hash cannot be reversed by trying."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def open_board(*, unit_id: int, name: str, days: int, by: Account, now: datetime) -> tuple[BoardLink, str]:
    """Make a link to the board of a unit; its token is told this once and never again."""
    unit = Unit.objects.get(pk=unit_id)
    policies.share_board.require(by, unit)
    longest = LONGEST_LINK.on(now.date())
    if not 1 <= days <= longest:
        raise RuleViolation("service.board_too_long", most=longest)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    link = BoardLink.objects.create(
        unit=unit,
        name=name,
        token_hash=hash_of(token),
        created_at=now,
        created_by=by,
        expires_at=now + timedelta(days=days),
    )
    record(by, "service.board_opened", link, unit=unit.pk, name=name, until=link.expires_at.isoformat())
    return link, token


@transaction.atomic
def close_board(*, link_id: int, by: Account, now: datetime) -> BoardLink:
    """End a link at once: the television shows nothing from its next refresh on. Ending it twice changes nothing."""
    link = BoardLink.objects.select_for_update().select_related("unit").get(pk=link_id)
    policies.share_board.require(by, link.unit)
    if link.revoked_at is None:
        link.revoked_at = now
        link.save(update_fields=["revoked_at"])
        record(by, "service.board_closed", link, unit=link.unit_id, name=link.name)
    return link
