"""What one may not see looks exactly like what does not exist, and forms take nothing that they do not show."""

import ast
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

import dengta
from dengta.domains.people.models import Employee
from tests.access import frame
from tests.access.frame import House, Row
from tests.cast import Tree

SOURCE = Path(dengta.__file__).parent
NEVER_A_NUMBER = 987_654_321
NEVER_AN_ID = UUID(int=NEVER_A_NUMBER, version=4)
# Nothing of ours is theirs, each for another reason.
OUTSIDERS = ("stranger", "other_leader", "client")


@pytest.fixture
def house(hire: Callable[..., Employee], tree: Tree, signed_in: Callable[[Employee], Client]) -> House:
    """The cast of the access matrix."""
    return frame.move_in(hire, tree, signed_in)


def _unknown(value: Any) -> Any:
    """An id of the same kind that nothing has."""
    return NEVER_AN_ID if isinstance(value, UUID) else NEVER_A_NUMBER if isinstance(value, int) else value


def _with_ids(house: House) -> Iterator[tuple[str, Row, dict[str, Any]]]:
    """Every address about one object, whoever sees it: the ids that one role could replay as another."""
    for room in frame.rooms():
        frame.furnish(room, house)
        for row in frame.rows_of(room):
            args = dict(row.args(house) if callable(row.args) else row.args)
            if any(isinstance(value, int | UUID) for value in args.values()) and not row.public and row.gone == 404:
                yield room, row, args


def _shape(answer: HttpResponse) -> tuple[int, int]:
    """Status, and the size without what differs in every page."""
    return answer.status_code, len(answer.content) // 512


@pytest.mark.covers("N3")
def test_ids_seen_by_one_role_and_replayed_by_another_answer_like_ids_of_nothing(house: House) -> None:
    told, asked = [], Counter[str]()
    # Rows of a room stand at one address, each with another object: of nothing it answers them all the same.
    of_nothing: dict[tuple[str, ...], tuple[int, int]] = {}
    for persona in OUTSIDERS:
        house.browsers[persona].raise_request_exception = False
    for room, row, args in _with_ids(house):
        nothing = reverse(row.url, kwargs={name: _unknown(value) for name, value in args.items()})
        for persona, method in product(OUTSIDERS, sorted(row.methods)):
            if row.may(persona, method):
                continue
            asked[persona] += 1
            browser = house.browsers[persona]
            forbidden = _shape(browser.generic(method, row.address(house)))
            question = (room, persona, method, nothing)
            if question not in of_nothing:
                of_nothing[question] = _shape(browser.generic(method, nothing))
            if forbidden != of_nothing[question] or forbidden[0] != 404:
                told.append(f"{method} {row.url} as {persona}: {forbidden}, of nothing {of_nothing[question]}")
    assert all(asked[persona] > 30 for persona in OUTSIDERS)
    assert told == [], "\n".join(told)


# --- forms (R16) -----------------------------------------------------------------------------------------------

# Buttons with a value, which a form cannot declare: (file, name).
BUTTONS = {
    ("domains/communication/views/culture.py", "verdict"),
    ("domains/disputes/views/calculators.py", "do"),
    ("domains/communication/views/one_on_ones.py", "go"),
    ("domains/communication/views/stories.py", "verdict"),
    ("domains/communication/views/suggestions.py", "agree"),
    ("domains/people/views/me.py", "verdict"),
    ("domains/people/views/requests.py", "verdict"),
    ("domains/recognition/views/cases_work.py", "seen"),
    ("domains/recognition/views/chances.py", "verdict"),
    ("domains/recognition/views/praise.py", "seen_by"),
    ("domains/recognition/views/star_deciding.py", "named"),
    ("domains/service/views/contests.py", "upheld"),
    ("foundation/imports/views.py", "encoding"),
    ("foundation/releases/views.py", "verdict"),
    # The same answer once more, sent by whoever goes on against a warning: it comes in as it came in before.
    ("web/decisions.py", "lists"),
    ("web/views/preferences.py", "next"),
    ("web/views/preferences.py", "field"),
}


def read_by_hand(tree: ast.AST) -> Iterator[str]:
    """What a view takes out of `request.POST` itself instead of letting a form do it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            if isinstance(owner, ast.Attribute) and owner.attr == "POST":
                first = node.args[0] if node.args else None
                yield str(first.value if isinstance(first, ast.Constant) else getattr(first, "id", node.func.attr))
        elif isinstance(node, ast.Subscript) and isinstance(node.value, ast.Attribute) and node.value.attr == "POST":
            yield ast.unparse(node.slice).strip("'\"")
        elif isinstance(node, ast.Starred | ast.keyword) and ast.unparse(node.value).endswith("request.POST"):
            yield "everything"


def open_model_forms(tree: ast.AST) -> Iterator[str]:
    """Model forms that take whatever the model has."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            name, value = node.targets[0].id, ast.unparse(node.value)
            if (name == "fields" and "__all__" in value) or (name == "exclude" and value not in {"()", "[]"}):
                yield f"{name} = {value}"


def _modules() -> Iterator[tuple[str, ast.AST]]:
    for path in sorted(SOURCE.rglob("*.py")):
        yield str(path.relative_to(SOURCE)), ast.parse(path.read_text())


@pytest.mark.covers("N3")
def test_a_field_that_no_form_declares_reaches_nothing() -> None:
    by_hand = {(name, field) for name, tree in _modules() for field in read_by_hand(tree)}

    assert by_hand <= BUTTONS
    assert [(name, found) for name, tree in _modules() if "forms" in name for found in open_model_forms(tree)] == []


def test_the_look_at_forms_bites() -> None:
    leak = ast.parse("x = request.POST['role']\ny = request.POST.get('grade')\nsave(**request.POST)")

    assert sorted(read_by_hand(leak)) == ["everything", "grade", "role"]
    assert list(open_model_forms(ast.parse("class Meta:\n    fields = '__all__'\n    exclude = ['id']"))) != []
