"""Lists: filter, order and page come from the query string, the same for the screen and for the export."""

from collections.abc import Callable

import django_filters
import pytest
from django.db.models import Value
from django.db.models.functions import Concat
from django.http import HttpRequest
from django.template import engines
from django.test import RequestFactory
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from dengta.domains.people.models import Employee
from dengta.web.lists import ListPage, list_page
from tests.cast import Tree

SORTS = {"name": ("name",), "number": ("number",)}


class PeopleFilter(django_filters.FilterSet):
    """A filter of this test."""

    q = django_filters.CharFilter(field_name="name", lookup_expr="icontains")

    class Meta:
        model = Employee
        fields: tuple[str, ...] = ()


def ask(query: str = "") -> HttpRequest:
    return RequestFactory().get("/people" + query)


def listed(query: str = "", per_page: int = 50) -> ListPage[Employee]:
    return list_page(
        ask(query), Employee.objects.all(), sorts=SORTS, default="number", filters=PeopleFilter, per_page=per_page
    )


@pytest.fixture
def five(hire: Callable[..., Employee], tree: Tree) -> list[Employee]:
    return [hire(name, tree.aftersales_1) for name in ("戊", "丁", "丙", "乙", "甲")]


def test_a_list_shows_one_page_and_knows_the_way_on(five: list[Employee]) -> None:
    page = listed("?page=2", per_page=2)

    assert [row.number for row in page.rows] == [five[2].number, five[3].number]
    assert (page.start, page.end, page.total, page.pages) == (3, 4, 5, 3)
    assert (page.previous_url, page.next_url) == ("?page=1", "?page=3")


def test_what_a_list_works_out_for_a_row_is_right_on_later_pages_too(five: list[Employee]) -> None:
    rows = Employee.objects.annotate(shout=Concat("name", Value("!")))
    page = list_page(ask("?page=3&sort=-number"), rows, sorts=SORTS, default="number", per_page=2)

    assert [(row.number, row.shout) for row in page.rows] == [(five[0].number, "戊!")]


def test_a_long_list_that_nobody_counted_says_so() -> None:
    page = ListPage(
        [], [], number=2, pages=13, total=325, sort="name", default_sort="name", query=ask().GET, is_open=True
    )
    with translation.override("en"):
        shown = engines["django"].from_string("{% pager page %}").render({"page": page})

    assert "26–50 of more than 325 entries" in shown
    assert "/ 13" not in shown
    assert "?page=3" in shown


def test_only_allowed_keys_sort(five: list[Employee]) -> None:
    assert listed("?sort=-number").rows[0].name == "甲"
    assert listed("?sort=account__password").sort == "number"
    assert listed("?sort=-account__password").sort == "number"


def test_the_order_is_unique_even_among_equals(hire: Callable[..., Employee], tree: Tree) -> None:
    for _ in range(3):
        hire("王伟", tree.aftersales_1)
    pages = [row.pk for number in (1, 2, 3) for row in listed(f"?sort=name&page={number}", per_page=1).rows]

    assert sorted(set(pages)) == sorted(pages)
    assert listed("?sort=name").everything.query.order_by[-1].expression.name == "pk"


def test_a_page_beyond_the_end_shows_the_last_one(five: list[Employee]) -> None:
    assert listed("?page=99", per_page=2).number == 3
    assert listed("?page=all", per_page=2).number == 1


def test_a_filter_narrows_screen_and_export_alike(five: list[Employee]) -> None:
    page = listed("?q=甲")

    assert [row.name for row in page.rows] == ["甲"]
    assert [row.name for row in page.everything] == ["甲"]
    assert page.is_filtered
    assert not listed().is_filtered


def test_links_keep_the_filter_and_drop_what_changes(five: list[Employee]) -> None:
    page = listed("?q=a&page=2&sort=name")

    assert page.url(sort="-name", page=None) == "?q=a&sort=-name"
    assert page.url(format="csv", page=None) == "?q=a&sort=name&format=csv"


def test_a_column_head_says_its_order_and_turns_it_round(five: list[Employee]) -> None:
    page = listed("?sort=name")

    assert page.order_of("name") == "ascending"
    assert page.next_sort("name") == "-name"
    assert page.order_of("number") == ""
    assert page.next_sort("number") == "number"


def test_a_list_costs_two_queries_however_long_it_is(
    five: list[Employee], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2):
        listed()


def test_the_filter_bar_narrows_while_typing_and_submits_without_scripts(five: list[Employee]) -> None:
    source = "{% filter_bar page %}{% sort_header page 'name' 'Name' %}{% pager page %}{% export_links page %}"
    with translation.override("en"):
        markup = engines["django"].from_string(source).render({"page": listed("?q=甲&sort=name")}, request=ask())

    assert 'hx-trigger="input changed delay:250ms"' in markup
    assert 'hx-include="#filters"' in markup
    assert '<form class="dt-filters" role="search" id="filters" action="/people" method="get">' in markup
    assert '<input type="hidden" name="sort" value="name">' in markup
    assert 'aria-sort="ascending"' in markup
    assert "1–1 of 1 entry" in markup
    assert "format=xlsx" in markup
