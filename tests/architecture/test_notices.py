"""Notices: whoever tells many says whether it is a broadcast, and what is told is said in the language of the house."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.source import dotted, files, imports, name, tree

MODULES = files()
# A loop that says something else to each is no message to many; saying the same belongs into `send_many`.
WORDS = {"title", "body", "url"}


def undeclared(module: ast.AST) -> Iterator[int]:
    """Lines that send to many without `broadcast=True` or `broadcast=False`."""
    for call in ast.walk(module):
        if isinstance(call, ast.Call) and dotted(call.func).split(".")[-1] == "send_many":
            said = {keyword.arg: keyword.value for keyword in call.keywords}.get("broadcast")
            if not (isinstance(said, ast.Constant) and isinstance(said.value, bool)):
                yield call.lineno


def the_same_to_each(module: ast.AST) -> Iterator[int]:
    """Lines that tell one after the other the same: a broadcast that nobody declared."""
    for loop in ast.walk(module):
        if isinstance(loop, ast.For | ast.AsyncFor):
            ours = {node.id for node in ast.walk(loop) if isinstance(node, ast.Name) and _is_set(node)}
            for call in ast.walk(loop):
                if isinstance(call, ast.Call) and dotted(call.func) in {"notify.send", "send"}:
                    words = [keyword.value for keyword in call.keywords if keyword.arg in WORDS]
                    named = {node.id for word in words for node in ast.walk(word) if isinstance(node, ast.Name)}
                    if words and not named & ours:
                        yield call.lineno


def _is_set(node: ast.Name) -> bool:
    return isinstance(node.ctx, ast.Store)


def said_too_early(module: ast.Module) -> Iterator[int]:
    """Lines of a module that sends notices whose words are fixed in the language of whoever is signed in."""
    if "notify" not in {part for one in imports(module) for part in one.split(".")} | _names_imported(module):
        return
    for node in ast.walk(module):
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation":
            if {alias.name for alias in node.names} & {"gettext", "ngettext", "pgettext"}:
                yield node.lineno
        elif isinstance(node, ast.Call) and dotted(node.func) == "format_lazy":
            inside = [dotted(call.func) for call in ast.walk(node) if isinstance(call, ast.Call)]
            if any(one.split(".")[-1].startswith("get_") and one.endswith("_display") for one in inside):
                yield node.lineno


def _names_imported(module: ast.Module) -> set[str]:
    return {alias.name for node in ast.walk(module) if isinstance(node, ast.ImportFrom) for alias in node.names}


def services() -> list[Path]:
    """Where notices are made: the services of rooms, and what foundation says by itself."""
    return [file for file in MODULES if "services" in file.parts or file.name in {"services.py", "tasks.py"}]


@pytest.mark.covers("R-031")
def test_whoever_tells_many_says_whether_it_is_a_broadcast() -> None:
    assert [f"{name(file)}:{line}" for file in MODULES for line in undeclared(tree(file))] == []


@pytest.mark.covers("R-031")
def test_nobody_tells_many_the_same_one_by_one() -> None:
    assert [f"{name(file)}:{line}" for file in MODULES for line in the_same_to_each(tree(file))] == []


def test_notices_are_not_said_in_the_language_of_whoever_made_them() -> None:
    assert [f"{name(file)}:{line}" for file in services() for line in said_too_early(tree(file))] == []


@pytest.mark.parametrize(
    ("planted", "finder"),
    [
        ("notify.send_many(to=people, kind='x', title='x')", undeclared),
        ("notify.send_many(to=people, broadcast=many, kind='x')", undeclared),
        ("for one in people:\n    notify.send(to=one, kind='x', title=title)", the_same_to_each),
        ("from dengta.foundation import notify\nfrom django.utils.translation import gettext as _", said_too_early),
        ("from dengta.foundation import notify\nformat_lazy(_('{a}'), a=row.get_kind_display())", said_too_early),
    ],
)
def test_a_planted_break_is_found(planted: str, finder: object) -> None:
    assert list(finder(ast.parse(planted)))  # type: ignore[operator]


@pytest.mark.parametrize(
    ("harmless", "finder"),
    [
        ("notify.send_many(to=people, broadcast=False, kind='x')", undeclared),
        ("for one in rows:\n    notify.send(to=one.owner, kind='x', title=one.title)", the_same_to_each),
        ("from django.utils.translation import gettext as _", said_too_early),
        ("from dengta.foundation import notify\nformat_lazy(_('{a}'), a=Kind(kind).label)", said_too_early),
    ],
)
def test_what_is_told_well_is_let_pass(harmless: str, finder: object) -> None:
    assert list(finder(ast.parse(harmless))) == []  # type: ignore[operator]
