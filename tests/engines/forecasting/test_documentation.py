"""The example of the page runs as it stands there."""

import re

import pytest

from tests.architecture.source import ROOT

PAGE = ROOT / "docs/for-developers/forecasting.md"


def test_the_example_of_the_page_runs(capsys: pytest.CaptureFixture[str]) -> None:
    (example,) = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), flags=re.DOTALL)

    exec(compile(example, str(PAGE), "exec"), {})  # noqa: S102 - our own page

    first, floor, by_hand = capsys.readouterr().out.splitlines()
    assert re.fullmatch(r"2025-05-26: 4\d\d contacts, \d\d to \d\d from 11 to 12", first)
    assert floor == "no forecast can be off by less than 11%"
    assert re.fullmatch(r"\d\d more by hand; the model stays as it was", by_hand)
