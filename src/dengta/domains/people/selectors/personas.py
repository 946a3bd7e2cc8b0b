"""Demo personas: cards on the login page that sign in without a password. They exist in demo mode only."""

import json
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext

from dengta.domains.people.models import Account
from dengta.foundation.access import Role


@dataclass(frozen=True, slots=True)
class DemoPersona:
    """A card: the account behind it, the person's name, their role and one sentence about what they do here."""

    username: str
    name: str
    role: str
    sentence: str

    @property
    def role_label(self) -> str:
        """The role in the reader's language."""
        return str(Role(self.role).label)

    @property
    def says(self) -> str:
        """The sentence in the reader's language; it is kept as a message id."""
        return gettext(self.sentence)


def personas_file() -> Path:
    """Where the demo builder leaves them: beside the database they belong to."""
    return Path(settings.HOME) / "demo-personas.json"


def personas() -> list[DemoPersona]:
    """The cards for the login page; none outside demo mode, and none whose account is missing or closed."""
    if not settings.DEMO or not personas_file().exists():
        return []
    known = [DemoPersona(**row) for row in json.loads(personas_file().read_text(encoding="utf-8"))]
    names = {persona.username for persona in known}
    open_accounts = set(Account.objects.filter(username__in=names, is_active=True).values_list("username", flat=True))
    return [persona for persona in known if persona.username in open_accounts]
