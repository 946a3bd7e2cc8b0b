"""Attacks on the seal: every page of the house as everybody whom it is about, leads, watches or once led."""

from collections.abc import Callable, Iterator
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dengta.domains.communication.models import Grievance
from dengta.domains.communication.selectors import grievances as selectors
from dengta.domains.communication.selectors import todos
from dengta.domains.communication.services import grievances as services
from dengta.domains.people.models import Employee, RoleGrant
from dengta.foundation.access import forget
from tests.access import frame
from tests.access.frame import House
from tests.cast import Tree
from tests.communication.talking import account
from tests.conftest import NOW

pytestmark = pytest.mark.django_db
PAGES = ("step", "outcome", "react", "hand_on", "withdraw")
# Everybody who might look, and is neither the complainant nor the handler of a grievance about the leader.
OUTSIDERS = (
    "peer", "leader", "other_leader", "mentor", "trainer", "planner", "hr", "counsellor", "quality", "executive",
    "client", "auditor", "admin", "stranger",
)  # fmt: skip


@pytest.fixture
def house(hire: Callable[..., Employee], tree: Tree, signed_in: Callable[[Employee], Client]) -> House:
    return frame.move_in(hire, tree, signed_in)


@pytest.fixture
def grievance(house: House) -> Grievance:
    """The agent complains about the leader; the supervisor handles it."""
    what = house.plant("what it says", seen_by={"agent", "supervisor"})
    return services.bring(
        what=what, wish="", accused_id=house.leader.pk, by=account(house.agent), now=timezone.localtime()
    )


def answers(house: House, persona: str, pk: object) -> Iterator[tuple[int, int]]:
    """Status and rough size of every address about this id, opened and posted to."""
    browser = house.browsers[persona]
    yield _shape(browser.get(reverse("grievances:one", args=[pk])))
    for page in PAGES:
        address = reverse(f"grievances:{page}", args=[pk])
        yield _shape(browser.get(address))
        yield _shape(browser.post(address, {"reason": "x", "text": "x", "kind": "note", "outcome": "x"}))


def _shape(answer: HttpResponse) -> tuple[int, int]:
    return answer.status_code, len(answer.content) // 512


@pytest.mark.covers("L11", "R-148", "N3")
def test_what_exists_looks_exactly_like_what_does_not(house: House, grievance: Grievance) -> None:
    for persona in OUTSIDERS:
        found = list(answers(house, persona, grievance.pk))
        assert {status for status, _size in found} == {404}, persona
        assert found == list(answers(house, persona, uuid4())), persona

    grievance.refresh_from_db()
    assert (grievance.status, grievance.steps.count()) == ("open", 1)


@pytest.mark.covers("L11", "N3")
def test_lists_inbox_notices_and_search_are_as_they_were_before(house: House) -> None:
    def seen(persona: str) -> list[str]:
        browser = house.browsers[persona]
        places = ["grievances:list", "todos:inbox", "notify:list", "service:today"]
        pages = [browser.get(reverse(place)).content.decode() for place in places]
        pages += [browser.get(reverse("search"), {"q": word}).content.decode() for word in ("2026", "canary")]
        return [_without_tokens(page) for page in pages]

    before = {persona: seen(persona) for persona in OUTSIDERS}
    what = house.plant("what it says", seen_by={"agent", "supervisor"})
    services.bring(what=what, accused_id=house.leader.pk, by=account(house.agent), now=timezone.localtime())

    for persona in OUTSIDERS:
        assert seen(persona) == before[persona], persona


def _without_tokens(page: str) -> str:
    """The page without what differs at every request."""
    import re

    page = re.sub(r'(csrfmiddlewaretoken" value="|X-CSRFToken": ")[^"]*', "", page)
    return re.sub(r"\d{1,2}:\d{2}(:\d{2})?|nonce=\"[^\"]*\"", "", page)


@pytest.mark.covers("L11")
def test_overdue_lists_of_leaders_never_show_it(house: House, grievance: Grievance) -> None:
    late = NOW.replace(year=2027)

    for persona in ("leader", "supervisor", "hr", "executive"):
        rows = todos.overdue(account(getattr(house, persona)), late)
        assert "grievance.handle" not in set(rows.values_list("kind", flat=True)), persona


