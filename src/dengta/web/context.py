"""What every page's shell needs."""

from typing import Any

from django.http import HttpRequest

THEMES = ("auto", "light", "dark")


def shell(request: HttpRequest) -> dict[str, Any]:
    """The colour theme from the cookie; the server writes it into the page, so nothing flashes."""
    theme = request.COOKIES.get("dengta_theme", "auto")
    return {"theme": theme if theme in THEMES else "auto"}
