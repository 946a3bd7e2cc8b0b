"""Data health: what is missing, unknown, impossible, stale or restated is named to whoever answers for it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from dengta.domains.people.models import Employee
from dengta.domains.service.models import Contact, Restatement, Source
from dengta.domains.service.selectors import health
from dengta.domains.service.selectors.choices import choices_for
from dengta.foundation.imports import target_named
from tests.access import frame
from tests.access.frame import House
from tests.cast import Tree
from tests.foundation.importing import imported
from tests.service.centre import NOW, TODAY, Centre, at
from tests.service.furniture import furnish_floor


@pytest.fixture
def house(hire: Callable[..., Employee], tree: Tree, signed_in: Callable[[Employee], Client]) -> House:
    house = frame.move_in(hire, tree, signed_in)
    furnish_floor(house)
    return house


@pytest.mark.covers("C8")
def test_the_page_names_every_kind_of_trouble(house: House) -> None:
    page = house.browsers["supervisor"].get(reverse("service:health"), headers={"accept-language": "en"})
    text, context = page.content.decode(), page.context

    assert [state.source.name for state in context["sources"] if state.is_stale] == ["旧工单系统"]
    assert [(gap.queue.name, gap.days) for gap in context["gaps"]] == [("青禾邮件工单", [TODAY - timedelta(days=3)])]
    assert {oddity.key for oddity, _sentence in context["oddities"]} == {"too_long", "wrap_exceeds", "no_topic"}
    # Of a day that a late file changed, the page tells what it was, what it is, and which file it was.
    assert "青禾通话-补.xlsx" in text
    before, after = Restatement.objects.get().changes["answered"]
    assert f"Handled {before} → {after}" in text
    assert after == before + 2


@pytest.mark.covers("C8")
def test_an_answered_contact_without_an_agent_is_named(centre: Centre, supervisor: Employee) -> None:
    centre.add(centre.contact("nobody", agent=None, handle_s=60))

    found = {oddity.key: oddity.count for oddity in health.oddities(supervisor.account, today=TODAY)}
    assert found == {"no_agent": 1}


@pytest.mark.covers("C8")
def test_rows_of_unknown_agents_are_named_to_those_who_may_open_the_import(
    supervisor: Employee, agent: Employee, signed_in: Callable[[Employee], Client]
) -> None:
    text = "工单号,创建时间,坐席,处理时长\nA1,2026-11-16 09:00,K99999,60\nA2,2026-11-16 09:05,K99999,60\n"
    job = imported(text, target_named("service.contacts"), by=supervisor.account)

    (held,) = health.held_back(supervisor.account, now=NOW)
    assert (held.job, held.code, held.count) == (job.pk, "unknown_agent", 2)
    assert health.held_back(supervisor.account, now=NOW + timedelta(days=60)) == []
    assert health.held_back(agent.account, now=NOW) == []
    page = signed_in(supervisor).get(reverse("service:health"), headers={"accept-language": "en"}).content.decode()
    assert reverse("imports:show", args=[job.pk]) in page


@pytest.mark.covers("A2", "C8")
def test_a_leader_sees_the_sources_of_the_house_above_and_none_of_another_client(
    centre: Centre, tree: Tree, supervisor: Employee
) -> None:
    Source.objects.create(name="another client's desk", unit=tree.yunfan)
    Source.objects.create(name="our own desk", unit=tree.aftersales_1)

    names = {state.source.name for state in health.source_states(supervisor.account, now=NOW)}
    assert names == {"desk", "our own desk"}


@pytest.mark.covers("C8")
def test_a_source_that_tells_neither_replies_nor_ends_is_named_once_a_reply_was_promised(
    centre: Centre, supervisor: Employee, agent: Employee, signed_in: Callable[[Employee], Client]
) -> None:
    Source.objects.update(tracks_open=False)

    def named() -> bool:
        page = signed_in(supervisor).get(reverse("service:health"), headers={"accept-language": "en"})
        (state,) = page.context["sources"]
        assert ("Tells neither replies nor ends" in page.content.decode()) == state.hides_replies
        return bool(state.hides_replies)

    centre.add(centre.contact("call", agent=agent.pk, handle_s=60))
    assert not named()
    centre.add(centre.contact("letter", queue=centre.mail.pk, channel=3, agent=agent.pk))
    assert named()
    Source.objects.update(tells_replies=True)
    assert not named()


@pytest.mark.covers("C6", "C8")
def test_a_file_with_a_column_for_the_first_reply_shows_that_its_source_tells_replies(
    tree: Tree, agent: Employee
) -> None:
    target = target_named("service.contacts")
    imported("工单号,渠道,创建时间,坐席\nA1,邮件,2026-11-16 09:00,K10002\n", target)
    assert not Source.objects.get().tells_replies
    imported("工单号,渠道,创建时间,坐席,首响时间\nA2,邮件,2026-11-16 09:00,K10002,\n", target, source="邮箱")

    source = Source.objects.get(name="邮箱")
    assert (source.tells_replies, source.tracks_open) == (True, False)


@pytest.mark.covers("C7")
def test_a_restated_day_is_told_beside_the_figure(
    busy_centre: Centre, supervisor: Employee, signed_in: Callable[[Employee], Client], recount: Callable[[], int]
) -> None:
    li = busy_centre.people["li"]
    busy_centre.add(busy_centre.contact("late", created_at=at(5, 11), agent=li.pk, handle_s=60), origin="import 7")
    recount()
    browser = signed_in(supervisor)

    def page_of(kpi: str) -> str:
        address = f"{reverse('service:rows')}?kpi={kpi}&period=28d"
        return browser.get(address, headers={"accept-language": "en"}).content.decode()

    assert "recounted afterwards" in page_of("answered")
    assert "import from 7" in page_of("answered")
    assert "recounted afterwards" not in page_of("csat")


@pytest.mark.covers("C7")
def test_a_later_file_that_only_closes_a_contact_is_taken_in(tree: Tree, agent: Employee) -> None:
    head = "工单号,渠道,创建时间,坐席,关闭时间\n"
    target = target_named("service.contacts")
    imported(head + "A1,邮件,2026-11-16 09:00,K10002,\n", target)
    assert Contact.objects.get().close_s is None
    job = imported(head + "A1,邮件,2026-11-16 09:00,K10002,2026-11-16 11:00\n", target)

    assert (job.changed, job.duplicate) == (1, 0)
    assert Contact.objects.get().close_s == 7200
    assert imported(head + "A1,邮件,2026-11-16 09:00,K10002,2026-11-16 11:00\n", target).duplicate == 1


def test_only_queues_one_sees_can_miss_a_day(house: House) -> None:
    queues = choices_for(house.other_leader.account).queues

    assert health.missing_days(house.other_leader.account, queues=queues, today=TODAY) == []