@pytest.mark.covers("L11", "N3")
@pytest.mark.parametrize("persona", ["leader", "hr", "executive", "auditor", "admin"])
def test_no_page_of_the_house_shows_a_word_of_it_or_its_number(
    persona: str, house: House, grievance: Grievance
) -> None:
    browser, leaks = house.browsers[persona], []
    browser.raise_request_exception = False
    for room in ("people", "service", "foundation", "todos", "requests", "delegations", "mediations", "grievances"):
        if room not in frame.rooms():
            continue
        for row in frame.rows_of(room):
            if callable(row.args) or row.args or "GET" not in row.methods:
                continue
            text = b"".join(browser.get(row.address(house))).decode(errors="replace")
            leaks += [row.url for secret in (*house.canaries, grievance.number, str(grievance.pk)) if secret in text]

    # The auditor reads the whole record: that something happened to a row, never whose and what.
    allowed = {"people:record"} if persona == "auditor" else set()
    assert set(leaks) <= allowed


@pytest.mark.covers("L11")
def test_the_record_does_not_lead_from_the_case_to_who_complains(house: House, grievance: Grievance) -> None:
    from dengta.foundation.audit.models import AuditEntry

    (entry,) = AuditEntry.objects.filter(object_type="communication.grievance")
    assert (entry.actor_id, entry.subject_id, entry.facts) == (None, None, "{}")


@pytest.mark.covers("L11", "R-148")
def test_the_accused_who_rises_into_the_route_stays_outside(house: House, grievance: Grievance, tree: Tree) -> None:
    leader = account(house.leader)
    RoleGrant.objects.create(account=leader, role="hr", unit=tree.company, valid_from=timezone.localdate())
    RoleGrant.objects.create(account=leader, role="supervisor", unit=tree.qinghe, valid_from=timezone.localdate())
    forget(leader)

    assert list(selectors.grievances(leader)) == []
    # Even where a hand in the database put them there, the right does not follow.
    Grievance.objects.filter(pk=grievance.pk).update(escalated_to=house.leader)
    assert list(selectors.grievances(leader)) == []


@pytest.mark.covers("L11")
def test_a_former_handler_reads_it_no_more(house: House, grievance: Grievance) -> None:
    supervisor = account(house.supervisor)
    assert selectors.grievances(supervisor).get() == grievance
    RoleGrant.objects.filter(account=supervisor).update(valid_to=timezone.localdate())
    forget(supervisor)

    assert list(selectors.grievances(supervisor)) == []


@pytest.mark.covers("L11")
def test_whom_it_is_about_cannot_be_found_out_by_asking_whom_one_may_name(
    house: House, signed_in: Callable[[Employee], Client]
) -> None:
    """The form of an agent finds no more people than their directory, their leaders and HR."""
    form = {"what": "x", "accused_id": house.stranger.number}
    nobody = {"what": "x", "accused_id": "M99999"}
    browser = house.browsers["agent"]

    one, other = (browser.post(reverse("grievances:new"), data) for data in (form, nobody))
    assert one.status_code == other.status_code == 422
    assert not Grievance.objects.exists()


def test_nobody_can_flood_the_house_with_them(house: House) -> None:
    browser = house.browsers["agent"]
    statuses = [browser.post(reverse("grievances:new"), {"what": "x", "accused_id": ""}).status_code for _ in range(11)]

    assert statuses == [302] * 10 + [429]


@pytest.mark.parametrize("rows", [1, 25])
def test_the_list_costs_the_same_for_one_row_and_for_many(
    rows: int, house: House, django_assert_num_queries: Callable[[int], object]
) -> None:
    for number in range(rows):
        Grievance.objects.create(
            number=f"2026-{number:08}", complainant=house.agent, handler=house.leader, what="x", received_at=NOW,
            calm_by=NOW.date(), answer_by=NOW.date(),
        )  # fmt: skip
    browser = house.browsers["agent"]
    browser.get(reverse("grievances:list"))
    with django_assert_num_queries(7):  # type: ignore[attr-defined]
        answer = browser.get(reverse("grievances:list"))
    assert answer.content.decode().count(">2026-0000") == rows
