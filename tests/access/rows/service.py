"""Today, the wallboard and its links, reports, rows behind a number, objections and corrections."""

from datetime import UTC, datetime, timedelta

from django.utils import timezone

from dengta.domains.service.models import BoardLink, Channel, Contact, Contest, Queue, SavedView, Source
from dengta.domains.service.services.boards import hash_of
from dengta.domains.service.services.facts import NewContact, add_contacts
from tests.access.frame import EVERYBODY, PERSONAS, House, Row
from tests.service.furniture import furnish_floor

ALL = frozenset(PERSONAS)
# Who may read rows of tickets of this agent: the agent, those who lead, and quality.
READS_ROWS = {"agent", "leader", "supervisor", "quality"}
READS_PEOPLE = {"agent", "leader", "supervisor", "hr", "quality"}
TAKES_SUMS = {"supervisor", "executive"}
READS_HEALTH = {"leader", "other_leader", "planner", "supervisor", "hr", "quality", "executive", "auditor", "admin"}

READS_QUEUES = READS_HEALTH - {"admin"}


def furnish(house: House) -> None:
    source = Source.objects.create(name="matrix", unit=house.tree.company)
    queue = Queue.objects.create(code="matrix", name="matrix", unit=house.tree.qinghe)
    house["queue"] = queue
    number = house.plant("a ticket of 李佳怡", seen_by=READS_ROWS)
    start = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)
    add_contacts(
        source=source,
        origin="matrix",
        contacts=[
            NewContact(
                external_id=number, queue=queue.pk, channel=Channel.VOICE, created_at=start, agent=house.agent.pk,
                wait_s=5, handle_s=60,
            )
        ],
    )  # fmt: skip
    house["contact"] = Contact.objects.get(external_id=number)
    house["contest"] = Contest.objects.create(
        agent=house.agent,
        unit=house.tree.aftersales_1,
        kpi="aht",
        day=start.date(),
        reason=house.plant("why 李佳怡 objects", seen_by=READS_PEOPLE),
        opened_at=start,
    )
    now = timezone.now()
    house["token"] = "a-token-that-nobody-can-guess"
    house["link"] = BoardLink.objects.create(
        unit=house.tree.qinghe,
        name=house.plant("where a board hangs", seen_by=TAKES_SUMS),
        token_hash=hash_of(house["token"]),
        created_at=now,
        created_by=house.supervisor.account,
        expires_at=now + timedelta(days=1),
    )
    furnish_floor(house)
    house["view"] = SavedView.objects.create(
        account=house.agent.account, page="csat", name=house.plant("a saved view", seen_by={"agent"}), query="by=type"
    )


def contact(house: House) -> dict[str, int]:
    return {"pk": house["contact"].pk}


def board(house: House) -> dict[str, str]:
    return {"token": house["token"]}


ROWS = [
    Row("service:today", EVERYBODY, faces=("leader", "agent", "client")),
    Row("service:waiting", EVERYBODY),
    Row("service:wallboard", EVERYBODY),
    Row("service:board", ALL, args=board, public=True),
    Row("service:board", set(), args={"token": "another"}, public=True),
    Row("service:boards", TAKES_SUMS),
    Row("service:new_board", TAKES_SUMS, methods={"GET", "POST"}),
    Row("service:end_board", TAKES_SUMS, methods={"POST"}, args=lambda house: {"pk": house["link"].pk}),
    Row("service:intervals", EVERYBODY),
    Row("service:intervals", EVERYBODY, query="?by=queue&minutes=15"),
    Row("service:intervals", TAKES_SUMS, query="?format=csv"),
    Row("service:agents", EVERYBODY),
    Row("service:agents", EVERYBODY, query="?figures=promises&by=unit"),
    Row("service:agents", {"supervisor"}, query="?format=csv"),
    Row("service:csat", EVERYBODY),
    Row("service:csat", EVERYBODY, query="?by=agent"),
    Row("service:csat", EVERYBODY, query="?by=type"),
    Row("service:csat", TAKES_SUMS, query="?format=csv"),
    Row("service:teams", EVERYBODY, faces=("supervisor",)),
    Row("service:teams", EVERYBODY, query="?kpi=aht"),
    Row("service:teams", TAKES_SUMS, query="?format=csv"),
    Row("service:health", READS_HEALTH),
    Row("service:queues", READS_QUEUES, faces=("supervisor", "leader")),
    Row("service:queues", TAKES_SUMS, query="?format=csv"),
    Row("service:queue", {"supervisor"}, methods={"GET", "POST"}, args=lambda house: {"pk": house["queue"].pk}),
    Row("service:rows", EVERYBODY, query="?kpi=answered", faces=("leader", "client")),
    Row("service:rows", EVERYBODY, query="?kpi=csat&part=numerator"),
    Row("service:rows", EVERYBODY, query="?kpi=occupancy"),
    Row("service:rows", {"supervisor"}, query="?kpi=answered&format=csv"),
    Row("service:contact", READS_ROWS, args=contact),
    Row("service:contest", {"agent"}, methods={"GET", "POST"}, args=contact),
    Row("service:correct", {"supervisor"}, methods={"GET", "POST"}, args=contact),
    Row("service:strengths", READS_PEOPLE, args=lambda house: {"pk": house.agent.pk}),
    Row("service:own_strengths", EVERYBODY),
    Row("service:contests", EVERYBODY),
    Row("service:contests", {"supervisor"}, query="?format=csv"),
    Row("service:answer", {"supervisor"}, methods={"GET", "POST"}, args=lambda house: {"pk": house["contest"].pk}),
    Row("service:dictionary", EVERYBODY),
    Row("service:definition", EVERYBODY, args={"key": "csat"}),
    Row("service:views", EVERYBODY, methods={"GET", "POST"}, args={"listing": "csat"}, data={"name": "mine"}),
    Row("service:drop_view", {"agent"}, methods={"POST"}, args=lambda house: {"pk": house["view"].pk}),
]
