"""App configuration."""

from django.apps import AppConfig
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {
    "releases.asked": _("asked to export the data of many people"),
    "releases.approved": _("approved an export"),
    "releases.declined": _("declined an export"),
}
SENTENCES: dict[str, str | Promise] = {
    "releases.reason_missing": _("Please say what the file is for, in a few words."),
    "releases.note_missing": _("Please say why not: the person reads your words."),
    "releases.own": _("Nobody approves an own export. Please ask a colleague with the same right."),
    "releases.over": _("This request is decided already, or older than {hours} hours. Please ask anew."),
    "releases.nobody_else": _(
        "Nobody else may export this, so nobody can approve it. Please ask HR or an administrator to give a second "
        "person one of these roles for as wide a unit as yours: {roles}. Or narrow the list to at most {most} people."
    ),
}


class ReleasesConfig(AppConfig):
    name = "dengta.foundation.releases"
    label = "releases"

    def ready(self) -> None:
        from dengta.foundation.audit.verbs import register_verbs  # noqa: PLC0415 - needs loaded models
        from dengta.foundation.errors import register_sentences  # noqa: PLC0415
        from dengta.foundation.exports import gate  # noqa: PLC0415
        from dengta.foundation.notify import register_kind  # noqa: PLC0415
        from dengta.foundation.releases.selectors import takes_others_along  # noqa: PLC0415
        from dengta.foundation.releases.views import hold  # noqa: PLC0415
        from dengta.web import navigation  # noqa: PLC0415

        register_verbs(VERBS)
        register_sentences(SENTENCES)
        register_kind("releases.request", _("An export waits for a second person"))
        register_kind("releases.decided", _("Your export is decided"))
        gate.provide(hold)
        navigation.register(
            navigation.Entry(
                section="team", label=_("Exports to approve"), url_name="releases:list", icon="file-export", order=95,
                visible=lambda request: takes_others_along(request.user),
            )
        )  # fmt: skip
