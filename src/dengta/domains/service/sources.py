"""How a live connector brings facts in: the same way as a file, in steps it can repeat.

A connector is a sibling under `connectors/` that fulfils this protocol; the job that runs it hands each batch to
`services.facts.add_contacts` and keeps the cursor in the same transaction, so that a batch is neither lost nor doubled.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from dengta.domains.service.services.facts import NewContact
from dengta.domains.service.services.surveys import NewSurvey


@dataclass(frozen=True, slots=True)
class Batch:
    """What a source had to tell since the last cursor. An unchanged cursor means: nothing new for now."""

    cursor: str
    contacts: Sequence[NewContact] = ()
    surveys: Sequence[NewSurvey] = ()


class LiveSource(Protocol):
    """A desk that can be asked again and again."""

    name: str

    def since(self, cursor: str, *, now: datetime) -> Batch:
        """What happened after `cursor` (empty: from the beginning), at most one page of it."""
        ...
