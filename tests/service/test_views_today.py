"""Today: what a leader sees first, what an agent sees first, and what a television may show."""

import html
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from dengta.domains.people.models import Employee, Unit
from dengta.domains.service.models import BoardLink, Queue
from dengta.domains.service.selectors.choices import choices_for
from dengta.domains.service.selectors.course import SlotSums, course_of_day
from dengta.domains.service.selectors.kpis import Unit as Measured
from dengta.domains.service.services.boards import close_board, hash_of, open_board
from dengta.domains.service.services.surveys import NewSurvey, add_surveys
from dengta.domains.service.views.words import interval_text
from dengta.foundation.access import Role
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.errors import NotAllowed
from tests.cast import Tree
from tests.service.centre import NOW, SHANGHAI, TODAY, Centre, at

SignedIn = Callable[[Employee], Client]
Recount = Callable[[], int]


@pytest.fixture(autouse=True)
def _in_english(settings: object) -> None:
    settings.LANGUAGE_CODE = "en"  # type: ignore[attr-defined]  # pytest-django's settings


def _text(body: bytes) -> str:
    """What is to be read on a page: no scripts, no tags, single spaces."""
    plain = re.sub(r"<script.*?</script>", " ", body.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", plain))


def _day(centre: Centre, agent: Employee, *, day: int, good: int, late: int, hour: int = 9) -> None:
    """Calls of one hour: some answered in time, some late."""
    for n in range(good + late):
        centre.add(
            centre.contact(
                f"D{day}-{hour}-{n}",
                created_at=at(day, hour, n % 30),
                agent=agent.pk,
                wait_s=5 if n < good else 60,
                handle_s=300,
            )
        )


@pytest.mark.covers("M1")
def test_today_says_which_half_hour_had_the_lowest_service_level(
    centre: Centre, leader: Employee, agent: Employee, signed_in: SignedIn, recount: Recount
) -> None:
    _day(centre, agent, day=18, good=4, late=8)
    recount()
    page = _text(signed_in(leader).get("/").content)
    assert "Good morning, 周敏" in page
    assert "09:00–09:30 had the lowest service level, 33.3% of 12 contacts" in page


@pytest.mark.covers("M1")
def test_today_is_calm_when_everything_is_within_its_target(
    centre: Centre, leader: Employee, agent: Employee, signed_in: SignedIn, recount: Recount
) -> None:
    _day(centre, agent, day=18, good=12, late=0)
    recount()
    answer = signed_in(leader).get("/")
    assert "Everything is within its target so far." in _text(answer.content)
    assert b"dt-alert--warn" not in answer.content


@pytest.mark.covers("M1", "C6")
def test_each_card_opens_its_definition_and_its_rows(
    centre: Centre, leader: Employee, agent: Employee, signed_in: SignedIn, recount: Recount
) -> None:
    _day(centre, agent, day=18, good=12, late=0)
    recount()
    client = signed_in(leader)
    body = client.get("/").content.decode()
    for key in ("service_level", "offered", "abandonment", "csat", "aht"):
        assert reverse("service:definition", args=[key]) in body
        assert client.get(f"{reverse('service:rows')}?kpi={key}&period=today").status_code == 200


@pytest.mark.covers("M1")
def test_satisfaction_is_called_below_target_only_where_chance_is_excluded(
    centre: Centre, leader: Employee, agent: Employee, signed_in: SignedIn, recount: Recount
) -> None:
    _day(centre, agent, day=17, good=40, late=0)

    def rate(first: int, last: int, grade: int) -> None:
        surveys = [
            NewSurvey(external_id=f"S{n}", contact=f"D17-9-{n}", sent_at=at(17, 12), csat=grade)
            for n in range(first, last)
        ]
        add_surveys(source=centre.source, surveys=surveys, origin="test")
        recount()

    rate(0, 24, 5)
    rate(24, 30, 1)
    assert "Below, may be chance" in _text(signed_in(leader).get("/").content)
    rate(30, 40, 1)
    assert "Satisfaction is below its target by more than chance" in _text(signed_in(leader).get("/").content)


@pytest.mark.covers("A2", "M1")
def test_the_leader_of_another_client_sees_nothing_of_ours(
    centre: Centre, other_leader: Employee, agent: Employee, signed_in: SignedIn, recount: Recount
) -> None:
    _day(centre, agent, day=18, good=4, late=8)
    recount()
    page = _text(signed_in(other_leader).get("/").content)
    assert "lowest service level" not in page
    assert "No service data yet" in page


def test_without_any_data_today_leads_to_the_import(leader: Employee, signed_in: SignedIn) -> None:
    page = signed_in(leader).get("/")
    assert "No service data yet" in _text(page.content)
    assert "/imports/new/service.contacts" in page.content.decode()


@pytest.mark.covers("M1")
def test_usual_is_the_median_of_the_same_weekday_and_quiet_weeks_do_not_count(
    centre: Centre, agent: Employee, recount: Recount
) -> None:
    for day, calls in ((11, 10), (4, 20)):
        _day(centre, agent, day=day, good=calls, late=0)
    _day(centre, agent, day=18, good=3, late=0)
    recount()
    course = course_of_day(agent.account, queues=[centre.hotline.pk], day=TODAY, zone=SHANGHAI, now=NOW)
    nine = next(half for half in course.halves if half.start.hour == 9)
    assert (nine.usual, course.usual_so_far, course.weeks) == (15, 15, 2)
    assert course.so_far.offered == 3


def test_totals_of_half_hours_are_ratios_of_sums() -> None:
    busy = SlotSums(offered=90, waits=90, in_target=45)
    quiet = SlotSums(offered=10, waits=10, in_target=10)
    assert SlotSums.of([busy, quiet]).service_level == 0.55


@pytest.mark.covers("N16")
def test_an_agent_sees_their_own_week_and_never_anybody_else(
    centre: Centre, agent: Employee, peer: Employee, signed_in: SignedIn, recount: Recount
) -> None:
    _day(centre, agent, day=17, good=31, late=0)
    _day(centre, peer, day=17, good=7, late=0, hour=14)
    recount()
    page = _text(signed_in(agent).get("/").content)
    assert "My figures of seven days" in page
    assert re.search(r"Handled 31 ", page)
    assert "陈浩然" not in page


@pytest.mark.covers("G11")
def test_an_agents_small_sample_is_grey_and_says_so(
    centre: Centre, agent: Employee, signed_in: SignedIn, recount: Recount
) -> None:
    _day(centre, agent, day=17, good=5, late=0)
    recount()
    answer = signed_in(agent).get("/")
    assert b"dt-own__value dt-few" in answer.content
    assert "Too few to say anything yet" in _text(answer.content)


def _queries(client: Client, address: str) -> int:
    client.get(address)  # the first visit fills caches of the process
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


@pytest.mark.covers("N14")
def test_today_asks_the_same_number_of_questions_however_much_there_is(
    *,
    centre: Centre,
    leader: Employee,
    agent: Employee,
    hire: Callable[..., Employee],
    tree: Tree,
    signed_in: SignedIn,
    recount: Recount,
) -> None:
    _day(centre, agent, day=18, good=1, late=0)
    recount()
    client = signed_in(leader)
    few = _queries(client, "/")
    for n in range(24):
        colleague = hire(f"同事{n}", tree.aftersales_1)
        centre.add(centre.contact(f"N{n}", created_at=at(18 - n % 9, 9), agent=colleague.pk, wait_s=5, handle_s=60))
    recount()
    assert _queries(client, "/") == few <= 20


@pytest.mark.covers("M1")
def test_what_waits_is_asked_for_by_itself_so_that_no_room_keeps_the_numbers_waiting(
    centre: Centre, leader: Employee, agent: Employee, signed_in: SignedIn, recount: Recount
) -> None:
    _day(centre, agent, day=18, good=1, late=0)
    recount()
    client, address = signed_in(leader), reverse("service:waiting")
    page = client.get("/").content.decode()
    assert f'hx-get="{address}" hx-trigger="load"' in page
    assert f'<a href="{address}">' in page, "without scripts a link leads there"

    refreshed = client.get("/", headers={"HX-Request": "true"}).content.decode()
    assert address not in refreshed, "what refreshes itself brings the list along"
    part = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    for shown in (part, refreshed, client.get(address).content.decode()):
        assert "Today's stand-up of 售后一组" in html.unescape(shown)
    assert _queries(client, address) <= 20


# --- the wallboard and its links -----------------------------------------------------------------


@pytest.fixture
def made(centre: Centre, supervisor: Employee, tree: Tree, agent: Employee, recount: Recount) -> tuple[BoardLink, str]:
    """A link to the board of 青禾电商, for thirty days; ten calls have come in."""
    _day(centre, agent, day=18, good=10, late=0)
    centre.add(centre.contact("theirs", queue=centre.tickets.pk, created_at=at(18, 9)))
    recount()
    assert supervisor.account is not None
    return open_board(unit_id=tree.qinghe.pk, name="二楼", days=30, by=supervisor.account, now=timezone.now())


@pytest.mark.covers("M2")
def test_a_link_shows_the_sums_of_its_unit_without_signing_in_and_no_names(made: tuple[BoardLink, str]) -> None:
    answer = Client().get(reverse("service:board", args=[made[1]]))
    page = _text(answer.content)
    assert answer.status_code == 200
    assert "青禾电商" in page
    assert "hotline" in page
    assert "tickets" not in page
    assert "李佳怡" not in page
    assert answer.headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.covers("M2")
def test_a_link_reaches_no_other_page(made: tuple[BoardLink, str]) -> None:
    visitor = Client()
    visitor.get(reverse("service:board", args=[made[1]]))
    for name in ("today", "wallboard", "intervals", "agents", "csat", "rows"):
        answer = visitor.get(reverse(f"service:{name}"))
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith(reverse("account_login"))


@pytest.mark.covers("M2")
def test_the_token_is_kept_only_as_its_hash(made: tuple[BoardLink, str]) -> None:
    link, token = made
    assert link.token_hash == hash_of(token) != token
    assert len(token) >= 40
    assert not AuditEntry.objects.filter(facts__contains=token).exists()


@pytest.mark.covers("M2")
def test_a_link_ends_when_it_is_closed_and_when_its_time_is_over(
    made: tuple[BoardLink, str], supervisor: Employee
) -> None:
    link, token = made
    address = reverse("service:board", args=[token])
    BoardLink.objects.filter(pk=link.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    assert Client().get(address).status_code == 404
    BoardLink.objects.filter(pk=link.pk).update(expires_at=timezone.now() + timedelta(days=1))
    assert Client().get(address).status_code == 200
    assert supervisor.account is not None
    close_board(link_id=link.pk, by=supervisor.account, now=timezone.now())
    assert Client().get(address).status_code == 404
    verbs = list(AuditEntry.objects.filter(object_type="service.boardlink").values_list("verb", flat=True))
    assert sorted(verbs) == ["service.board_closed", "service.board_opened"]


@pytest.mark.covers("M2")
def test_a_leader_without_the_right_to_take_sums_along_makes_no_link(leader: Employee, tree: Tree) -> None:
    assert leader.account is not None
    with pytest.raises(NotAllowed):
        open_board(unit_id=tree.aftersales_1.pk, name="x", days=1, by=leader.account, now=timezone.now())


@pytest.mark.covers("M2")
def test_a_supervisor_makes_no_link_for_another_client(supervisor: Employee, tree: Tree) -> None:
    assert supervisor.account is not None
    with pytest.raises(NotAllowed):
        open_board(unit_id=tree.yunfan.pk, name="x", days=1, by=supervisor.account, now=timezone.now())


@pytest.mark.covers("M2")
def test_the_address_of_a_new_link_is_shown_once(supervisor: Employee, tree: Tree, signed_in: SignedIn) -> None:
    client = signed_in(supervisor)
    answer = client.post(reverse("service:new_board"), {"unit": tree.qinghe.pk, "name": "二楼", "days": 30})
    shown = re.search(r"/wall/([\w-]{40,})/", answer.content.decode())
    assert shown is not None
    assert Client().get(shown.group(0)).status_code == 200
    assert shown.group(1) not in client.get(reverse("service:boards")).content.decode()


@pytest.mark.covers("M2")
def test_the_board_turns_over_its_queues_and_can_be_held(
    centre: Centre, hire: Callable[..., Employee], tree: Tree, signed_in: SignedIn
) -> None:
    boss = hire("高远", None, role=Role.EXECUTIVE, at=tree.company)
    client = signed_in(boss)
    Queue.objects.create(code="fifth", name="fifth", unit=tree.qinghe)
    first, second = (client.get(f"/wallboard/?turn={n}").content.decode() for n in (1, 2))
    assert "fifth" in first + second
    assert 'hx-get="/wallboard/?turn=2"' in first
    assert "every 20s" not in client.get("/wallboard/?turn=1&hold=1").content.decode()


@pytest.mark.covers("M1")
def test_half_hours_that_lie_ahead_show_what_is_usual_and_no_figure(
    centre: Centre, leader: Employee, agent: Employee, signed_in: SignedIn, recount: Recount
) -> None:
    _day(centre, agent, day=11, good=10, late=0, hour=16)
    _day(centre, agent, day=18, good=3, late=0)
    recount()
    assert "16:00–16:30 – 10 –" in _text(signed_in(leader).get("/").content)


# --- the clock -----------------------------------------------------------------------------------


def test_the_widest_unit_sets_the_clock_and_a_single_team_abroad_only_where_nobody_else_does(
    supervisor: Employee, tree: Tree
) -> None:
    def clock() -> str:
        return choices_for(supervisor.account).clock.key

    Unit.objects.filter(pk=tree.company.pk).update(time_zone="Asia/Tokyo")
    Unit.objects.filter(pk=tree.aftersales_2.pk).update(time_zone="America/New_York")
    assert clock() == "Asia/Tokyo"
    Unit.objects.filter(pk=tree.company.pk).update(time_zone="")
    assert clock() == "America/New_York"
    Unit.objects.filter(pk=tree.qinghe.pk).update(time_zone="Europe/Berlin")
    assert clock() == "Europe/Berlin"


def test_the_interval_of_a_time_begins_no_lower_than_nothing() -> None:
    assert interval_text(Measured.SECONDS, -6064, 4850) == "0:00–1:20:50"
    assert interval_text(Measured.SCORE, -12, 30) == "-12.00–30.00"
