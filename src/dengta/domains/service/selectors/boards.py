"""Links to wallboards, and who looks through one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dengta.domains.people.models import Account, Unit
from dengta.domains.people.selectors.acting import subtrees
from dengta.domains.service import policies
from dengta.domains.service.models import BoardLink, SavedView
from dengta.foundation.access import ActorFacts, Role, RoleHeld

MOST_SHOWN = 100


@dataclass
class BoardViewer:
    """Whoever stands before the television: sees what a client sees, the sums of one unit, and has no account."""

    _access_facts: ActorFacts
    pk: Any = None
    is_authenticated: bool = True


def open_link(*, token_hash: str, now: datetime) -> BoardLink | None:
    """The link with this hash, if it is still open."""
    links = BoardLink.objects.filter(token_hash=token_hash, revoked_at__isnull=True, expires_at__gt=now)
    return links.select_related("unit").first()


def viewer_through(link: BoardLink, *, now: datetime) -> BoardViewer:
    """The rights of a link: those of a guest at its unit, worked out today, so they follow the tree. One query."""
    tree = subtrees({link.unit_id}, now.date())[link.unit_id]
    role = RoleHeld(Role.CLIENT, link.unit_id, tree, whole=link.unit.kind == Unit.Kind.COMPANY)
    return BoardViewer(ActorFacts(roles=(role,)))


def links_of(*, by: Account) -> Sequence[BoardLink]:
    """Links of the units whose board `by` may share, newest first. One query."""
    units = policies.share_board.scope(by, Unit.objects.all())
    links = BoardLink.objects.filter(unit__in=units).select_related("unit", "created_by__employee")
    return list(links.order_by("-created_at", "-pk")[:MOST_SHOWN])


def saved_views(*, page: str, by: Account) -> Sequence[SavedView]:
    """Own saved views of a list, by name. One query."""
    return list(SavedView.objects.filter(account=by, page=page).order_by("name", "pk"))
