"""The page for developers shows what runs."""

import re

import pytest

from tests.architecture.source import ROOT

PAGE = ROOT / "docs" / "for-developers" / "staffing.md"


def test_the_example_of_the_page_runs_as_it_stands() -> None:
    text = PAGE.read_text(encoding="utf-8")
    (example,) = re.finditer(r"```python\n(.*?)```", text, re.DOTALL)
    assert example[1].count("assert ") >= 10

    # Behind as many empty lines as stand before it: a failure names the line of the page.
    code = "\n" * text[: example.start(1)].count("\n") + example[1]
    exec(compile(code, str(PAGE), "exec"), {})  # noqa: S102 - our own page


@pytest.mark.parametrize(
    "module", sorted((ROOT / "src/dengta/engines/staffing").glob("*.py")), ids=lambda file: file.stem
)
def test_the_page_names_every_module(module: object) -> None:
    name = str(getattr(module, "name", ""))

    assert name == "__init__.py" or f"`{name}`" in PAGE.read_text(encoding="utf-8")
