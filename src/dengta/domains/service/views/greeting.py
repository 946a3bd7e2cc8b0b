"""Good morning, by the clock of the site."""

from datetime import datetime

from django.http import HttpRequest
from django.utils.translation import gettext as _

from dengta.web.navigation import viewer_of


def greeting(request: HttpRequest, moment: datetime) -> str:
    """A greeting with the name of the reader; without one where the account is no employee's and has only a code."""
    viewer = viewer_of(request)
    hello = _hello(moment.hour)
    return _("{hello}, {name}").format(hello=hello, name=viewer.name) if viewer.facts else hello


def _hello(hour: int) -> str:
    if hour < 11:
        return _("Good morning")
    if hour < 13:
        return _("Good day")
    return _("Good afternoon") if hour < 18 else _("Good evening")
