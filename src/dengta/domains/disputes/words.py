"""The words of this room for refusals and the record."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "disputes.unknown_figure": _("There is no figure called {name}."),
    "disputes.figure_not_positive": _("Please enter a value above zero."),
    "disputes.unknown_answer": _("{name} has no such answer. Please choose one of those on the page."),
    "disputes.unknown_region": _("There is no region {region}. Please choose one of the list."),
    "disputes.dates_turned": _("The day it ends lies before the day it begins. Please check both."),
    "disputes.source_missing": _("Please say where it comes from, so that somebody else can look it up."),
}
VERBS: dict[str, str | Promise] = {
    "disputes.calculation_kept": _("kept a calculation"),
    "disputes.calculation_discarded": _("threw a calculation away"),
    "disputes.alarm_raised": _("reminded of a date"),
    "disputes.figure_entered": _("entered a figure of local law"),
    "disputes.question_answered": _("decided an open question of law"),
}
NOTICES: dict[str, str | Promise] = {"disputes.date_due": _("A date that you kept comes up")}
