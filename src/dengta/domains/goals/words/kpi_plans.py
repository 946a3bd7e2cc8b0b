"""What KPI plans are called in refusals and in the record."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "goals.kpi_too_heavy": _(
        "“{kpi}” weighs {weight}. Please bring it to {limit} or less: one figure is not the work."
    ),
    "goals.kpi_lacks_efficiency": _("The plan has no measure of efficiency. Please put one in, such as handling time."),
    "goals.kpi_lacks_satisfaction": _("The plan has no measure of satisfaction. Please put one in."),
    "goals.kpi_lacks_complaints": _("The plan has no measure of complaints. Please put one in."),
    "goals.time_outweighs_quality": _(
        "Time and volume weigh {share}. Please lower them, or write why they weigh more than quality for now."
    ),
}
VERBS: dict[str, str | Promise] = {
    "goals.kpi_plan_drafted": _("began a KPI plan"),
    "goals.kpi_plan_edited": _("changed a draft of a KPI plan"),
    "goals.kpi_plan_weight_put": _("wrote a KPI of a plan"),
    "goals.kpi_plan_weight_dropped": _("took a KPI out of a plan"),
    "goals.kpi_plan_proposed": _("proposed a KPI plan"),
    "goals.kpi_plan_sent_back": _("sent a KPI plan back"),
    "goals.kpi_plan_published": _("published a KPI plan"),
}
NOTICES: dict[str, str | Promise] = {}
