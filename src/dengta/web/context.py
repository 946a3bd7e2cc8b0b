"""What every page's shell needs."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from dengta.web import navigation

THEMES = ("auto", "light", "dark")
LANGUAGES = (("zh-hans", "zh-Hans", "简体中文"), ("en", "en", "English"))
# How the languages are written in the page's `lang` attribute: this selects the right Chinese glyphs.
LANG_ATTRIBUTE = {code: attribute for code, attribute, _name in LANGUAGES}


def shell(request: HttpRequest) -> dict[str, Any]:
    """Theme, language and menus. The server writes the theme into the page, so nothing flashes.

    Menus are lazy: a fragment for htmx, which has no shell, pays no query for them.
    """
    theme = request.COOKIES.get("dengta_theme", "auto")
    return {
        "theme": theme if theme in THEMES else "auto",
        "themes": THEMES,
        "languages": LANGUAGES,
        "page_lang": LANG_ATTRIBUTE.get(get_language() or "", "zh-Hans"),
        "shortcuts_on": request.COOKIES.get("dengta_keys") != "off",
        "viewer": _lazy(request, navigation.viewer_of),
        "menu": _lazy(request, navigation.sections),
        "page_tabs": _lazy(request, navigation.tabs_here),
        "own_menu": _lazy(request, lambda asked: navigation.entries(asked, navigation.OWN_MENU)),
        "administration": _lazy(request, lambda asked: navigation.entries(asked, navigation.ADMINISTRATION)),
        "tabs": _lazy(request, navigation.tabs),
        "bell": _lazy(request, navigation.bell),
    }


def _lazy(request: HttpRequest, answer: Callable[[HttpRequest], Any]) -> Any:
    return SimpleLazyObject(lambda: answer(request))
