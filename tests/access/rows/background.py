"""Health, long work, notices and messages."""

from dengta.foundation.jobs import workers
from dengta.foundation.jobs.models import Job
from dengta.foundation.notify.models import Notice, OutboxMessage
from tests.access.frame import EVERYBODY, PERSONAS, House, Row

ALL = frozenset(PERSONAS)
OWNER = {"agent", "admin"}


def furnish(house: House) -> None:
    workers.beat("a worker", "light,heavy")  # ready, as far as background work goes
    note = house.plant("李佳怡's long work", seen_by=OWNER)
    house["job"] = Job.objects.create(
        kind="jobs.prune", key="1", queue="light", note=note, created_by=house.agent.account
    )
    title = house.plant("a notice for 李佳怡", seen_by={"agent"})
    house["notice"] = Notice.objects.create(account=house.agent.account, kind="jobs.finished", title=title, url="/")
    house["message"] = OutboxMessage.objects.create(
        channel="email",
        account=house.agent.account,
        address="k10002@example.com",
        subject="Dengta",
        body=house.plant("what a message says", seen_by=set()),
        state=OutboxMessage.State.DEAD,
    )


def job(house: House) -> dict[str, int]:
    return {"pk": house["job"].pk}


ROWS = [
    Row("livez", ALL, public=True),
    Row("readyz", ALL, public=True),
    Row("jobs:list", EVERYBODY),
    Row("jobs:list", EVERYBODY, query="?format=csv"),
    Row("jobs:all", {"admin"}),
    Row("jobs:all", {"admin"}, query="?format=csv"),
    Row("jobs:detail", OWNER, args=job),
    Row("jobs:progress", OWNER, args=job),
    Row("jobs:cancel", OWNER, methods={"POST"}, args=job),
    Row("notify:list", EVERYBODY),
    Row("notify:list", EVERYBODY, query="?format=csv"),
    Row("notify:open", {"agent"}, methods={"POST"}, args=lambda house: {"pk": house["notice"].pk}),
    Row("notify:read_all", EVERYBODY, methods={"POST"}),
    Row("notify:preferences", EVERYBODY, methods={"GET", "POST"}),
    Row("notify:messages", {"admin"}),
    Row("notify:messages", {"admin"}, query="?format=csv"),
    Row("notify:try_again", {"admin"}, methods={"POST"}, args=lambda house: {"pk": house["message"].pk}),
]
