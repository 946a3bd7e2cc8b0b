"""Where the rows behind a number are read, for whoever may see them; no link where no page shows them."""

from datetime import date, timedelta
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse

# The list of cases narrows itself to what its reader may see.
CASES = "cases:list"


def cases_rows(**query: object) -> str:
    """The cases behind a sum, or nothing where there is no list of them."""
    try:
        address = reverse(CASES)
    except NoReverseMatch:
        return ""
    known = {name: value for name, value in query.items() if value is not None}
    return f"{address}?{urlencode(known)}" if known else address


def csat_rows(unit: int, start: date, end: date) -> str:
    """The surveys behind satisfaction of a unit, from `start` up to, not including, `end`."""
    query = {"kpi": "csat", "unit": unit, "period": "custom", "start": start, "end": end - timedelta(days=1)}
    return f"{reverse('service:rows')}?{urlencode(query)}"
