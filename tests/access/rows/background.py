"""Health, long work, notices and messages."""

from django.utils import timezone

from dengta.domains.people.models import Account
from dengta.foundation.doctor.models import Examination
from dengta.foundation.events.models import Delivery, Event
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
        attempts=5,
        last_error="ConnectionRefusedError",
    )
    what = house.plant("what is wrong with the installation", seen_by={"admin"})
    problem = {"what": {"zh-hans": what, "en": what}, "mend": {"zh-hans": "", "en": ""}, "advice": False}
    findings = [{"check": "disk", "seconds": 0.1, "problems": [{**problem, "since": timezone.now().isoformat()}]}]
    Examination.objects.create(at=timezone.now(), seconds=1, problems=1, advice=0, findings=findings)
    event = Event.objects.create(type="people.EmployeeMoved", facts={})
    error = house.plant("what a receiver could not do", seen_by={"admin"})
    house["parked"] = Delivery.objects.create(
        event=event, receiver="service.moves", attempts=8, last_error=error, parked_at=timezone.now()
    )
    _fill_the_lists_of(house.leader.account)


def _fill_the_lists_of(account: Account) -> None:
    """Pages show most in the hands of somebody who has something on them."""
    for number, state in enumerate(Job.State.values):
        done = {"done": 4200, "total": 18000, "error": "IntegrityError: (19)" if state == "failed" else ""}
        Job.objects.create(kind="jobs.prune", key=state, queue="light", state=state, created_by=account, **done)
        read_at = timezone.now() if number % 2 else None
        title = f"合同将在 {number + 3} 天后到期"
        Notice.objects.create(
            account=account, kind="test", title=title, body="李佳怡，售后一组", url="/", read_at=read_at
        )


def job(house: House) -> dict[str, int]:
    return {"pk": house["job"].pk}


def parked(house: House) -> dict[str, int]:
    return {"pk": house["parked"].pk}


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
    Row("doctor:result", {"admin"}),
    Row("doctor:again", {"admin"}, methods={"POST"}),
    Row("events:list", {"admin"}),
    Row("events:list", {"admin"}, query="?format=csv"),
    Row("events:try_again", {"admin"}, methods={"POST"}, args=parked),
    Row("events:skip", {"admin"}, methods={"GET", "POST"}, args=parked),
    Row("notify:list", EVERYBODY),
    Row("notify:list", EVERYBODY, query="?format=csv"),
    Row("notify:open", {"agent"}, methods={"POST"}, args=lambda house: {"pk": house["notice"].pk}),
    Row("notify:read_all", EVERYBODY, methods={"POST"}),
    Row("notify:preferences", EVERYBODY, methods={"GET", "POST"}),
    Row("notify:messages", {"admin"}),
    Row("notify:messages", {"admin"}, query="?format=csv"),
    Row("notify:try_again", {"admin"}, methods={"POST"}, args=lambda house: {"pk": house["message"].pk}),
]
