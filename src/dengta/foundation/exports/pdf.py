"""PDF of a page as it is printed. Needs Pango of the system; where that is missing the print view stands in."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders


def pdf_of(html: str, *, stylesheet: str) -> bytes | None:
    """The document as PDF; None where this machine cannot make one. Nothing is fetched, whatever the document names.

    `stylesheet`: a static file of ours, as "disputes/print.css".
    """
    make = _maker()
    return None if make is None else make(html, Path(str(finders.find(stylesheet))))


@cache
def _maker() -> Callable[[str, Path], bytes] | None:
    # Two seconds and a hundred megabytes, for those who ask for a PDF alone.
    try:
        from weasyprint import CSS, HTML  # noqa: PLC0415
        from weasyprint.urls import URLFetcher  # noqa: PLC0415
    except OSError:
        return None
    nothing = URLFetcher(allowed_protocols=())

    def make(html: str, stylesheet: Path) -> bytes:
        style = CSS(string=stylesheet.read_text(encoding="utf-8"), url_fetcher=nothing)
        made: bytes = HTML(string=html, url_fetcher=nothing).write_pdf(stylesheets=[style])
        return made

    return make
