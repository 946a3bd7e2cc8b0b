"""How the lists can be narrowed."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, FilterSet

from dengta.foundation.notify.models import Notice, OutboxMessage


class NoticeFilter(FilterSet):  # type: ignore[misc]  # the library ships no types
    """New ones only, or all."""

    show = ChoiceFilter(
        label=_("Show"), choices=[("unread", _("Unread only"))], empty_label=_("All"), method="only_unread"
    )

    class Meta:
        model = Notice
        fields: tuple[str, ...] = ()

    def only_unread(self, rows: QuerySet[Notice], name: str, value: Any) -> QuerySet[Notice]:
        """Those that have not been opened."""
        return rows.filter(read_at__isnull=True)


class MessageFilter(FilterSet):  # type: ignore[misc]  # the library ships no types
    """By state."""

    state = ChoiceFilter(label=_("State"), choices=OutboxMessage.State.choices, empty_label=_("All states"))

    class Meta:
        model = OutboxMessage
        fields = ("state",)
