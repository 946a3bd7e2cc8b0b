"""The shape of the code: short files and functions, honest errors, services that look alike."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.source import PACKAGE, ROOT, Function, dotted, files, functions, name, public_functions, tree

LONGEST_FILE = 400
LONGEST_FUNCTION = 40
# They run code of others (a job, a receiver of events, a channel of notices) and must outlive whatever it raises.
CATCH_EVERYTHING = {
    "src/dengta/config/background.py",
    "src/dengta/foundation/jobs/runner.py",
    "src/dengta/foundation/events/delivery.py",
    "src/dengta/foundation/notify/outbox.py",
}
# Names a machine or a person's folder, or a package registry: none of them belongs into the repository.
PLACES = re.compile(r"/(?:home|Users|work)/\w+|/tmp/\w+/|(?:pypi\.org|pythonhosted|npmjs\.(?:org|com)|tuna\.tsinghua)")
TEXT = {".py", ".md", ".toml", ".txt", ".in", ".json", ".yaml", ".yml", ".html", ".css", ".js", ".po", ".sh", ""}


def everything() -> list[Path]:
    return [ROOT / "dengta", *files(), *files(ROOT / "tests"), *files(ROOT / "tools")]


def test_no_file_is_longer_than_a_reader_can_hold() -> None:
    lengths = {name(file): len(file.read_text(encoding="utf-8").splitlines()) for file in everything()}

    assert {file: lines for file, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_no_function_is_longer_than_a_screen() -> None:
    long = {
        f"{name(file)}:{function.name}": length
        for file in everything()
        for function in functions(tree(file))
        if (length := _code_lines(function)) > LONGEST_FUNCTION
    }

    assert long == {}


def _code_lines(function: Function) -> int:
    """Lines from `def` to the end, without the docstring."""
    length = (function.end_lineno or function.lineno) - function.lineno + 1
    first = function.body[0]
    if ast.get_docstring(function) is not None:
        length -= (first.end_lineno or first.lineno) - first.lineno + 1
    return length


def test_only_those_who_run_the_code_of_others_catch_everything() -> None:
    catching = {name(file) for file in files() if any(_catches_everything(node) for node in ast.walk(tree(file)))}

    assert catching <= CATCH_EVERYTHING


def _catches_everything(node: ast.AST) -> bool:
    if not isinstance(node, ast.ExceptHandler):
        return False
    return node.type is None or dotted(node.type) in {"Exception", "BaseException"}


# --- services --------------------------------------------------------------------------------------


def services() -> Iterator[tuple[str, Function]]:
    """The public functions of every room's services."""
    for file in [*files(PACKAGE / "domains", "*/services/**/*.py"), *files(PACKAGE / "domains", "*/services.py")]:
        for function in public_functions(tree(file)):
            yield f"{name(file)}:{function.name}", function


def decides(function: Function) -> bool:
    """A decision has somebody who takes it."""
    return "by" in {argument.arg for argument in (*function.args.args, *function.args.kwonlyargs)}


def is_atomic(function: Function) -> bool:
    decorators = [node.func if isinstance(node, ast.Call) else node for node in function.decorator_list]
    return any(dotted(decorator) in {"transaction.atomic", "atomic"} for decorator in decorators)


def calls_record(function: Function) -> bool:
    return any(isinstance(node, ast.Call) and dotted(node.func).endswith("record") for node in ast.walk(function))


def test_a_decision_is_called_by_names() -> None:
    positional = [where for where, function in services() if decides(function) and len(function.args.args) > 1]

    assert positional == []


def test_a_service_that_records_does_so_in_one_transaction_with_what_it_records() -> None:
    loose = [where for where, function in services() if calls_record(function) and not is_atomic(function)]

    assert loose == []


def test_every_service_says_in_a_sentence_what_it_is_for() -> None:
    silent = [where for where, function in services() if not (ast.get_docstring(function) or "").strip()]

    assert silent == []


@pytest.mark.parametrize(
    ("planted", "found"),
    [
        ("def move(*, by): audit.record(by, 'x', row)", False),
        ("@transaction.atomic\ndef move(*, by): audit.record(by, 'x', row)", True),
        ("@transaction.atomic(durable=True)\ndef move(*, by): record(by, 'x', row)", True),
    ],
)
def test_a_transaction_is_recognised(planted: str, found: bool) -> None:
    function = next(functions(ast.parse(planted)))

    assert calls_record(function)
    assert decides(function)
    assert is_atomic(function) is found


# --- what never belongs into the repository ---------------------------------------------------------


def test_nothing_names_a_place_of_some_machine_or_a_registry() -> None:
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split(
        "\n"
    )
    found = {
        file: hit[0]
        for file in filter(None, tracked)
        if (ROOT / file).is_file() and (ROOT / file).suffix in TEXT and file != name(Path(__file__))
        if (hit := PLACES.search((ROOT / file).read_text(encoding="utf-8", errors="replace")))
    }

    assert found == {}


def test_no_field_hides_the_form_that_it_stands_in_from_htmx() -> None:
    """A control called "form" is what `element.form` answers of its own form: a sheet with one sends nothing."""
    called = {
        f"{name(file)}:{found.name}"
        for file in files()
        for found in ast.walk(tree(file))
        if isinstance(found, ast.ClassDef) and found.name.endswith("Form")
        for line in found.body
        if isinstance(line, ast.Assign) and any(isinstance(one, ast.Name) and one.id == "form" for one in line.targets)
    }

    assert called == set()
