"""What the upgrade asks for once about photos."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.services import photos
from dengta.foundation import jobs
from dengta.foundation.errors import RuleViolation


@jobs.handler("communication.redraw_photos", queue="heavy", title=_("Take place and device out of stored photos"))
def redraw(run: jobs.JobRun) -> dict[str, Any]:
    """One photo at a time; begun again it finds those that are left."""
    found = photos.kept()
    redrawn = unreadable = 0
    for place, pk in enumerate(found):
        run.report(done=place, total=len(found))
        try:
            redrawn += photos.redraw(stored_id=pk, now=timezone.now())
        except RuleViolation as refusal:
            if refusal.code == "files.pictures_busy":
                raise  # the next attempt goes on here
            unreadable += 1
    run.report(done=len(found), total=len(found))
    return {"photos": len(found), "redrawn": redrawn, "unreadable": unreadable}
