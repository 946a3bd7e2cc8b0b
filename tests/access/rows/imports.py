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
# HR brings in people, quality the words of what it reviews.
ANYTHING = IMPORTERS | {"hr", "quality"}
FILE = b"call_id,call_date,call_time,agent_id\n1,2026-11-02,09:00:00,K10002\n"


def furnish(house: House) -> None:
    leader = house.leader.account
    assert leader is not None
    job = upload(io.BytesIO(FILE), name="calls.csv", target=target_named("service.contacts"), source="desk", by=leader)
    house["open import"] = job
    house["mapping"] = job.source
    job.source.mapping, job.source.title = job.mapping, house.plant("a saved mapping", seen_by=OWNER)
    job.source.save()
    excerpt = house.plant("a refused contact", seen_by=OWNER)
    house["ended import"] = _twin(job, excerpt, state=State.CANCELLED, stopped_in=State.PUBLISHING, waiting=3)
    house["seen import"] = _twin(job, excerpt, state=State.PREVIEWED, waiting=3, expected_new=2, expected_changed=1)
    house["busy import"] = _twin(job, excerpt, state=State.PUBLISHING, waiting=3)


def _twin(job: Import, excerpt: str, *, waiting: int, **facts: Any) -> Import:
    """The same import further on its way, with one refused row."""
    twin = Import.objects.get(pk=job.pk)
    twin.pk = None
    twin.waiting, twin.quarantined, twin.rows_in = waiting, 1, waiting + 1
    for name, value in facts.items():
        setattr(twin, name, value)
    twin.save()
    problems = [["imports.not_datetime", "created_at", {"value": "31/31/2026"}]]
    QuarantinedRow.objects.create(job=twin, line=2, code="imports.not_datetime", excerpt=excerpt, problems=problems)
    return twin


def of(which: str, house: House, **more: Any) -> dict[str, Any]:
    return {"pk": house[f"{which} import"].pk, **more}


def saved(house: House) -> dict[str, Any]:
    return {"pk": house["mapping"].pk}


OPEN, SEEN, BUSY, ENDED = (partial(of, which) for which in ("open", "seen", "busy", "ended"))
TARGET = {"target": "service.contacts"}

ROWS = [
    Row("imports:list", ANYTHING),
    Row("imports:list", ANYTHING, query="?format=csv"),
    Row("imports:mappings", ANYTHING),
    Row("imports:mappings", ANYTHING, query="?format=csv"),
    Row("imports:mapping", OWNER, methods={"GET", "POST"}, args=saved),
    Row("imports:delete_mapping", OWNER, methods={"POST"}, args=saved),
    Row("imports:new", IMPORTERS, methods={"GET", "POST"}, args=TARGET),
    Row("imports:new", {"hr"}, methods={"GET", "POST"}, args={"target": "people.employees"}),
    Row("imports:new", {"quality"}, methods={"GET", "POST"}, args={"target": "performance.words"}, faces=("quality",)),
    Row("imports:template", IMPORTERS, args={**TARGET, "file_format": "xlsx"}),
    Row("imports:template", IMPORTERS, args={**TARGET, "file_format": "csv"}),
    Row("imports:show", OWNER, args=OPEN),
    Row("imports:show", OWNER, args=ENDED),
    Row("imports:show", OWNER, args=SEEN),
    Row("imports:show", OWNER, args=BUSY),
    Row("imports:progress", OWNER, args=ENDED),
    Row("imports:refused", OWNER, args=ENDED),
    Row("imports:refused", OWNER, args=ENDED, query="?format=csv"),
    Row("imports:columns", OWNER, methods={"POST"}, args=OPEN),
    Row("imports:encoding", OWNER, methods={"POST"}, args=OPEN, data={"encoding": "gb18030"}),
    Row("imports:decide", OWNER, methods={"POST"}, args=partial(OPEN, decision="cancel")),
    Row("imports:decide", OWNER, methods={"POST"}, args=partial(ENDED, decision="resume")),
    Row("files:download", OWNER, args=lambda house: {"file_id": house["open import"].file_id}),
]
