"""All parameters read once per request: a page that asks five thresholds pays for one.

Nothing is kept from one request to the next, so a changed parameter counts at once in every process.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from asgiref.local import Local
from django.core.signals import request_finished, request_started
from django.db.models.signals import post_delete, post_save

from dengta.foundation.settings.models import ParameterValue

# Name of a parameter → its values by the day from which each holds, oldest first.
Known = Mapping[str, Sequence[tuple[date, Any]]]
_request = Local()


def known_in_request() -> Known | None:
    """Every parameter with its values, if a request is going on; None outside of one."""
    if not getattr(_request, "going_on", False):
        return None
    known: Known | None = getattr(_request, "known", None)
    if known is None:
        known = _request.known = _read()
    return known


def _read() -> Known:
    found: dict[str, list[tuple[date, Any]]] = defaultdict(list)
    for name, valid_from, value in ParameterValue.objects.order_by("valid_from", "pk").values_list(
        "name", "valid_from", "value"
    ):
        found[name].append((valid_from, value))
    return found


def _begin(**_signal: Any) -> None:
    _request.going_on, _request.known = True, None


def _end(**_signal: Any) -> None:
    _request.going_on, _request.known = False, None


def _changed(**_signal: Any) -> None:
    _request.known = None


def connect() -> None:
    """Follow requests and changes; called once by `apps.ready()`."""
    request_started.connect(_begin, dispatch_uid="settings.begin")
    request_finished.connect(_end, dispatch_uid="settings.end")
    post_save.connect(_changed, sender=ParameterValue, dispatch_uid="settings.saved")
    post_delete.connect(_changed, sender=ParameterValue, dispatch_uid="settings.deleted")
