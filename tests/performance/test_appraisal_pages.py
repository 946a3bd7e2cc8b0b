"""The pages of appraisals as their readers see them."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dengta.domains.communication.selectors import todos
from dengta.domains.people.models import Employee
from dengta.domains.performance.models import Appraisal, Cycle, FrozenScore
from dengta.domains.performance.services import appraisals, objections
from dengta.domains.performance.services.cycles import TALK
from tests.cast import Tree
from tests.conftest import NOW
from tests.costs import one_and_many
from tests.performance.appraising import account, frozen, of, planned, released, scored

SignedIn = Callable[[Employee], Client]


def text(client: Client, name: str, *args: int) -> str:
    page = client.get(reverse(name, args=args))
    assert page.status_code == 200
    return str(page.content.decode())


@pytest.mark.covers("G10", "B6")
def test_the_person_reads_line_by_line_what_counted_and_what_was_missing(
    talking: Cycle, house: dict[str, Employee], signed_in: SignedIn
) -> None:
    page = text(signed_in(house["agent"]), "appraisals:appraisal", of(talking, house["agent"]).pk)

    assert "83.6" in page
    assert "+40.0" in page
    assert "80.0 分 × 50%" in page
    assert "申诉中" in page
    assert 'href="/me/"' in page
    other = text(signed_in(house["peer"]), "appraisals:appraisal", of(talking, house["peer"]).pk)
    assert "其 10% 的权重已按比例分给其他来源" in other


@pytest.mark.covers("G10")
def test_what_waits_leads_to_the_own_appraisal_and_an_objection_to_the_record(
    talking: Cycle, house: dict[str, Employee], signed_in: SignedIn
) -> None:
    client, row = signed_in(house["agent"]), of(talking, house["agent"])
    (todo,) = todos.mine(account(house["agent"])).filter(kind=TALK)
    address = reverse("appraisals:appraisal", args=[row.pk])
    assert client.get(todo.url).headers["Location"] == address
    assert "打开记录" not in client.get(address).content.decode()

    objections.object_to(appraisal_id=row.pk, key="qa", words="录音里有。", by=account(house["agent"]), now=NOW)

    assert "打开记录" in client.get(address).content.decode()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_refusal_stands_on_the_form_in_the_language_of_the_reader(
    talking: Cycle, house: dict[str, Employee], signed_in: SignedIn, language: str
) -> None:
    client = signed_in(house["agent"])
    client.cookies["dt-language"] = language
    row = of(talking, house["agent"])

    page = client.post(
        reverse("appraisals:object", args=[row.pk]), {"key": "qa", "words": ""}, headers={"accept-language": language}
    )

    assert page.status_code == 422
    assert ("请" if language == "zh-hans" else "Please say why") in page.content.decode()


@pytest.mark.covers("R-094")
def test_the_page_of_the_cycle_names_groups_without_any_difference(
    house: dict[str, Employee], tree: Tree, supervisor: Employee, hire: Callable[..., Employee], signed_in: SignedIn
) -> None:
    for number in range(8):
        hire(f"客服{number}", tree.aftersales_1, number=f"K4{number:04}")
    boss = account(supervisor)
    row = frozen(planned(tree.qinghe, boss), boss)
    scored(row, 84.0)
    browser = signed_in(supervisor)
    assert "有小组全员同分" not in text(browser, "appraisals:cycle", row.pk)

    browser.post(reverse("appraisals:calibration", args=[row.pk]))
    assert "有小组全员同分" in text(browser, "appraisals:cycle", row.pk)
    warned = browser.post(reverse("appraisals:release", args=[row.pk]))
    assert warned.status_code == 422
    assert "售后一组" in warned.content.decode()
    assert browser.post(reverse("appraisals:release", args=[row.pk]), {"all_the_same": "on"}).status_code == 302
    row.refresh_from_db()
    assert row.state == Cycle.State.TALKS


def test_the_whole_way_of_an_appraisal_by_its_pages(
    house: dict[str, Employee], tree: Tree, supervisor: Employee, signed_in: SignedIn
) -> None:
    chief, lead, me, hr = (signed_in(one) for one in (supervisor, house["leader"], house["agent"], house["hr"]))
    boss = account(supervisor)
    plan = {
        "unit": tree.qinghe.pk, "title": "第三季度", "starts_on": "2026-07-01", "ends_on": "2026-09-30",
        "scores_until": "2026-11-25", "talks_until": "2026-12-10", "weight_kpi": 50, "weight_qa": 30,
        "weight_leader": 20,
    }  # fmt: skip
    assert chief.post(reverse("appraisals:new_cycle"), plan).status_code == 302
    row = frozen(Cycle.objects.get(), boss)
    scored(row, 86.0)
    released(row, boss)
    one = of(row, house["agent"])

    def go(client: Client, name: str, **data: object) -> None:
        answered = client.post(reverse(f"appraisals:{name}", args=[one.pk]), data)
        assert answered.status_code == 302, answered.content.decode()

    go(me, "part", words="新系统上手慢。")
    go(lead, "part", words="进步明显。", ability_plan="跟听退款专席。")
    go(me, "object", key="qa", words="测试来电。")
    objection = one.objections.get()
    chief.post(reverse("appraisals:answer", args=[objection.pk]), {"upheld": "no", "answer": "已核对。"})
    go(me, "appeal", words="请复核。")
    appeal = one.appeal  # type: ignore[attr-defined]
    decided = {"upheld": "yes", "score": 90, "answer": "记录支持。"}
    assert hr.post(reverse("appraisals:decide_appeal", args=[appeal.pk]), decided).status_code == 302
    me.post(reverse("appraisals:sign", args=[one.pk]) + "?agrees=yes")
    go(chief, "close")

    one.refresh_from_db()
    assert (one.state, one.leader_score, one.agrees) == (Appraisal.State.CLOSED, 90, True)


def _more(cycle: Cycle, rows: int, hire: Callable[..., Employee], like: Appraisal) -> None:
    """So many more people in the cycle, in the same team, and so many more cycles of the one person."""
    for number in range(rows):
        person = hire(f"客服{number}", like.unit, number=f"K4{number:04}")
        one = Appraisal.objects.create(
            cycle=cycle, employee=person, unit=like.unit, leader=like.leader, state="talk", released_at=NOW
        )
        FrozenScore.objects.create(appraisal=one, key="kpi", score=80, n=42)
        year = 2000 + number
        other = Cycle.objects.create(
            unit=cycle.unit, title=f"{year} 年", starts_on=date(year, 1, 1), ends_on=date(year, 3, 31),
            scores_until=date(year, 4, 10), talks_until=date(year, 4, 20), opened_by=cycle.opened_by, created_at=NOW,
            state="talks",
        )  # fmt: skip
        Appraisal.objects.create(
            cycle=other, employee=like.employee, unit=like.unit, leader=like.leader, state="talk", released_at=NOW
        )


def test_lists_cost_the_same_for_one_row_and_for_many(
    talking: Cycle, house: dict[str, Employee], supervisor: Employee, hire: Callable[..., Employee],
    signed_in: SignedIn,
) -> None:  # fmt: skip
    chief, me = signed_in(supervisor), signed_in(house["agent"])
    counts: dict[str, set[int]] = {"cycles": set(), "cycle": set(), "mine": set()}
    for rows in one_and_many():
        _more(talking, rows, hire, of(talking, house["agent"]))
        counts["cycles"].add(_queries(chief, reverse("appraisals:cycles")))
        counts["cycle"].add(_queries(chief, reverse("appraisals:cycle", args=[talking.pk])))
        counts["mine"].add(_queries(me, reverse("appraisals:mine")))

    assert all(len(found) == 1 for found in counts.values()), counts


def _queries(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_table_of_a_cycle_leaves_as_a_file(
    talking: Cycle, house: dict[str, Employee], supervisor: Employee, signed_in: SignedIn, kind: str
) -> None:
    page = signed_in(supervisor).get(reverse("appraisals:cycle", args=[talking.pk]) + f"?format={kind}")

    assert page.status_code == 200
    assert "attachment" in page.headers["content-disposition"]


def test_a_cycle_of_a_period_under_way_says_when_it_can_be_frozen(
    house: dict[str, Employee], tree: Tree, supervisor: Employee, signed_in: SignedIn
) -> None:
    row = planned(tree.qinghe, account(supervisor), ends_on=NOW.date())

    page = text(signed_in(supervisor), "appraisals:cycle", row.pk)

    assert "考核期还没有结束" in page
    assert reverse("appraisals:freeze", args=[row.pk]) not in page


def test_scoring_by_the_page_keeps_what_was_written_when_it_is_refused(
    cycle: Cycle, house: dict[str, Employee], signed_in: SignedIn
) -> None:
    row = of(cycle, house["agent"])

    page = signed_in(house["leader"]).post(reverse("appraisals:score", args=[row.pk]), {"score": "86", "words": ""})

    assert page.status_code == 422
    assert 'value="86' in page.content.decode()
    appraisals.give_score(appraisal_id=row.pk, score=86, words="稳定。", by=account(house["leader"]), now=NOW)


@pytest.mark.covers("G10")
def test_frozen_words_are_read_in_the_language_of_the_reader(
    tree: Tree, agent: Employee, leader: Employee, supervisor: Employee, signed_in: SignedIn
) -> None:
    boss = account(supervisor)
    cycle = frozen(planned(tree.qinghe, boss, weights={"shopper": 60, "leader": 40}), boss)
    scored(cycle, 84.0)
    released(cycle, boss)
    row, client = of(cycle, agent), signed_in(agent)

    for language, words in (("zh-hans", "本周期没有神秘客暗访"), ("en", "There was no mystery visit in this period")):
        page = client.get(reverse("appraisals:appraisal", args=[row.pk]), headers={"accept-language": language})
        assert words in page.content.decode()
