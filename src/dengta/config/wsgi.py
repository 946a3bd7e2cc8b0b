"""The WSGI application that the web server loads."""

import os
from collections.abc import Callable, Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application

from dengta.config.memory import in_one_piece, loading

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dengta.config.settings")
with loading():
    _django = get_wsgi_application()


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """One request."""
    return in_one_piece(_django, environ, start_response)
