"""Requests, weekly reports, and the links for people outside: open to whoever holds one, and to nothing else."""

from datetime import date, timedelta

from dengta.domains.communication.models import MonthlyStatement, OutsiderLink, WeeklyReport, WorkRequest
from dengta.domains.communication.services import outsiders, request_answers, requests
from dengta.domains.people.models import Account, Employee
from tests.access.frame import PERSONAS, STAFF, House, Row
from tests.conftest import NOW

BOTH = {"GET", "POST"}
ALL = set(PERSONAS)
# Whoever belongs to a unit; and with them who answers for the whole.
TEAMED = STAFF - {"hr", "counsellor", "executive", "auditor", "admin"}
READERS = TEAMED | {"executive"}
SIDES = {"leader", "supervisor", "executive"}
OPTIONS = ["每天 10 点前同步一次", "开放只读查询"]


def account(employee: Employee) -> Account:
    assert employee.account is not None
    return employee.account


def furnish(house: House) -> None:
    """One up, one across with a link in every state, one that is promised; a report and the risks of a month."""
    by = account(house.leader)
    facts = house.plant("facts of a request", seen_by=SIDES)
    house["up"] = requests.ask_up(
        summary="晚班增加一个坐席", facts=facts, options=OPTIONS, proposal="先试四周", urgent=False, by=by, now=NOW
    )
    house["across"] = _across(by, None)
    for state in ("expired", "revoked", "used", "open"):
        opened = outsiders.open_link(request_id=house["across"].pk, recipient="物流部 王工", by=by, now=NOW)
        house[state], house[f"{state} token"], house[f"{state} code"] = opened.link, opened.token, opened.code
    links = OutsiderLink.objects
    links.filter(pk=house["expired"].pk).update(revoked_at=None, expires_at=NOW - timedelta(days=1))
    links.filter(pk=house["used"].pk).update(revoked_at=None, answered_at=NOW)
    house["promised"] = _across(by, house.supervisor.pk)
    request_answers.answer(
        request_id=house["promised"].pk, verdict="yes", text="", owner="李工", promised="每天同步一次",
        promised_until=date(2026, 11, 25), by=account(house.supervisor), now=NOW,
    )  # fmt: skip
    house["left"] = _left_behind(house)
    _brought_along(house)
    remark = house.plant("remark of a weekly report", seen_by=SIDES)
    what = {"unit": house.tree.aftersales_1, "author": house.leader}
    figures = [{"source": "service", "kpi": "csat", "value": 0.87, "before": 0.85, "n": 214, "few": False}]
    house["report"] = WeeklyReport.objects.create(
        recipient=house.supervisor, week=date(2026, 11, 9), figures=figures, remark=remark, made_at=NOW, **what
    )
    risks = house.plant("risks of a month", seen_by=SIDES)
    MonthlyStatement.objects.create(month=date(2026, 10, 1), risks=risks, written_at=NOW, **what)


def _left_behind(house: House) -> WorkRequest:
    """Asked by somebody of the leader's team who is not there any more: whoever leads there finishes it."""
    gone = Employee.objects.create(number="K10077", name="何雨", hired_on=NOW.date(), status=Employee.Status.LEFT)
    words = house.plant("facts of a request left behind", seen_by=SIDES)
    return WorkRequest.objects.create(
        direction="across", employee=gone, unit=house.tree.aftersales_1, department="物流部", summary="签收状态晚一天",
        facts=words, proposal="每天同步一次", asked_at=NOW, answer_by=NOW.date(),
    )  # fmt: skip


def _brought_along(house: House) -> None:
    """What agent and leader wrote while they worked for the other client: the leaders there finish it."""
    asked = {"direction": "across", "department": "物流部", "asked_at": NOW, "answer_by": NOW.date()}
    house["before"] = WorkRequest.objects.create(
        employee=house.agent, unit=house.tree.ticketing, summary="改签规则两边不一致", proposal="统一口径",
        facts=house.plant("facts asked at another client", seen_by={"agent", "other_leader"}),
        customer_reply=house.plant("what a customer of another client heard", seen_by={"other_leader"}),
        result="已统一", closed_by=house.other_leader, status="closed", closed_at=NOW, **asked,
    )  # fmt: skip
    house["report before"] = WeeklyReport.objects.create(
        unit=house.tree.ticketing, author=house.leader, recipient=house.other_leader, week=date(2026, 6, 1),
        remark=house.plant("remark at another client", seen_by={"leader", "other_leader"}), made_at=NOW,
    )  # fmt: skip


