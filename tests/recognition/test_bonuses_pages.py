"""The pages of bonuses, points and payouts: what they cost, and how a leader, HR and the person use them."""

from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dengta.domains.people.models import Employee
from dengta.domains.recognition.models import Bonus, CatalogueItem, ClauseVersion, PayoutList, PointsTransfer
from dengta.domains.recognition.services import payouts, points
from tests.cast import Tree
from tests.conftest import NOW
from tests.costs import one_and_many
from tests.recognition.adopting import account
from tests.recognition.bonuses import DAY, TODAY, Form, promise, rewarded

pytestmark = pytest.mark.django_db
Browser = Callable[[Employee], Client]
Hire = Callable[..., Employee]
Fill = Callable[[int], None]
OCTOBER = date(2026, 10, 1)


@pytest.fixture
def clause(tree: Tree) -> ClauseVersion:
    return promise(tree.company)


@pytest.fixture
def cost(signed_in: Browser) -> Callable[[Employee, str, int], int]:
    """How many queries a list takes; it shows so many rows."""

    def count(reader: Employee, address: str, rows: int) -> int:
        browser = signed_in(reader)
        browser.get(address)
        with CaptureQueriesContext(connection) as queries:
            page = browser.get(address)
        assert len(page.context["page"].rows) == rows
        return len(queries)

    return count


@pytest.mark.parametrize(
    "page", ["own", "given", "team", "waiting", "published", "points", "catalogue", "items", "payouts", "payout"]
)
def test_a_list_costs_the_same_for_one_row_and_for_many(
    page: str, request: pytest.FixtureRequest, cost: Callable[[Employee, str, int], int]
) -> None:
    shelf = Shelf(request)
    costs = set()
    for rows in one_and_many():
        reader, args = shelf.fill(page, rows)
        addresses = {
            "own": reverse("bonuses:own"), "given": reverse("bonuses:given"), "team": reverse("bonuses:team"),
            "waiting": reverse("bonuses:waiting"), "published": reverse("bonuses:published"),
            "points": reverse("bonuses:points"), "catalogue": reverse("bonuses:catalogue"),
            "items": reverse("bonuses:items"), "payouts": reverse("bonuses:payouts"),
            "payout": reverse("bonuses:payout", args=args or [0]),
        }  # fmt: skip
        costs.add(cost(reader, addresses[page], rows))
    assert len(costs) == 1, costs


