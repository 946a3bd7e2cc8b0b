"""The dictionary in the documentation is the one in the code."""

import pytest
from tools import kpi_dictionary


@pytest.mark.covers("B3")
def test_the_written_dictionary_is_up_to_date() -> None:
    assert kpi_dictionary.FILE.read_text(encoding="utf-8") == kpi_dictionary.written()
