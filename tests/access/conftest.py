"""What the walks through all addresses share."""

import pytest

from dengta.foundation.exports import pdf


@pytest.fixture(autouse=True)
def _letters_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """A PDF is answered as the page it was made from: its words can be looked at, and none of hundreds is drawn."""
    monkeypatch.setattr(pdf, "_maker", lambda: lambda html, _stylesheet: html.encode())
