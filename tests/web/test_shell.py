"""The shell: menus by permission, search, preferences, calm pages for faults."""

import re
from collections.abc import Callable

import pytest
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.urls import reverse

from dengta.domains.people.models import Account, Employee
from dengta.web import navigation, search
from dengta.web.navigation import Entry, Tab

SignedIn = Callable[[Employee], Client]


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """A house without rooms: whatever a test registers is gone afterwards."""
    for registry in ("_entries", "_tabs", "_bell", "_viewer"):
        monkeypatch.setattr(navigation, registry, [])
    monkeypatch.setattr(search, "_providers", {})


def at(path: str) -> HttpRequest:
    return RequestFactory().get(path)


def entry(url_name: str = "styleguide", section: str = "team", **more: object) -> Entry:
    return Entry(section=section, label=url_name, url_name=url_name, icon="users", **more)  # type: ignore[arg-type]


def test_a_section_appears_when_a_room_puts_a_page_into_it(bare: None) -> None:
    assert navigation.sections(at("/")) == []

    navigation.register(entry())

    assert [section.key for section in navigation.sections(at("/"))] == ["team"]


def test_a_page_that_one_may_not_see_is_not_in_the_menu(bare: None) -> None:
    navigation.register(entry(visible=lambda request: False))

    assert navigation.sections(at("/")) == []


def test_sections_keep_the_order_of_the_house_whatever_rooms_register_first(bare: None) -> None:
    navigation.register(entry("search", "service"))
    navigation.register(entry("styleguide", "today"))

    assert [section.key for section in navigation.sections(at("/"))] == ["today", "service"]


def test_what_waits_for_the_reader_is_counted_on_the_section(bare: None) -> None:
    navigation.register(entry("search", count=lambda request: 2))
    navigation.register(entry("styleguide", count=lambda request: 1))

    assert navigation.sections(at("/"))[0].count == 3


def test_the_nearest_page_above_is_the_current_one(bare: None) -> None:
    navigation.register(entry("styleguide"))
    navigation.register(entry("styleguide-form"))
    shown = navigation.entries(at("/styleguide/form/12"), "team")

    assert [page.url for page in shown if page.current] == ["/styleguide/form"]


def test_a_page_under_another_is_a_tab_of_it_and_stands_in_the_menu_of_whoever_may_not_see_that_one(bare: None) -> None:
    navigation.register(entry("styleguide", count=lambda request: 1))
    navigation.register(entry("styleguide-form", under="styleguide", count=lambda request: 2))
    (shown,) = navigation.sections(at("/styleguide/form"))[0].entries

    assert (shown.url, shown.current, shown.count) == ("/styleguide", True, 3)
    assert [(page.url, page.current) for page in shown.tabs] == [("/styleguide", False), ("/styleguide/form", True)]
    assert navigation.tabs_here(at("/styleguide/form")) == shown.tabs
    assert navigation.tabs_here(at("/styleguide/form/12")) == (), "a page below has a way back instead"

    navigation._entries[:] = [one for one in navigation._entries if one.under]
    assert [page.url for page in navigation.sections(at("/"))[0].entries] == ["/styleguide/form"]


def test_every_page_under_another_names_one_of_its_section() -> None:
    known = {(one.section, one.url_name) for one in navigation._entries}
    # The own menu has pages that are tabs elsewhere.
    lost = [one for one in navigation._entries if one.under and (one.section, one.under) not in known]
    assert {one.section for one in lost} <= {navigation.OWN_MENU}


def test_no_section_is_longer_than_a_glance() -> None:
    for section in navigation.SECTIONS:
        tops = [one for one in navigation._entries if one.section == section.key and not one.under]
        assert len(tops) <= 10, [str(one.label) for one in tops]


def test_the_same_page_twice_or_an_unknown_section_is_a_bug(bare: None) -> None:
    navigation.register(entry())
    with pytest.raises(ValueError, match="already"):
        navigation.register(entry())
    with pytest.raises(ValueError, match="no section"):
        navigation.register(entry(section="kitchen"))


def test_phones_get_five_tabs_that_the_reader_may_see_and_the_own_page_keeps_the_last_place(bare: None) -> None:
    for place in range(8):
        hidden = place == 0
        navigation.register_tab(
            Tab(
                label=str(place),
                url_name="search",
                icon="x",
                order=place,
                visible=lambda request, hidden=hidden: not hidden,
            )
        )

    assert [str(tab.label) for tab in navigation.tabs(at("/"))] == ["1", "2", "3", "4", "7"]


