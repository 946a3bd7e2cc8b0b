"""Pages for faults, drawn without touching the database: it may be what is broken."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language

from dengta.web.context import LANG_ATTRIBUTE, THEMES


@login_not_required
def server_error(request: HttpRequest) -> HttpResponse:
    """A fault of ours: a calm page with a way out."""
    theme = request.COOKIES.get("dengta_theme", "auto")
    context = {
        "theme": theme if theme in THEMES else "auto",
        "page_lang": LANG_ATTRIBUTE.get(get_language() or "", "zh-Hans"),
    }
    return HttpResponse(render_to_string("500.html", context), status=500)
