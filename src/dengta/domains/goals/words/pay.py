"""What performance pay is called in refusals, in the record and in notices."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "goals.version_fixed": _("“{title}” is no draft any more, so it stays as it is. Please begin a new version."),
    "goals.version_not_proposed": _("“{title}” does not wait for a second person at the moment."),
    "goals.reason_missing": _("Please write the reason, so that others can follow it."),
    "goals.second_person": _("This needs a second person: somebody other than who wrote or proposed it."),
    "goals.starts_too_early": _("It would begin on {day}. Please choose a day to come: nobody is judged backwards."),
    "goals.starts_within_month": _("It would begin on {day}. Please choose the first day of a month."),
    "goals.weights_not_whole": _("The weights add up to {total}. Please bring them to 100 %."),
    "goals.formula_not_simulated": _(
        "“{title}” was not simulated as it stands now. Please simulate it on the last quarter first."
    ),
    "goals.formula_empty": _("“{title}” has no part yet. Please put in at least one KPI."),
    "goals.caps_exclude_one": _(
        "The caps {low} and {high} must hold coefficient 1 between them, and none may be below zero."
    ),
    "goals.kpi_unknown": _("“{kpi}” cannot be attributed to a person. Please choose a KPI of the list."),
    "goals.target_is_baseline": _("Baseline and target are the same, so nothing could be scored. Please change one."),
    "goals.weight_out_of_range": _("A weight lies above 0 % and not above 100 %. Please correct it."),
    "goals.steps_empty": _("The table has no step yet. Please enter at least one, from score 0 on."),
    "goals.steps_start": _("The table must begin with score 0, so that every score leads somewhere."),
    "goals.steps_negative": _(
        "A coefficient below zero would be a fine, and fines do not exist. Please enter 0 or more."
    ),
    "goals.steps_order": _("The scores of the table must rise and end at 100 at most. Please sort them."),
    "goals.steps_falls": _("A higher score would lead to a lower coefficient. Please correct the table."),
    "goals.step_without_plan": _(
        "Please write what is done for the person’s ability: a score is not only about money."
    ),
    "goals.formula_not_published": _(
        "The formula “{title}” is not published, so no figure of it can be released. Please publish it first."
    ),
    "goals.figure_without_rows": _(
        "A figure of this month does not open its rows, so it cannot be released. Please reckon the month anew."
    ),
    "goals.floor_unknown": _(
        "The minimum wage of {region} is not known for this month, so nobody can say whether pay reaches it. "
        "Please enter it among the figures of local law, then reckon anew."
    ),
    "goals.hours_unknown": _(
        "The hours of {names} in {month} are not on record ({n} in all), so nobody can say whether their pay reaches "
        "the minimum wage of an hour. Please enter them, then reckon anew."
    ),
    "goals.hours_out_of_range": _(
        "A month has between 0 and {most} hours, with two decimals at most. Please correct the number."
    ),
    "goals.pay_released_already": _("The month {month} is released, so it stays as it is."),
    "goals.pay_to_reckon_anew": _(
        "Hours or pay bases of {month} were entered after it was reckoned. Please reckon it anew, then release it."
    ),
    "goals.amount_unreadable": _("An amount has whole cents and is below {most}. Please correct it."),
    "goals.factors_handed_since": _(
        "Factors were handed over after {month} was reckoned. Please reckon it anew, so that they count."
    ),
    "goals.no_formula": _("No formula is in force in {month}, so there is nothing to hand factors to."),
    "goals.formula_takes_no_factor": _(
        "The formula “{title}” takes no factor of an appraisal. Please publish a version that does first."
    ),
    "goals.month_not_over": _("The month {month} is not over yet. Please wait for its last day."),
    "goals.formula_not_begun": _("The formula counts from {day} on only. Please choose a later month."),
    "goals.not_about_yourself": _("This is about yourself, so somebody else decides."),
    "goals.pay_below_zero": _("An amount below zero is no pay. Please correct it."),
    "goals.base_overlaps": _("There is an amount from {day} on already. Please choose a later day."),
    "goals.import_who": _("Nobody here has the number {number}. Please correct it."),
}
VERBS: dict[str, str | Promise] = {
    "goals.formula_drafted": _("began a pay formula"),
    "goals.formula_edited": _("changed a draft of a pay formula"),
    "goals.formula_part_put": _("wrote a part of a pay formula"),
    "goals.formula_part_dropped": _("took a part out of a pay formula"),
    "goals.formula_simulated": _("simulated a pay formula"),
    "goals.formula_proposed": _("proposed a pay formula"),
    "goals.formula_sent_back": _("sent a pay formula back"),
    "goals.formula_published": _("published a pay formula"),
    "goals.factors_drafted": _("began a table of factors"),
    "goals.factors_step_put": _("wrote a step of a table of factors"),
    "goals.factors_step_dropped": _("took a step out of a table of factors"),
    "goals.factors_proposed": _("proposed a table of factors"),
    "goals.factors_sent_back": _("sent a table of factors back"),
    "goals.factors_published": _("published a table of factors"),
    "goals.pay_calculated": _("reckoned the performance pay of a month"),
    "goals.factors_handed": _("handed factors of appraisals to the pay of a month"),
    "goals.pay_released": _("released the performance pay of a month"),
    "goals.pay_base_written": _("wrote what the pay is reckoned on"),
    "goals.pay_base_corrected": _("corrected what the pay is reckoned on"),
    "goals.pay_base_opened": _("read what the pay is reckoned on"),
    "goals.hours_written": _("wrote the hours of a month"),
}
NOTICES: dict[str, str | Promise] = {"goals.pay_released": _("Performance pay")}
