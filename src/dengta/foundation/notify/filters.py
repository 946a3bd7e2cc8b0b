"""How the lists can be narrowed."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, ChoiceFilter, FilterSet

from dengta.foundation.notify.models import ChatAddress, Notice, OutboxMessage
from dengta.foundation.notify.registry import channel_choices


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
    """By channel and state."""

    channel = ChoiceFilter(label=_("Channel"), choices=channel_choices, empty_label=_("All channels"))
    state = ChoiceFilter(label=_("State"), choices=OutboxMessage.State.choices, empty_label=_("All states"))

    class Meta:
        model = OutboxMessage
        fields = ("channel", "state")


class PersonFilter(FilterSet):  # type: ignore[misc]  # the library ships no types
    """By the beginning of the user name or the address, or those who have none yet."""

    q = CharFilter(label=_("User name or address"), method="search")
    without = ChoiceFilter(
        label=_("Show"), choices=[("any", _("Without any address"))], empty_label=_("All"), method="only_without"
    )

    class Meta:
        model = get_user_model()
        fields: tuple[str, ...] = ()

    def search(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Names and addresses that begin like this."""
        owners = ChatAddress.objects.filter(address__istartswith=value).values("account_id")
        return rows.filter(Q(username__istartswith=value) | Q(pk__in=owners))

    def only_without(self, rows: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        """Those whom no chat reaches."""
        return rows.filter(chat_addresses__isnull=True)