def test_a_tab_is_current_on_the_pages_below_it(bare: None) -> None:
    navigation.register_tab(Tab(label="guide", url_name="styleguide", icon="x", order=1))
    navigation.register_tab(Tab(label="form", url_name="styleguide-form", icon="x", order=2))

    assert [str(tab.label) for tab in navigation.tabs(at("/styleguide/form/3")) if tab.current] == ["form"]


def _tabs_of(client: Client) -> list[str]:
    bar = client.get(reverse("people:list")).content.decode().partition('class="dt-tabs"')[2].partition("</nav>")[0]
    return re.findall(r'<a href="([^"]+)"', bar)


def test_an_agent_gets_five_tabs_of_what_is_about_them_and_each_one_opens(signed_in: SignedIn, agent: Employee) -> None:
    client = signed_in(agent)
    tabs = _tabs_of(client)

    assert tabs == ["/", "/for-me/", "/me/strengths/", "/service/objections/", "/me/"]
    assert [client.get(tab).status_code for tab in tabs] == [200] * 5


def test_a_leader_gets_the_tabs_of_the_sections_that_work_and_the_own_page(
    signed_in: SignedIn, leader: Employee
) -> None:
    client = signed_in(leader)
    tabs = _tabs_of(client)

    assert tabs == ["/", "/people/", "/library/", "/service/intervals/", "/me/"]
    assert [client.get(tab).status_code for tab in tabs] == [200] * 5


def test_without_tabs_phones_get_four_sections_and_the_own_page(bare: None) -> None:
    for section in ("today", "team", "schedule", "service", "performance"):
        navigation.register(entry("search", section))
    navigation.register(entry("styleguide", navigation.OWN_MENU))
    shown = navigation.tabs(at("/"))

    assert [str(tab.icon) for tab in shown] == [
        "building-lighthouse",
        "calendar-time",
        "users",
        "headset",
        "user-circle",
    ]
    assert shown[-1].url == "/styleguide"


def test_search_finds_pages_and_what_rooms_offer(bare: None) -> None:
    navigation.register(entry())
    search.register("people", lambda request, query: [search.Hit(title=f"found {query}", url="/p/1")], label="People")
    groups = search.find(at("/"), "style")

    assert [[str(hit.title) for hit in group.hits] for group in groups] == [["styleguide"], ["found style"]]


def test_an_empty_search_asks_no_room(bare: None) -> None:
    search.register("people", lambda request, query: pytest.fail("asked"), label="People")

    assert search.find(at("/"), "  ") == []


def test_a_room_shows_at_most_eight_hits(bare: None) -> None:
    search.register("people", lambda request, query: [search.Hit(title="x", url="/")] * 20, label="People")

    assert len(search.find(at("/"), "x")[0].hits) == search.HITS_PER_PROVIDER


def test_the_palette_gets_a_fragment_and_the_browser_a_page(signed_in: SignedIn, leader: Employee) -> None:
    client = signed_in(leader)
    fragment = client.get("/search?q=zzzz", headers={"HX-Request": "true"})
    whole = client.get("/search?q=zzzz")

    assert b"<html" not in fragment.content
    assert b"<html" in whole.content
    assert fragment.headers["Vary"].count("HX-Request") == 1


def test_light_and_dark_differ_by_one_attribute_and_the_choice_in_the_menu(
    signed_in: SignedIn, leader: Employee
) -> None:
    client = signed_in(leader)
    lines = {}
    for theme in ("light", "dark"):
        client.cookies["dengta_theme"] = theme
        lines[theme] = client.get("/").content.decode().splitlines()
    pairs = zip(lines["light"], lines["dark"], strict=True)
    differing = [pair for pair in pairs if pair[0] != pair[1] and "csrf" not in pair[0].lower()]
    rest = [pair for pair in differing if not all("theme" in line for line in pair)]

    assert 'data-theme="dark"' in differing[0][1]
    assert rest == [], "the page gate lets a page turn dark where it stands"


def test_theme_and_language_are_kept_by_post_and_written_by_the_server(signed_in: SignedIn, leader: Employee) -> None:
    client = signed_in(leader)
    answer = client.post(reverse("preferences"), {"theme": "dark", "next": "/styleguide"})
    client.post(reverse("preferences"), {"language": "en"})
    page = client.get("/styleguide").content.decode()

    assert answer.headers["Location"] == "/styleguide"
    assert 'lang="en" data-theme="dark"' in page


