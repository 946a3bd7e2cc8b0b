"""Reports: every figure opens its rows, small samples are grey, a table leaves as it stands, Back works."""

import csv
import io
import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from dengta.domains.people.models import Employee
from dengta.domains.service.models import Contact, Contest, QueueInterval, SavedView
from dengta.domains.service.selectors.comparison import teams_compared
from dengta.domains.service.selectors.interval_table import interval_table
from dengta.domains.service.selectors.kpis import registered_kpis
from dengta.domains.service.selectors.slices import Slice
from dengta.domains.service.views import grouped as grouping
from dengta.foundation.audit.models import AuditEntry
from tests.cast import Tree
from tests.service.centre import SHANGHAI, TODAY, Centre, at, rated, served

SignedIn = Callable[[Employee], Client]
Hire = Callable[..., Employee]
Recount = Callable[[], int]


@pytest.fixture(autouse=True)
def _in_english(settings: object) -> None:
    settings.LANGUAGE_CODE = "en"  # type: ignore[attr-defined]  # pytest-django's settings


def _text(body: bytes) -> str:
    """What is to be read on a page."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body.decode()))


def _table(body: bytes) -> list[list[str]]:
    """The cells of the body of the first table of a page."""
    inner = body.decode().split("<tbody>")[1].split("</tbody>")[0]
    rows = re.findall(r"<tr.*?</tr>", inner, flags=re.DOTALL)
    cells = [re.findall(r"<t[hd].*?</t[hd]>", row, flags=re.DOTALL) for row in rows]
    return [[_text(cell.encode()).strip() for cell in row] for row in cells]


# --- intervals -----------------------------------------------------------------------------------


@pytest.mark.covers("C3")
def test_interval_totals_are_ratios_of_sums_in_every_step_length(
    centre: Centre, leader: Employee, agent: Employee, signed_in: SignedIn, recount: Recount
) -> None:
    for n in range(9):
        centre.add(centre.contact(f"a{n}", created_at=at(16, 9, n), agent=agent.pk, wait_s=90, handle_s=100))
    centre.add(centre.contact("b", created_at=at(16, 9, 50), agent=agent.pk, wait_s=5, handle_s=1100))
    recount()
    client = signed_in(leader)
    for minutes in (15, 30, 60):
        body = client.get(f"{reverse('service:intervals')}?day=2026-11-16&minutes={minutes}").content.decode()
        foot = _text(body.split("<tfoot>")[1].split("</tfoot>")[0].encode())
        assert foot.split() == ["Total", "10", "10", "0", "10.0%", "3:20", "1:30"]
        assert body.count('scope="row"') == {15: 3, 30: 3, 60: 2}[minutes]


@pytest.mark.covers("C3")
def test_what_the_telephone_system_reported_stands_instead_of_our_own_count(
    centre: Centre, agent: Employee, recount: Recount
) -> None:
    centre.add(centre.contact("a", created_at=at(16, 9, 1), agent=agent.pk, wait_s=5, handle_s=100))
    recount()
    quarter = int(at(16, 9).timestamp()) // 900
    QueueInterval.objects.create(
        source=centre.source, queue=centre.hotline, channel=1, quarter=quarter, minutes=30, offered=12, answered=11,
        abandoned=1, in_target=9,
    )  # fmt: skip
    half = interval_table(agent.account, queues=[centre.hotline.pk], day=at(16, 9).date(), zone=SHANGHAI, minutes=30)
    assert (half.total.offered, half.total.in_target, half.total.queued) == (12, 9, 12)
    # A reported half hour cannot be cut into quarters: there our own count stands.
    quarters = interval_table(
        agent.account, queues=[centre.hotline.pk], day=at(16, 9).date(), zone=SHANGHAI, minutes=15
    )
    assert quarters.total.offered == 1


@pytest.mark.covers("C3")
def test_queues_of_another_client_are_in_no_interval(
    busy_centre: Centre, other_leader: Employee, signed_in: SignedIn
) -> None:
    body = signed_in(other_leader).get(f"{reverse('service:intervals')}?day=2026-11-04&by=queue").content
    assert [row[0] for row in _table(body)] == ["tickets"]


# --- figures with their samples ------------------------------------------------------------------


@pytest.mark.covers("G11")
def test_small_samples_are_grey_and_always_behind_the_others(
    *, centre: Centre, leader: Employee, agent: Employee, peer: Employee, signed_in: SignedIn, recount: Recount
) -> None:
    served(centre, agent, n=40, handle_s=300)
    served(centre, peer, n=3, handle_s=10)
    recount()
    client = signed_in(leader)
    for sort in ("aht", "-aht"):
        answer = client.get(f"{reverse('service:agents')}?period=7d&sort={sort}")
        assert [row[0].split()[1] for row in _table(answer.content)] == ["李佳怡", "陈浩然"]
    grey = re.findall(r'class="dt-number dt-few" data-l="Average handling time"', answer.content.decode())
    assert len(grey) == 1


def test_more_agents_than_are_sorted_offer_no_order_by_a_figure_and_say_how_to_get_one(
    *,
    centre: Centre,
    leader: Employee,
    agent: Employee,
    peer: Employee,
    signed_in: SignedIn,
    recount: Recount,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for one in (agent, peer):
        served(centre, one, n=2)
    recount()
    client, address = signed_in(leader), f"{reverse('service:agents')}?period=7d"
    offered = {}
    for most in (2, 1):
        monkeypatch.setattr(grouping, "MOST_SORTED", most)
        body = client.get(address).content
        offered[most] = ("sort=aht" in body.decode(), "Narrow the table" in _text(body))
    assert offered == {2: (True, False), 1: (False, True)}


def test_a_page_that_no_database_can_count_to_is_the_first_one(
    *, centre: Centre, leader: Employee, agent: Employee, signed_in: SignedIn, recount: Recount
) -> None:
    served(centre, agent, n=2)
    recount()
    client, address = signed_in(leader), f"{reverse('service:agents')}?period=7d"
    for page in ("2", "9" * 18, "9" * 19, "9" * 400):
        answer = client.get(f"{address}&page={page}")
        assert [row[0].split()[1] for row in _table(answer.content)] == ["李佳怡"]


@pytest.mark.covers("C6", "M9")
def test_a_figure_opens_exactly_the_rows_it_counts(
    *, centre: Centre, leader: Employee, agent: Employee, peer: Employee, signed_in: SignedIn, recount: Recount
) -> None:
    served(centre, agent, n=40)
    rated(centre, agent, satisfied=20, answers=32, sent=36)
    served(centre, peer, n=5)
    recount()
    client = signed_in(leader)
    body = client.get(f"{reverse('service:csat')}?period=7d&by=agent").content.decode()
    found = re.search(r'href="([^"]*kpi=csat&amp;?[^"]*)"', body) or re.search(r'href="([^"]*kpi=csat[^"]*)"', body)
    assert found is not None
    address = found.group(1).replace("&amp;", "&")
    assert "of 32 entries" in _text(client.get(address).content)
    assert "of 20 entries" in _text(client.get(f"{address}&part=numerator").content)
    assert "62.5%" in _text(client.get(address).content)


@pytest.mark.covers("C6")
def test_satisfaction_of_a_team_is_the_ratio_of_sums_with_its_interval_and_response(
    *, centre: Centre, leader: Employee, agent: Employee, peer: Employee, signed_in: SignedIn, recount: Recount
) -> None:
    served(centre, agent, n=60)
    rated(centre, agent, satisfied=54, answers=60, sent=60)
    served(centre, peer, n=20)
    rated(centre, peer, satisfied=2, answers=10, sent=20)
    recount()
    (row,) = _table(signed_in(leader).get(f"{reverse('service:csat')}?period=7d").content)
    # 56 of 70, not the mean of 90 % and 20 %; Wilson's interval; 70 of 80 asked.
    assert row == ["售后一组", "80.0%", "69.2–87.7%", "70", "87.5%", "Below, may be chance"]


def test_a_queue_left_over_in_the_address_narrows_neither_topics_nor_their_rows(
    busy_centre: Centre, supervisor: Employee, signed_in: SignedIn
) -> None:
    queue = busy_centre.hotline.pk
    period = "period=custom&start=2026-11-02&end=2026-11-15"
    page = signed_in(supervisor).get(f"{reverse('service:csat')}?{period}&by=type&queue={queue}").content.decode()
    links = re.findall(r'href="([^"]*/service/rows/[^"]*)"', page)

    assert links
    assert not [link for link in links if "queue=" in link]


def test_figures_that_still_change_say_so_and_until_when(
    *, centre: Centre, leader: Employee, agent: Employee, signed_in: SignedIn, recount: Recount
) -> None:
    served(centre, agent, n=40)
    rated(centre, agent, satisfied=40, answers=40, sent=40)
    recount()
    client = signed_in(leader)
    young = client.get(f"{reverse('service:csat')}?period=7d&by=day").content.decode()
    old = "period=custom&start=2026-11-02&end=2026-11-09"

    # What was sent today, on the 18th, may be answered for two days more.
    assert "Not mature yet: Satisfaction until 20 Nov, Survey response until 20 Nov." in young
    assert [row[1] for row in _table(young.encode())] == ["≈ 100.0%"]
    assert "Not mature yet" not in client.get(f"{reverse('service:csat')}?{old}").content.decode()
    assert "Not mature yet" in client.get(f"{reverse('service:rows')}?kpi=csat&period=7d").content.decode()
    assert "Not mature yet" in client.get(f"{reverse('service:teams')}?kpi=csat").content.decode()


@pytest.mark.covers("M9")
@pytest.mark.parametrize("by", ["unit", "agent", "type", "queue", "channel", "day"])
def test_satisfaction_can_be_turned_every_way(
    busy_centre: Centre, supervisor: Employee, signed_in: SignedIn, by: str
) -> None:
    address = f"{reverse('service:csat')}?period=custom&start=2026-11-02&end=2026-11-15&by={by}"
    rows = _table(signed_in(supervisor).get(address).content)
    assert rows
    assert not any("赵磊" in cell or "tickets" in cell or "票务组" in cell for row in rows for cell in row)


@pytest.mark.covers("A2")
def test_a_single_agents_figures_are_never_shown_to_a_colleague(
    busy_centre: Centre, hire: Hire, signed_in: SignedIn
) -> None:
    client = signed_in(busy_centre.people["chen"])
    address = f"{reverse('service:agents')}?period=custom&start=2026-11-02&end=2026-11-15"
    assert [row[0].split()[1] for row in _table(client.get(address).content)] == ["陈浩然"]
    assert client.get(reverse("service:strengths", args=[busy_centre.people["li"].pk])).status_code == 404


@pytest.mark.covers("M9")
def test_what_is_on_screen_leaves_as_a_file(busy_centre: Centre, supervisor: Employee, signed_in: SignedIn) -> None:
    client = signed_in(supervisor)
    address = f"{reverse('service:agents')}?period=custom&start=2026-11-02&end=2026-11-15"
    shown = [row[0].split()[1] for row in _table(client.get(address).content)]
    answer = client.get(f"{address}&format=csv")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    taken = list(csv.DictReader(io.StringIO(text)))
    assert [row["Agent"] for row in taken] == shown == ["陈浩然", "何雨", "李佳怡"]
    assert int(taken[2]["Average handling time (n)"]) > 0


@pytest.mark.covers("M9")
def test_a_filter_is_kept_under_a_name_for_oneself_alone(
    busy_centre: Centre, supervisor: Employee, leader: Employee, signed_in: SignedIn
) -> None:
    client = signed_in(supervisor)
    answer = client.post(
        reverse("service:views", args=["csat"]), {"name": "按主题", "query": "period=13w&by=type&page=3"}
    )
    assert answer.headers["Location"] == f"{reverse('service:csat')}?period=13w&by=type"
    assert "按主题" in client.get(reverse("service:views", args=["csat"])).content.decode()
    assert "按主题" not in signed_in(leader).get(reverse("service:views", args=["csat"])).content.decode()
    view = SavedView.objects.get()
    assert signed_in(leader).post(reverse("service:drop_view", args=[view.pk])).status_code == 404
    client.post(reverse("service:drop_view", args=[view.pk]))
    assert not SavedView.objects.exists()


@pytest.mark.covers("C6")
def test_htmx_gets_the_report_alone_and_a_browser_the_whole_page(
    busy_centre: Centre, leader: Employee, signed_in: SignedIn
) -> None:
    client = signed_in(leader)
    part = client.get(reverse("service:csat"), headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert 'id="filters"' in part
    assert "<html" in client.get(reverse("service:csat")).content.decode()


@pytest.mark.covers("M9")
def test_the_states_behind_an_occupancy_have_columns_of_their_own(
    busy_centre: Centre, supervisor: Employee, signed_in: SignedIn
) -> None:
    body = signed_in(supervisor).get(f"{reverse('service:rows')}?kpi=occupancy&period=28d").content.decode()
    assert re.findall(r'<th scope="col">([^<]+)</th>', body) == ["Status", "When", "Agent", "How long"]


# --- teams, like with like -----------------------------------------------------------------------


@pytest.mark.covers("G12")
def test_a_team_with_harder_work_is_not_called_worse(
    *, centre: Centre, supervisor: Employee, agent: Employee, hire: Hire, tree: Tree, recount: Recount
) -> None:
    he = hire("何雨", tree.aftersales_2)
    # Both take 200 s for advice and 800 s for refunds; one team gets nearly only refunds.
    for who, refunds, advice in ((agent, 90, 30), (he, 30, 90)):
        served(centre, who, n=refunds, handle_s=800, mark="R", type=centre.refunds.pk)
        served(centre, who, n=advice, handle_s=200, mark="A", type=centre.advice.pk)
    recount()
    assert supervisor.account is not None
    where = Slice(start=at(16, 0).date(), end=TODAY)
    one, two = teams_compared(supervisor.account, kpi="aht", where=where, minimum=30)
    assert (one.raw, two.raw) == (650, 350)
    assert one.adjusted == two.adjusted == 500
    assert one.is_noise
    assert two.is_noise


@pytest.mark.covers("G12")
def test_a_real_difference_is_said_and_a_thin_one_is_not_judged(
    *,
    centre: Centre,
    supervisor: Employee,
    agent: Employee,
    hire: Hire,
    tree: Tree,
    signed_in: SignedIn,
    recount: Recount,
) -> None:
    he = hire("何雨", tree.aftersales_2)
    served(centre, agent, n=100)
    rated(centre, agent, satisfied=95, answers=100, sent=100)
    served(centre, he, n=100)
    rated(centre, he, satisfied=60, answers=100, sent=100)
    recount()
    page = _text(signed_in(supervisor).get(f"{reverse('service:teams')}?period=7d").content)
    assert "售后一组, 售后二组 really differ" in page
    assert "Really better" in page
    assert "Really lower" in page


# --- objections and corrections ------------------------------------------------------------------


@pytest.mark.covers("R-015")
def test_an_agent_objects_to_a_contact_and_reads_the_answer(
    centre: Centre, agent: Employee, supervisor: Employee, signed_in: SignedIn, recount: Recount
) -> None:
    served(centre, agent, n=1)
    recount()
    contact = Contact.objects.get()
    client = signed_in(agent)
    assert "I disagree" in _text(client.get(reverse("service:contact", args=[contact.pk])).content)
    client.post(reverse("service:contest", args=[contact.pk]), {"reason": "系统没有挂断"})
    boss = signed_in(supervisor)
    assert "李佳怡 disagrees with a figure" in _text(boss.get(reverse("service:waiting")).content)
    contest = Contest.objects.get()
    boss.post(reverse("service:answer", args=[contest.pk]), {"answer": "已核实", "upheld": "yes"})
    page = _text(client.get(reverse("service:contact", args=[contact.pk])).content)
    assert "Answer: 已核实" in page


@pytest.mark.covers("R-015")
def test_an_empty_objection_comes_back_with_its_form(
    centre: Centre, agent: Employee, signed_in: SignedIn, recount: Recount
) -> None:
    served(centre, agent, n=1)
    answer = signed_in(agent).post(reverse("service:contest", args=[Contact.objects.get().pk]), {"reason": " "})
    assert answer.status_code == 422
    assert not Contest.objects.exists()


@pytest.mark.covers("R-015")
def test_a_correction_needs_a_reason_and_shows_in_the_history(
    centre: Centre, agent: Employee, supervisor: Employee, signed_in: SignedIn, recount: Recount
) -> None:
    served(centre, agent, n=1, handle_s=300)
    contact = Contact.objects.get()
    client = signed_in(supervisor)
    address = reverse("service:correct", args=[contact.pk])
    changed = {"handle_s": 120, "wrap_s": "", "transfers": 0}
    assert client.post(address, {**changed, "reason": ""}).status_code == 422
    contact.refresh_from_db()
    assert contact.handle_s == 300
    client.post(address, {**changed, "reason": "忘记挂断"})
    contact.refresh_from_db()
    assert contact.handle_s == 120
    assert AuditEntry.objects.filter(verb="service.contact_corrected").count() == 1
    page = _text(signed_in(agent).get(reverse("service:contact", args=[contact.pk])).content)
    assert "Corrected by hand: 忘记挂断" in page


# --- data health and the dictionary --------------------------------------------------------------


@pytest.mark.covers("C8")
def test_data_health_names_missing_days_stale_sources_and_impossible_facts(
    centre: Centre, supervisor: Employee, agent: Employee, signed_in: SignedIn, recount: Recount
) -> None:
    for day in (*range(1, 9), *range(10, 18)):
        centre.add(centre.contact(f"d{day}", created_at=at(day, 9), agent=agent.pk, wait_s=5, handle_s=60))
    centre.add(centre.contact("odd", created_at=at(16, 9), agent=agent.pk, handle_s=60, wrap_s=90))
    recount()
    page = _text(signed_in(supervisor).get(reverse("service:health")).content)
    assert "hotline" in page
    assert "9 Nov 2026" in page
    assert "10 Nov 2026" not in page
    assert "After-contact work longer than the whole handling · 1 odd" in page


@pytest.mark.covers("C6")
def test_every_registered_figure_has_its_page_in_the_dictionary(leader: Employee, signed_in: SignedIn) -> None:

    client = signed_in(leader)
    overview = client.get(reverse("service:dictionary")).content.decode()
    for kpi in registered_kpis():
        assert reverse("service:definition", args=[kpi.key]) in overview
        assert str(kpi.formula) in _text(client.get(reverse("service:definition", args=[kpi.key])).content).replace(
            "&#x27;", "'"
        )
    assert client.get(reverse("service:definition", args=["nonsense"])).status_code == 404
