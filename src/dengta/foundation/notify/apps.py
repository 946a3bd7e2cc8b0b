"""App configuration."""

from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from dengta.foundation import events, jobs, schedule
from dengta.foundation.audit.verbs import register_verbs
from dengta.foundation.errors import register_sentences
from dengta.foundation.notify.registry import register_channel, register_kind
from dengta.web import navigation


class NotifyConfig(AppConfig):
    name = "dengta.foundation.notify"
    label = "notify"

    def ready(self) -> None:
        from dengta.foundation.notify import answers, email, finished, parked, setup  # noqa: PLC0415 - need models
        from dengta.foundation.notify.chat import dingtalk, feishu, robots, wecom  # noqa: PLC0415 - need models
        from dengta.foundation.notify.models import Vendor  # noqa: PLC0415 - it is one

        register_channel(email.CHANNEL, email.carry, label=_("E-mail"))
        for vendor, channel in ((Vendor.WECOM, wecom), (Vendor.DINGTALK, dingtalk), (Vendor.FEISHU, feishu)):
            register_channel(vendor.value, channel.carry, label=vendor.label)
        register_channel(robots.CHANNEL, robots.carry, label=_("Group robot"))
        register_sentences({**answers.SENTENCES, **setup.SENTENCES})
        register_kind("jobs.finished", _("Background work has ended"), email=False)
        register_kind("events.parked", _("News between rooms could not be delivered"))
        register_verbs(
            {
                "notify.preference_chosen": _("chose how to be notified"),
                "notify.message_retried": _("had a message sent again"),
                "notify.answered": _("answered by a button"),
                "notify.app_set_up": _("set up a chat system"),
                "notify.robot_set_up": _("set up the robot of a group"),
                "notify.robot_removed": _("removed the robot of a group"),
                "notify.address_set": _("said who somebody is in a chat system"),
            }
        )
        jobs.when_finished(finished.tell_owner)
        events.when_parked(parked.tell_administrators)
        schedule.every("notify.prune", cron="45 3 * * *", job="notify.prune")
        _register_pages()


def _register_pages() -> None:
    from dengta.foundation.notify import policies, selectors  # noqa: PLC0415 - need loaded models

    navigation.register_bell(url_name="notify:list", count=lambda request: selectors.unread(request.user))
    navigation.register(
        navigation.Entry(
            section="me", label=_("Notifications"), url_name="notify:preferences", icon="bell-cog", order=50
        )
    )
    navigation.register(
        navigation.Entry(
            section="admin",
            label=_("Messages sent"),
            url_name="notify:messages",
            icon="mail",
            order=61,
            visible=lambda request: policies.see_messages.anywhere(request.user),
        )
    )
    navigation.register(
        navigation.Entry(
            section="admin",
            label=_("Channels"),
            url_name="notify:channels",
            icon="messages",
            order=62,
            visible=_sees_channels,
        )
    )


def _sees_channels(request: HttpRequest) -> bool:
    from dengta.foundation.notify import policies  # noqa: PLC0415 - needs loaded models

    return policies.set_up_channels.anywhere(request.user) or policies.see_channels.outlines(request.user)
