"""Pages of a list: filters, order and page number come from the query string, the same for screen and export."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import F, QuerySet
from django.db.models.expressions import OrderBy
from django.http import HttpRequest, QueryDict
from django_filters import FilterSet

Row = TypeVar("Row")

PER_PAGE = 25
SortKeys = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class ListPage(Generic[Row]):
    """One page of a list, and how to reach the others. `everything` is the whole list for an export."""

    rows: Sequence[Row]
    everything: Any
    number: int
    pages: int
    total: int
    sort: str
    default_sort: str
    query: QueryDict
    filters: FilterSet | None = None
    per_page: int = PER_PAGE
    # Whether there are more than `total`, which nobody counted: a long list is looked through only so far.
    is_open: bool = False

    @property
    def start(self) -> int:
        """The place of the first row shown, counted from one."""
        return (self.number - 1) * self.per_page + 1 if self.total else 0

    @property
    def end(self) -> int:
        """The place of the last row shown."""
        return min(self.number * self.per_page, self.total)

    @property
    def is_filtered(self) -> bool:
        """Whether the reader narrowed the list: an empty one then says something else."""
        fields = self.filters.form.fields if self.filters else ()
        return any(self.query.get(name) for name in fields)

    @property
    def previous_url(self) -> str:
        """The page before, or nothing."""
        return self.url(page=self.number - 1) if self.number > 1 else ""

    @property
    def next_url(self) -> str:
        """The page after, or nothing."""
        return self.url(page=self.number + 1) if self.number < self.pages else ""

    def url(self, **changes: object) -> str:
        """This list with some parameters changed; None drops one."""
        left_out = changes.keys() | {"format"}
        query = [(name, value) for name, values in self.query.lists() if name not in left_out for value in values]
        query += [(name, str(value)) for name, value in changes.items() if value is not None]
        return "?" + urlencode(query)

    def order_of(self, key: str) -> str:
        """For `aria-sort`: how the list is sorted by `key`, or nothing."""
        if self.sort.removeprefix("-") != key:
            return ""
        return "descending" if self.sort.startswith("-") else "ascending"

    def next_sort(self, key: str) -> str:
        """What a click on this column asks for: ascending first, then the other way round."""
        return f"-{key}" if self.sort == key else key


def _chosen_sort(asked: str, sorts: SortKeys, default: str) -> str:
    return asked if asked.removeprefix("-") in sorts else default


def _ordering(sort: str, sorts: SortKeys, tail: Iterable[str]) -> list[OrderBy]:
    """Database order for a sort key. Unknown values come last both ways; the tail makes the order unique."""
    reverse = sort.startswith("-")
    order = []
    for name in sorts[sort.removeprefix("-")]:
        descending = name.startswith("-") != reverse
        column = F(name.removeprefix("-"))
        order.append(column.desc(nulls_last=True) if descending else column.asc(nulls_last=True))
    return [*order, *(F(name).asc() for name in tail)]


def list_page(
    request: HttpRequest,
    rows: "QuerySet[Any, Row]",
    *,
    sorts: SortKeys,
    default: str,
    filters: type[FilterSet] | None = None,
    tail: Sequence[str] = ("pk",),
    per_page: int = PER_PAGE,
    ids_first: bool = False,
) -> ListPage[Row]:
    """The page of `rows` that the query string asks for, in two queries.

    `sorts` allow-lists what may be sorted by: `{"name": ("pinyin",), "hired": ("hired_on",)}`; anything else asked for
    gives the `default` ("name", or "-hired" for descending). `filters` is a django-filter class; what does not fit
    is ignored, never an error page. `ids_first`: what the list works out for each row is dear, and its order does not
    need it: the first page, too, is found by id before anything is worked out.
    """
    filterset = filters(request.GET, queryset=rows, request=request) if filters else None
    narrowed = filterset.qs if filterset else rows
    sort = _chosen_sort(request.GET.get("sort", ""), sorts, default)
    ordered = narrowed.order_by(*_ordering(sort, sorts, tail))
    return page_of(
        request, ordered, sort=sort, default=default, filters=filterset, per_page=per_page, ids_first=ids_first
    )


def _deep(rows: "Sequence[Row] | QuerySet[Any, Row]", page: Any) -> "Sequence[Row] | QuerySet[Any, Row]":
    """The rows of a page behind others. Which ones they are is found first, by id: what a list works out for each row
    (its team, its count) is then worked out for these alone, and not for all that are skipped."""
    if not isinstance(rows, QuerySet) or rows.query.distinct or rows.query.combinator:
        return page.object_list  # type: ignore[no-any-return]
    return rows.filter(pk__in=page.object_list.values("pk"))


def offer(filters: FilterSet, name: str, choices: Iterable[tuple[str, Any]]) -> None:
    """Give the filter `name` its choices, read once. Behind a function, because Django copies a list of them with every
    form, label by label."""
    known = list(choices)
    filters.filters[name].extra["choices"] = lambda: known


def page_of(
    request: HttpRequest,
    rows: "Sequence[Row] | QuerySet[Any, Row]",
    *,
    sort: str = "",
    default: str = "",
    filters: FilterSet | None = None,
    per_page: int = PER_PAGE,
    ids_first: bool = False,
) -> ListPage[Row]:
    """A page of rows that are in order already."""
    page = Paginator(rows, per_page).get_page(request.GET.get("page"))
    return ListPage(
        rows=list(_deep(rows, page) if ids_first or page.number > 1 else page.object_list),
        everything=rows,
        number=page.number,
        pages=page.paginator.num_pages,
        total=page.paginator.count,
        sort=sort,
        default_sort=default,
        query=request.GET,
        filters=filters,
        per_page=per_page,
    )
