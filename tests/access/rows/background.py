"""Health, long work, notices and messages."""

from datetime import timedelta

from django.utils import timezone

from dengta.domains.people.models import Account
from dengta.foundation.doctor.models import Examination
from dengta.foundation.events.models import Delivery, Event
from dengta.foundation.jobs import workers
from dengta.foundation.jobs.models import Job
from dengta.foundation.notify import answers
from dengta.foundation.notify.models import ChatAddress, ChatApp, GroupRobot, Notice, OutboxMessage, Question
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
    _connect_with_chats(house)
    _fill_the_lists_of(house.leader.account)


def _connect_with_chats(house: House) -> None:
    """Two chat systems and a robot with their secrets, an address, and an open question to 李佳怡."""
    secret = {"secret": house.plant("the secret of an application", seen_by=set())}
    secret |= {name: house.plant(f"a {name}", seen_by=set()) for name in ("callback_token", "callback_key")}
    ChatApp.objects.create(vendor="feishu", app_id="cli_a1", is_on=False, **secret)
    ChatApp.objects.create(vendor="dingtalk", app_id="dingx", agent_id="1", secret=secret["secret"])
    url = f"https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key={house.plant('the key of a robot', seen_by=set())}"
    house["robot"] = GroupRobot.objects.create(vendor="wecom", name="售后一组", url=url, is_on=False)
    address = house.plant("address", seen_by={"agent", "admin"})
    ChatAddress.objects.create(account=house.agent.account, vendor="dingtalk", address=address)
    title = house.plant("what 李佳怡 is asked", seen_by={"agent", "anonymous"})
    asking = Notice.objects.create(account=house.agent.account, kind="test", title=title, body="请在今天下班前答复。")
    choices = [{"action": "test.none", "key": "1", "value": "", "label": "我已知晓"}]
    house["question"] = Question.objects.create(
        notice=asking, choices=choices, expires_at=timezone.now() + timedelta(days=3)
    )


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


def robot(house: House) -> dict[str, object]:
    return {"pk": house["robot"].pk}


def token(house: House) -> dict[str, str]:
    return {"token": answers.token_of(house["question"], 0)}


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
    Row("notify:answer", ALL, methods={"GET", "POST"}, args=token, public=True),
    Row("notify:wecom_callback", frozenset(), methods={"GET", "POST"}, public=True),
    Row("notify:feishu_callback", frozenset(), methods={"POST"}, public=True),
    Row("notify:channels", {"admin", "auditor"}),
    Row("notify:app", {"admin"}, methods={"GET", "POST"}, args={"vendor": "wecom"}),
    Row("notify:app", {"admin"}, methods={"GET", "POST"}, args={"vendor": "dingtalk"}),
    Row("notify:app_try", {"admin"}, methods={"POST"}, args={"vendor": "dingtalk"}),
    Row("notify:robot_add", {"admin"}, methods={"GET", "POST"}),
    Row("notify:robot", {"admin"}, methods={"GET", "POST"}, args=robot),
    Row("notify:robot_remove", {"admin"}, methods={"POST"}, args=robot),
    Row("notify:robot_try", {"admin"}, methods={"POST"}, args=robot),
    Row("notify:addresses", {"admin"}),
    Row("notify:address", {"admin"}, methods={"GET", "POST"}, args=lambda house: {"pk": house.agent.account_id}),
    Row("notify:messages", {"admin"}),
    Row("notify:messages", {"admin"}, query="?format=csv"),
    Row("notify:try_again", {"admin"}, methods={"POST"}, args=lambda house: {"pk": house["message"].pk}),
]
