"""Tests name what they prove, and every list proves that it costs the same for one row and for many."""

import ast
import inspect
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FunctionType

from django.urls import URLPattern, URLResolver, get_resolver
from tools.coverage_of_spec import catalogue

from tests.architecture.source import ROOT, dotted, files, functions, name, tree

FEW_AND_MANY = {1, 25}
LIST_CALL = "list_page"


def test_whatever_a_test_says_it_covers_stands_in_the_specification() -> None:
    known = {spec_id for ids in catalogue().values() for spec_id in ids}
    unknown = {
        f"{name(file)}: {argument}"
        for file in files(ROOT / "tests")
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Call) and dotted(node.func) == "pytest.mark.covers"
        for argument in (ast.literal_eval(argument) for argument in node.args)
        if argument not in known and name(file) != "tests/config/test_coverage_of_spec.py"
    }

    assert unknown == set()


# --- lists -----------------------------------------------------------------------------------------


def list_urls() -> set[str]:
    """The names of all addresses whose view pages through rows."""
    return {url for url, view in _views(get_resolver(), "") if _pages_rows(view)}


def _views(resolver: URLResolver, namespace: str) -> Iterator[tuple[str, Callable[..., object]]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _views(entry, inner)
        elif isinstance(entry, URLPattern) and entry.callback.__module__.startswith("dengta."):
            yield f"{namespace}{entry.name}", entry.callback


def _pages_rows(view: Callable[..., object], depth: int = 3) -> bool:
    """Whether the view, or a helper of its own package, calls `list_page`."""
    function = inspect.unwrap(view)
    if not isinstance(function, FunctionType):
        return False
    names = function.__code__.co_names
    if LIST_CALL in names:
        return True
    package = function.__module__.rpartition(".")[0]
    # A view that ends in another view (a refusal shown on the list) is not a list itself.
    found = (function.__globals__.get(called) for called in names)
    helpers = [helper for helper in found if not hasattr(helper, "__wrapped__")]
    return depth > 0 and any(
        _pages_rows(helper, depth - 1)
        for helper in helpers
        if isinstance(helper, FunctionType) and helper.__module__.startswith(package)
    )


def proven_constant(folder: Path) -> set[str]:
    """Strings named by tests that run with 1 and with 25 rows: among them the addresses they open."""
    found: set[str] = set()
    for file in files(folder):
        for function in functions(tree(file)):
            strings = [node.value for node in ast.walk(function) if isinstance(node, ast.Constant)]
            if any(_few_and_many(decorator) for decorator in function.decorator_list) or _goes_through_both(function):
                found.update(value for value in strings if isinstance(value, str))
    return found


def _few_and_many(decorator: ast.AST) -> bool:
    lists = (node for node in ast.walk(decorator) if isinstance(node, ast.List | ast.Tuple))
    return any({item.value for item in found.elts if isinstance(item, ast.Constant)} >= FEW_AND_MANY for found in lists)


def _goes_through_both(function: ast.AST) -> bool:
    loops = (node for node in ast.walk(function) if isinstance(node, ast.For))
    return any(isinstance(loop.iter, ast.Call) and dotted(loop.iter.func) == "one_and_many" for loop in loops)


def test_every_list_costs_the_same_for_one_row_and_for_twenty_five() -> None:
    """Write `for rows in one_and_many()` and open the list by `reverse("room:list")` in the test."""
    assert list_urls() - proven_constant(ROOT / "tests") == set()
