"""What people write into names never becomes part of a page: not in the cells that are written by hand for speed."""

from collections.abc import Callable
from typing import Any

import pytest
from django import forms
from django.http import QueryDict

from dengta.domains.service.templatetags import service_words as cells
from dengta.domains.service.views.drawing import Drawn, Judged
from dengta.domains.service.views.grouped import Cell, Row
from dengta.web.components.basics import avatar, person
from dengta.web.components.forms import control
from dengta.web.components.lists import sort_header
from dengta.web.lists import ListPage

EVIL = "<b onclick='x()' title=\"y\">&"
CELL = Cell(EVIL, EVIL, few=True, n=3, rows_url=EVIL, figure=None, moving=True)
JUDGED = Judged(Drawn(0.1, 0.2, 0.3, 0.2, 1.0), EVIL, "good", EVIL)
LIST: ListPage[Any] = ListPage(
    [], [], number=1, pages=1, total=0, sort="x", default_sort="x", query=QueryDict(mutable=True)
)


class EvilForm(forms.Form):
    """Choices and a value as somebody may have called a team."""

    team = forms.ChoiceField(choices=[(EVIL, EVIL), (EVIL, [(EVIL, EVIL)])])
    name = forms.CharField(widget=forms.TextInput)


def _control(name: str) -> str:
    return control(EvilForm({"team": EVIL, "name": EVIL})[name], {"title": EVIL})


WRITTEN: list[Callable[[], str]] = [
    lambda: avatar(EVIL, size=EVIL),
    lambda: person(EVIL, number=EVIL, team=EVIL, url=EVIL, note=EVIL),
    lambda: person(EVIL),
    lambda: sort_header(LIST, EVIL, EVIL, target=EVIL),
    lambda: _control("team"),
    lambda: _control("name"),
    lambda: cells.row_head(Row(1, EVIL, EVIL, {}, {}, url=EVIL)),
    lambda: cells.row_head(Row(1, EVIL, EVIL, {}, {})),
    lambda: cells.figure_cells([CELL, CELL._replace(rows_url="")]),
    lambda: cells.sample_cell(CELL, EVIL),
    lambda: cells.interval_cell(JUDGED, EVIL),
    lambda: cells.verdict_cell(JUDGED, EVIL),
]


@pytest.mark.parametrize("write", WRITTEN)
def test_what_somebody_wrote_is_shown_and_not_obeyed(write: Callable[[], str]) -> None:
    written = write()

    assert "&lt;" in written
    for part in ("<b", "'x()'", '"y"', "&>", '&"'):
        assert part not in written
