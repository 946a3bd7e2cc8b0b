"""What somebody keeps for themselves about a 1:1.

No entry of the record is written here, on purpose: the record is read by auditors, and that there is a note at all is
already more than anybody else should know.
"""

from django.db import transaction

from dengta.domains.communication.models import PrivateNote
from dengta.domains.communication.selectors.one_on_ones import readable
from dengta.domains.people.models import Account
from dengta.foundation.access import facts_of


@transaction.atomic
def keep_private_note(*, talk_id: int, text: str, by: Account) -> None:
    """Write the own note about a talk one is part of; an empty one is thrown away. Raises DoesNotExist for others."""
    talk = readable(by).get(pk=talk_id)
    author = facts_of(by).employee_id
    own = PrivateNote.objects.filter(talk=talk, author_id=author)
    if not text.strip():
        own.delete()
        return
    PrivateNote.objects.update_or_create(talk=talk, author_id=author, defaults={"text": text.strip()})
