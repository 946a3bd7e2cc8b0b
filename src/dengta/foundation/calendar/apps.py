"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from dengta.foundation.errors import register_sentences


class CalendarConfig(AppConfig):
    name = "dengta.foundation.calendar"
    label = "calendar"

    def ready(self) -> None:
        from dengta.foundation.audit.verbs import register_verbs  # noqa: PLC0415 - needs loaded models

        register_verbs(
            {
                "calendar.notice_loaded": _("entered the holiday notice"),
                "calendar.day_set": _("changed what kind of day it is"),
                "calendar.day_cleared": _("went back to the holiday notice"),
            }
        )
        register_sentences(
            {
                "day_reason_missing": _("Please say why this day is different here."),
                "notice_day_of_other_year": _("{day} is not a day of {year}."),
                "makeup_day_not_on_weekend": _("{day} is not on a weekend, so it cannot be a make-up working day."),
                "notice_day_named_twice": _(
                    "{day} is named twice: as a day off and as a working day or statutory day."
                ),
            }
        )
