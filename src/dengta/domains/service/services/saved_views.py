"""Views of a list that somebody keeps under a name."""

from datetime import date

from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from dengta.domains.people.models import Account
from dengta.domains.service.models import SavedView
from dengta.foundation.audit.record import record
from dengta.foundation.errors import RuleViolation
from dengta.foundation.settings.parameters import Parameter

MOST_SAVED_VIEWS = Parameter(
    "service.most_saved_views", 20, _("Saved views per person and list"), check=lambda most: most >= 1
)
# Where one is in a list, or that one wants a file, is no part of a view.
PASSING = ("page", "format", "view")


@transaction.atomic
def save_view(*, page: str, name: str, query: str, today: date, by: Account) -> SavedView:
    """Keep the filter of a list under a name; the same name again replaces it."""
    asked = QueryDict(query, mutable=True)
    for key in PASSING:
        asked.pop(key, None)
    own = SavedView.objects.select_for_update().filter(account=by, page=page)
    most = MOST_SAVED_VIEWS.on(today)
    if own.exclude(name=name).count() >= most:
        raise RuleViolation("service.too_many_saved_views", most=most)
    kept, _created = SavedView.objects.update_or_create(
        account=by, page=page, name=name, defaults={"query": asked.urlencode()}
    )
    record(by, "service.view_saved", kept, page=page, name=name)
    return kept


@transaction.atomic
def drop_view(*, view_id: int, by: Account) -> str:
    """Forget a saved view of one's own; answers the list it belonged to. Raises DoesNotExist for another's."""
    kept = SavedView.objects.select_for_update().get(pk=view_id, account=by)
    record(by, "service.view_dropped", kept, page=kept.page, name=kept.name)
    kept.delete()
    return kept.page