def _across(by: Account, addressee: int | None) -> WorkRequest:
    return requests.ask_across(
        summary="退款单与仓库签收每天同步", department="物流部", addressee_id=addressee,
        authority="我们可以先行垫付 200 元以内",
        their_need="减少重复核对", facts="本周 31 单退款超过 48 小时", cause="签收状态晚一天同步", cause_code="process",
        proposal="每天 10 点前同步一次", options=OPTIONS, needed_by=date(2026, 11, 30), concerns_customer=True,
        urgent=False, by=by, now=NOW,
    )  # fmt: skip


def _of(name: str, **more: str):  # type: ignore[no-untyped-def]  # a function of the house, as Row takes it
    return lambda house: {"pk": house[name].pk, **{key: house[thing].pk for key, thing in more.items()}}


def _token(state: str):  # type: ignore[no-untyped-def]
    return lambda house: {"token": house[f"{state} token"]}


def _code(state: str):  # type: ignore[no-untyped-def]
    return lambda house: {"code": house[f"{state} code"]}


OUTSIDE = "requests:outside"
ROWS = [
    Row("requests:list", STAFF, faces=("leader",)),
    Row("requests:new_up", STAFF, methods=BOTH),
    Row("requests:new_across", STAFF, methods=BOTH),
    Row("requests:one", SIDES, args=_of("up"), faces=("supervisor",)),
    Row("requests:one", {"leader", "supervisor", "executive"}, args=_of("across"), faces=("leader",)),
    Row("requests:one", SIDES, args=_of("promised"), faces=("leader",)),
    Row("requests:one", SIDES, args=_of("left"), faces=("supervisor",)),
    Row("requests:withdraw", {"leader", "supervisor"}, methods=BOTH, args=_of("left")),
    Row("requests:link_new", {"leader", "supervisor"}, methods=BOTH, args=_of("left"), data={"recipient": "物流部"}),
    Row("requests:one", {"agent", "other_leader"}, args=_of("before"), faces=("agent", "other_leader")),
    Row("requests:close", {"other_leader"}, methods=BOTH, args=_of("before")),
    Row("requests:answer", {"supervisor"}, methods=BOTH, args=_of("up")),
    Row("requests:close", {"leader"}, methods=BOTH, args=_of("promised")),
    Row("requests:withdraw", {"leader"}, methods=BOTH, args=_of("up")),
    Row("requests:link_new", {"leader"}, methods=BOTH, args=_of("across"), data={"recipient": "物流部 赵工"}),
    Row("requests:link_revoke", {"leader"}, methods={"POST"}, args=_of("across", link="open")),
    Row(OUTSIDE, ALL, methods=BOTH, args=_token("open"), data=_code("open"), public=True),
    Row(OUTSIDE, set(), methods=BOTH, args=_token("expired"), data=_code("expired"), public=True, gone=410),
    Row(OUTSIDE, set(), methods=BOTH, args=_token("revoked"), data=_code("revoked"), public=True, gone=410),
    Row(OUTSIDE, set(), methods=BOTH, args=_token("used"), data=_code("used"), public=True, gone=410),
    Row(OUTSIDE, set(), methods=BOTH, args={"token": "another"}, data={"code": "123456"}, public=True),
    Row("requests:reports", READERS, faces=("leader",)),
    Row("requests:report", SIDES, args=_of("report")),
    Row("requests:report", {"leader", "other_leader"}, args=_of("report before"), faces=("leader",)),
    Row("requests:report_remark", set(), methods=BOTH, args=_of("report before")),
    Row("requests:report_remark", {"leader"}, methods=BOTH, args=_of("report")),
    Row("requests:statements", READERS, faces=("leader",)),
    Row("requests:statement_new", {"leader", "other_leader"}, methods=BOTH),
]