class Shelf:
    """Fills each list with so many rows, and knows who reads it."""

    def __init__(self, request: pytest.FixtureRequest) -> None:
        # All of them before the first row is written: what is written later is gone for the second round.
        names = ("clause", "agent", "hr", "leader", "tree", "hire", "signed_in")
        self.get = {name: request.getfixturevalue(name) for name in names}.__getitem__

    def fill(self, page: str, rows: int) -> tuple[Employee, list[int]]:
        agent, hr = self.get("agent"), self.get("hr")
        if page in ("own", "given"):
            for _row in range(rows):
                rewarded(agent, Form.HONOUR, 0)
            return (agent if page == "own" else self.get("leader")), []
        if page == "points":
            for _row in range(rows):
                points.credit_reward(reward_id=rewarded(agent, Form.POINTS, 5).pk, now=NOW)
            return agent, []
        if page in ("catalogue", "items"):
            for number in range(rows):
                CatalogueItem.objects.create(
                    unit=self.get("tree").company, title=f"礼品{number}", form="gift", points=50, made_at=NOW
                )
            return (agent if page == "catalogue" else hr), []
        return self.of_bonuses(page, rows, agent, hr)

    def of_bonuses(self, page: str, rows: int, agent: Employee, hr: Employee) -> tuple[Employee, list[int]]:
        leader, tree, hire = self.get("leader"), self.get("tree"), self.get("hire")
        if page in ("waiting", "published"):
            for number in range(rows):
                bonus = Bonus(
                    employee=agent, unit=tree.aftersales_1, clause=ClauseVersion.objects.get(), title="客户来信",
                    known_on=TODAY - (number % 9 + 1) * DAY, noted_by=leader.account, noted_at=NOW,
                )  # fmt: skip
                if page == "published":
                    bonus.state, bonus.form, bonus.public_reason = "given", "cash", "当晚恢复"
                    bonus.proposed_by, bonus.decided_by, bonus.decided_at = leader.account, hr.account, NOW
                    bonus.reward = rewarded(agent)
                bonus.save()
            return (leader if page == "waiting" else agent), []
        if page == "payouts":
            for number in range(rows):
                PayoutList.objects.create(
                    unit=tree.qinghe, month=date(2020 + number // 12, number % 12 + 1, 1), prepared_by=hr.account,
                    prepared_at=NOW,
                )  # fmt: skip
            return hr, []
        people = [agent, *(hire(f"客服{number}", tree.aftersales_1) for number in range(rows - 1))]
        if page == "team":
            return leader, []
        for one in people:
            rewarded(one, on=date(2026, 10, 9))
        row = payouts.prepare_payout(unit_id=tree.qinghe.pk, month=OCTOBER, by=account(hr), now=NOW)
        return hr, [row.pk]


@pytest.mark.covers("R-093", "R-091")
def test_a_leader_rewards_somebody_and_a_second_person_says_yes_on_the_pages(
    clause: ClauseVersion, agent: Employee, leader: Employee, supervisor: Employee, signed_in: Browser
) -> None:
    desk, boss = signed_in(leader), signed_in(supervisor)
    typed = {
        "employee": agent.pk, "clause": clause.pk, "title": "客户来信", "known_on": TODAY, "reason": "耐心",
        "kind": "cash", "amount": 1500, "late_because": "",
    }  # fmt: skip
    refused = desk.post(reverse("bonuses:new"), typed)
    assert refused.status_code == 422
    assert not Bonus.objects.exists()
    assert desk.post(reverse("bonuses:new"), {**typed, "kind": ""}).status_code == 302
    bonus = Bonus.objects.get()
    assert "客户来信" in desk.get(reverse("bonuses:waiting")).content.decode()
    public = {**typed, "public_reason": "当晚恢复服务"}
    assert desk.post(reverse("bonuses:propose", args=[bonus.pk]), public).status_code == 302
    assert desk.post(reverse("bonuses:approve", args=[bonus.pk])).status_code == 404
    assert boss.post(reverse("bonuses:approve", args=[bonus.pk])).status_code == 302

    mine = signed_in(agent)
    assert "¥1,500.00" in mine.get(reverse("bonuses:own")).content.decode()
    published = mine.get(reverse("bonuses:published")).content.decode()
    assert "当晚恢复服务" in published
    assert agent.name not in published.split("<main")[1]


@pytest.mark.covers("H11")
def test_a_payment_that_did_not_come_is_answered_on_the_pages(
    tree: Tree, agent: Employee, hr: Employee, supervisor: Employee, signed_in: Browser
) -> None:
    rewarded(agent, on=date(2026, 10, 9))
    row = payouts.prepare_payout(unit_id=tree.qinghe.pk, month=OCTOBER, by=account(supervisor), now=NOW)
    payouts.approve_payout(payout_id=row.pk, by=account(hr), now=NOW)
    payouts.enter_paid(payout_id=row.pk, paid_on=TODAY, by=account(supervisor), now=NOW)
    line = row.lines.get()
    mine, desk, list_page = signed_in(agent), signed_in(hr), reverse("bonuses:payout", args=[row.pk])
    address = reverse("bonuses:answer_missing", args=[line.pk])
    assert desk.get(address).status_code == 404, "nobody asked"
    assert mine.post(reverse("bonuses:missing", args=[line.pk]), {"said": "没到账"}).status_code == 302
    assert reverse("bonuses:missing", args=[line.pk]) not in mine.get(reverse("bonuses:own")).content.decode()
    assert address in desk.get(list_page).content.decode()
    assert "没到账" in desk.get(address).content.decode()

    typed = {"answer": "卡号已改", "pays_on": TODAY + 2 * DAY}
    assert mine.post(address, typed).status_code == 404
    assert desk.post(address, typed).status_code == 302

    assert address not in desk.get(list_page).content.decode()
    own = mine.get(reverse("bonuses:own")).content.decode()
    for words in ("卡号已改", reverse("bonuses:missing", args=[line.pk]), reverse("bonuses:received", args=[line.pk])):
        assert words in own


@pytest.mark.covers("H11")
def test_the_list_goes_to_pay_as_a_file_in_which_no_cell_is_a_formula(
    tree: Tree, agent: Employee, hr: Employee, supervisor: Employee, signed_in: Browser
) -> None:
    Employee.objects.filter(pk=agent.pk).update(name='=HYPERLINK("x")')
    rewarded(agent, on=date(2026, 10, 9))
    row = payouts.prepare_payout(unit_id=tree.qinghe.pk, month=OCTOBER, by=account(supervisor), now=NOW)
    browser, address = signed_in(hr), reverse("bonuses:payout", args=[row.pk])

    asked = browser.get(address, {"format": "csv"})
    browser.post(asked.headers["Location"], {"reason": "发薪"})
    answer = browser.get(address, {"format": "csv"})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    assert "200" in text
    assert '"=HYPERLINK' not in text
    assert ",=HYPERLINK" not in text
    assert signed_in(supervisor).get(address, {"format": "xlsx"}).status_code == 404
    assert browser.post(reverse("bonuses:approve_payout", args=[row.pk]), {"over_because": ""}).status_code == 302


@pytest.mark.covers("H9")
def test_the_person_redeems_on_the_page_and_a_page_sent_twice_takes_points_once(
    tree: Tree, agent: Employee, signed_in: Browser
) -> None:
    item = CatalogueItem.objects.create(unit=tree.company, title="保温杯", form="gift", points=60, made_at=NOW)
    points.credit_reward(reward_id=rewarded(agent, Form.POINTS, 150).pk, now=NOW)
    browser, sent = signed_in(agent), {"token": str(uuid4())}

    assert "保温杯" in browser.get(reverse("bonuses:catalogue")).content.decode()
    for _twice in range(2):
        assert browser.post(reverse("bonuses:redeem", args=[item.pk]), sent).status_code == 302
    assert PointsTransfer.objects.filter(kind="redeemed").count() == 1
    refused = [browser.post(reverse("bonuses:redeem", args=[item.pk]), {"token": str(uuid4())}) for _time in range(2)]
    assert [answer.status_code for answer in refused] == [302, 422]