def test_preferences_work_before_signing_in_and_never_lead_elsewhere(client: Client, db: None) -> None:
    answer = client.post(reverse("preferences"), {"language": "en", "next": "https://elsewhere.example/"})

    assert answer.headers["Location"] == "/"
    assert client.cookies["django_language"].value == "en"


def test_unknown_preferences_change_nothing(client: Client, db: None) -> None:
    client.post(reverse("preferences"), {"theme": "pink", "language": "xx"})

    assert not client.cookies


def test_a_get_never_changes_a_preference(client: Client, db: None) -> None:
    assert client.get(reverse("preferences"), {"theme": "dark"}).status_code == 405


def test_single_key_shortcuts_can_be_switched_off(signed_in: SignedIn, leader: Employee) -> None:
    client = signed_in(leader)
    assert b"data-dt-keys" in client.get("/styleguide").content

    client.post(reverse("preferences"), {"keys": "off"})

    assert b"data-dt-keys" not in client.get("/styleguide").content


def test_a_missing_page_is_calm_and_shows_the_way_out(signed_in: SignedIn, leader: Employee) -> None:
    answer = signed_in(leader).get("/there-is-nothing-here")

    assert answer.status_code == 404
    assert "这里没有您要找的内容" in answer.content.decode()
    assert 'href="/"' in answer.content.decode()


def test_the_page_for_our_own_faults_asks_neither_database_nor_session() -> None:
    from dengta.web.views.errors import server_error

    answer = server_error(at("/"))  # without the mark for the database: a query would fail

    assert answer.status_code == 500
    assert "Traceback" not in answer.content.decode()
    assert 'lang="zh-Hans"' in answer.content.decode()


def test_a_stale_form_is_explained(leader: Employee) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post(reverse("preferences"), {"theme": "dark"})

    assert answer.status_code == 403
    assert "请再提交一次" in answer.content.decode()


def test_a_refused_form_answers_422_and_keeps_what_was_written(signed_in: SignedIn, leader: Employee) -> None:
    answer = signed_in(leader).post("/styleguide/form", {"reason": "孩子生病"})

    assert answer.status_code == 422
    assert "孩子生病" in answer.content.decode()
    assert "请填写开始日期" in answer.content.decode()


def test_success_leads_on_and_can_be_undone(signed_in: SignedIn, leader: Employee) -> None:
    client = signed_in(leader)
    data = {"kind": "annual", "start": "2026-12-03", "half": "all"}
    answer = client.post("/styleguide/form", data, follow=True)
    in_sheet = client.post("/styleguide/form", data, headers={"HX-Request": "true"})

    assert "申请已提交。" in answer.content.decode()
    assert f'action="{reverse("styleguide-undo")}"' in answer.content.decode()
    assert in_sheet.headers["HX-Redirect"] == "/styleguide"


def test_a_toast_can_ride_on_an_answer_to_htmx() -> None:
    from django.http import HttpResponse

    from dengta.web.http import say

    header = say(HttpResponse(), "已批准", undo_url="/undo").headers["HX-Trigger"]

    assert header.isascii()
    assert "dt:toast" in header


def test_the_shell_never_leads_to_a_page_that_does_not_exist(signed_in: SignedIn, leader: Employee) -> None:
    client = signed_in(leader)
    request = at("/")
    request.user = leader.account  # type: ignore[assignment]
    pages = [page.url for section in navigation.sections(request) for page in section.pages]

    assert [url for url in pages if client.get(url).status_code not in {200, 302}] == []


def test_an_account_without_an_employee_is_greeted_without_its_code_and_offered_no_own_page(
    db: None, client: Client
) -> None:
    client.force_login(Account.objects.create_user(username="d90008"))

    page = client.get("/").content.decode()

    assert f'href="{reverse("people:me")}"' not in page
    assert "好，d90008" not in page


def test_the_rows_behind_a_number_belong_to_the_section_of_the_number(signed_in: SignedIn, leader: Employee) -> None:
    page = signed_in(leader).get("/service/rows/?kpi=aht").content.decode()

    assert re.search(r'class="dt-side__link" href="/service/intervals/" aria-current', page)
