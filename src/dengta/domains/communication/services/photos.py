"""Photos of checks and stories that were stored before photos were drawn anew: they are, once, after the upgrade."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from dengta.domains.communication.models import CheckItem, Story
from dengta.domains.communication.services import checks, stories
from dengta.foundation.audit.record import record
from dengta.foundation.files.models import StoredFile
from dengta.foundation.files.services import Drawn, drawn_anew, remove, store_drawn

MOST_BYTES = {checks.PHOTO: checks.MOST_BYTES, stories.IMAGE: stories.MOST_BYTES}


def kept() -> list[UUID]:
    """All that is on the disk."""
    rows = StoredFile.objects.filter(purpose__in=MOST_BYTES, removed_at=None)
    return list(rows.order_by("at", "pk").values_list("pk", flat=True))


def redraw(*, stored_id: UUID, now: datetime) -> bool:
    """Put the picture as it is drawn today in the place of what was uploaded, whose bytes go. False: nothing to do.

    Raises RuleViolation where it cannot be read. It is kept then, and served to nobody.
    """
    stored = StoredFile.objects.select_related("by").get(pk=stored_id)
    # Outside the transaction: it takes seconds.
    picture = drawn_anew(stored, most_bytes=MOST_BYTES[stored.purpose])
    return picture is not None and _put_in_place(stored, picture, now=now)


@transaction.atomic
def _put_in_place(stored: StoredFile, picture: Drawn, *, now: datetime) -> bool:
    if StoredFile.objects.select_for_update().get(pk=stored.pk).removed_at is not None:
        return False  # replaced or taken down in the meantime
    new = store_drawn(picture, purpose=stored.purpose, by=stored.by)
    CheckItem.objects.filter(photo=stored).update(photo=new)
    CheckItem.objects.filter(fix_photo=stored).update(fix_photo=new)
    Story.objects.filter(image=stored).update(image=new)
    remove(stored=stored, now=now)
    record(None, "communication.photo_redrawn", stored, name=stored.name, now=str(new.pk))
    return True
