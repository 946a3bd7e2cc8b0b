"""Good morning, by the clock of the site."""

from datetime import datetime

from django.http import HttpRequest
from django.utils.translation import gettext as _

from dengta.web.navigation import viewer_of


def greeting(request: HttpRequest, moment: datetime) -> str:
    """A greeting with the name of the reader."""
    name = viewer_of(request).name
    if moment.hour < 11:
        return _("Good morning, {name}").format(name=name)
    if moment.hour < 13:
        return _("Good day, {name}").format(name=name)
    return (_("Good afternoon, {name}") if moment.hour < 18 else _("Good evening, {name}")).format(name=name)
