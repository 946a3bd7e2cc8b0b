"""The import wizard, and the files behind it."""

import io
from functools import partial
from typing import Any

from dengta.foundation.imports import target_named
from dengta.foundation.imports.models import Import, QuarantinedRow
from dengta.foundation.imports.services import upload
from dengta.foundation.imports.work import State
from tests.access.frame import House, Row

# Whoever may write contacts of a branch may import them; the files of another leader do not exist.
IMPORTERS = {"leader", "other_leader", "supervisor"}
OWNER = {"leader"}
FILE = b"call_id,call_date,call_time,agent_id\n1,2026-11-02,09:00:00,K10002\n"


def furnish(house: House) -> None:
    leader = house.leader.account
    assert leader is not None
    job = upload(io.BytesIO(FILE), name="calls.csv", target=target_named("service.contacts"), source="desk", by=leader)
    house["open import"] = job
    ended = Import.objects.get(pk=job.pk)
    ended.pk = None
    ended.state, ended.stopped_in, ended.rows_in, ended.quarantined = State.CANCELLED, State.PREVIEWED, 1, 1
    ended.save()
    excerpt = house.plant("a refused contact", seen_by=OWNER)
    QuarantinedRow.objects.create(
        job=ended, line=2, code="imports.quote", excerpt=excerpt, problems=[["imports.quote", "", {}]]
    )
    house["ended import"] = ended


def of(which: str, house: House, **more: Any) -> dict[str, Any]:
    return {"pk": house[f"{which} import"].pk, **more}


OPEN, ENDED = partial(of, "open"), partial(of, "ended")
TARGET = {"target": "service.contacts"}

ROWS = [
    Row("imports:list", IMPORTERS),
    Row("imports:list", IMPORTERS, query="?format=csv"),
    Row("imports:new", IMPORTERS, methods={"GET", "POST"}, args=TARGET),
    Row("imports:template", IMPORTERS, args={**TARGET, "file_format": "xlsx"}),
    Row("imports:template", IMPORTERS, args={**TARGET, "file_format": "csv"}),
    Row("imports:show", OWNER, args=OPEN),
    Row("imports:show", OWNER, args=ENDED),
    Row("imports:progress", OWNER, args=ENDED),
    Row("imports:refused", OWNER, args=ENDED),
    Row("imports:columns", OWNER, methods={"POST"}, args=OPEN),
    Row("imports:encoding", OWNER, methods={"POST"}, args=OPEN, data={"encoding": "gb18030"}),
    Row("imports:decide", OWNER, methods={"POST"}, args=partial(OPEN, decision="cancel")),
    Row("imports:decide", OWNER, methods={"POST"}, args=partial(ENDED, decision="resume")),
    Row("files:download", OWNER, args=lambda house: {"file_id": house["open import"].file_id}),
]
