"""The words of appraisals for refusals and the record."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "performance.cycle_dates": _(
        "The dates do not follow each other. The period comes first, then the day until which leaders score, then the"
        " last day of the talks."
    ),
    "performance.cycle_twice": _("{unit} has a cycle for this period already. Please open that one."),
    "performance.source_unknown": _("There is no source called {names}. Please choose among those on the page."),
    "performance.source_without_weight": _(
        "{names}: shown beside the score, without a weight of its own. Please give its weight to other sources."
    ),
    "performance.weights_not_hundred": _("The weights make {total} %. Please change them so that they make 100 %."),
    "performance.no_qualitative_source": _(
        "Figures alone are no appraisal. Please give weight to peers, mystery shopper or quality reviews."
    ),
    "performance.no_qualitative_score": _(
        "There is no score yet in which people judged: no peers, mystery shopper or quality review. Please have one"
        " made before this appraisal is closed."
    ),
    "performance.period_not_over": _("The period runs until {day}. Figures can be frozen from the next day on."),
    "performance.cycle_elsewhere": _("This step does not fit where the cycle stands: {state}."),
    "performance.appraisal_elsewhere": _("This step does not fit where the appraisal stands: {state}."),
    "performance.scores_missing": _("Scores still missing: {count}. Calibration begins when all are there."),
    "performance.no_difference": _(
        "Everybody got the same score in: {groups}. Is that how it was? Please ask the leader, or go on knowingly."
    ),
    "performance.no_factors": _(
        "No published table gives a factor for the scores of this cycle. Please have one published first."
    ),
    "performance.appraisals_open": _("Appraisals not closed yet: {count}. The cycle closes after them."),
    "performance.score_of_a_hundred": _("Please give a score from 0 to 100."),
    "performance.words_missing": _("Please say why, in a sentence or two. Whoever is appraised reads it."),
    "performance.not_signed_yet": _(
        "The person has not signed yet. It can be closed without a signature from the day after {day} on."
    ),
    "performance.objection_open": _("An objection is not answered yet. Please have it answered first."),
    "performance.appeal_open": _("An appeal is not decided yet. Please have it decided first."),
    "performance.no_ability_plan": _(
        "There is no plan yet for what the person is to learn next. An appraisal that leads nowhere helps nobody."
    ),
    "performance.number_unknown": _("There is no such number in this appraisal."),
    "performance.objected_already": _(
        "You objected to this number already. If you do not agree with the answer, you can appeal."
    ),
    "performance.objection_late": _(
        "The time for this ended on {day}. If something kept you from it, please talk to HR."
    ),
    "performance.answered_already": _("This is decided already."),
    "performance.answer_missing": _("Please say why. The person reads it, and it stays on record."),
    "performance.appealed_already": _("There is an appeal already; it has one decision."),
    "performance.nobody_uninvolved": _(
        "Everybody who could decide had a part in this appraisal. Please ask {names} to have somebody else take it on."
    ),
    "performance.nobody_answers": _(
        "Everybody who could answer had a part in this number. Please ask {names} to have somebody else take it on."
    ),
    "performance.read_by_nobody": _(
        "These scores stand far from all other sources, and no second reader was found: {names}. Please look at them"
        " in calibration, or go on knowingly."
    ),
    "performance.read_by_nobody_and_alike": _(
        "These scores stand far from all other sources, and no second reader was found: {names}. And everybody got the"
        " same score in: {groups}. Please look at both, or go on knowingly."
    ),
    "performance.not_handed_over": _(
        "What is judged and written stays with its leader; the appraisal cannot be handed over now: {state}."
    ),
    "performance.hand_over_reason": _(
        "Please say why somebody else takes it over. Both leaders read it, and it stays on record."
    ),
    "performance.cannot_lead": _(
        "{name} cannot take it over. Please choose somebody who leads the team or a level above it and has no other"
        " part in this appraisal."
    ),
}
NOTICES: dict[str, str | Promise] = {
    "performance.appraisal_score": _("Appraisals wait for your score"),
    "performance.appraisal_second": _("You are asked as a second reader"),
    "performance.appraisal_talk": _("Your appraisal"),
    "performance.appraisal_lead": _("Appraisal talks to hold"),
    "performance.objection": _("An objection to an appraisal"),
    "performance.appeal": _("An appeal against an appraisal"),
}
VERBS: dict[str, str | Promise] = {
    "performance.cycle_planned": _("planned an appraisal cycle"),
    "performance.freezing_begun": _("had the figures of a cycle frozen"),
    "performance.figures_frozen": _("froze the figures of a cycle"),
    "performance.calibration_begun": _("began the calibration"),
    "performance.cycle_released": _("released the appraisals"),
    "performance.cycle_closed": _("closed an appraisal cycle"),
    "performance.factors_handed": _("handed the factors of an appraisal cycle to pay"),
    "performance.scored": _("scored an appraisal"),
    "performance.read_as_second": _("read an appraisal as a second person"),
    "performance.calibrated": _("changed a score in calibration"),
    "performance.part_written": _("wrote a part for an appraisal talk"),
    "performance.signed": _("signed an appraisal"),
    "performance.appraisal_closed": _("closed an appraisal"),
    "performance.objected": _("objected to a number of an appraisal"),
    "performance.objection_answered": _("answered an objection"),
    "performance.appealed": _("appealed against an appraisal"),
    "performance.appeal_decided": _("decided an appeal"),
    "performance.appraisal_handed_over": _("handed an appraisal over to another leader"),
    "performance.appeal_given_again": _("gave an appeal to somebody else"),
    "performance.objection_given_again": _("asked others to answer an objection"),
    "performance.second_given_again": _("looked for another second reader"),
}
