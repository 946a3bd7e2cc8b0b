"""What reviews by people and mystery visits are called in refusals, in the record and in notices."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "performance.review_days_wrong": _(
        "The period must begin before it ends, and not in the future. Please look again."
    ),
    "performance.review_closes_too_soon": _("People need time to answer. Please choose a closing day after today."),
    "performance.review_without_questions": _(
        "Each question needs its sentence and words for both ends of the scale, and the round a title."
    ),
    "performance.review_is_over": _("“{title}” is over, so nothing can be answered or changed any more."),
    "performance.review_still_running": _(
        "Not everybody has answered. The round closes by itself after {day}, or once all answers are in."
    ),
    "performance.review_unanswered": _("Please answer one question at least. What you cannot judge may stay empty."),
    "performance.review_beyond_scale": _("The scale goes from 1 to 5. Please choose one of its values."),
    "performance.peer_threshold_too_low": _(
        "Results are shown from {floor} answers on. Fewer would tell who said what, so the threshold cannot be lower."
    ),
    "performance.peer_too_few_raters": _(
        "With fewer raters than the threshold of {threshold}, nothing could be shown. Please ask more people."
    ),
    "performance.peer_round_twice": _(
        "There is a round for this unit in these days already. Please choose another period, or call that one off."
    ),
    "performance.peer_nobody_to_ask": _(
        "In these days nobody of this unit worked long enough with a colleague. Please choose a longer period."
    ),
    "performance.self_handed_in": _(
        "It is handed in, so it does not change any more. Tell your leader what is missing."
    ),
    "performance.self_incomplete": _(
        "To hand it in, please fill in all three texts and every question. As a draft it may stay incomplete."
    ),
    "performance.upward_begun_already": _("The review of {quarter} has begun already, so its form does not change."),
    "performance.upward_conduct_missing": _(
        "The form must ask about every conduct. Missing: {missing}. Please add a sentence for each, then start."
    ),
    "performance.upward_teams_too_small": _(
        "No leader of this unit leads {threshold} people, so no result could be shown without telling who said it."
    ),
    "performance.scenario_incomplete": _(
        "A scenario needs a title, what the shopper says, and one criterion at least with a weight of 1 or more."
    ),
    "performance.plan_without_title": _("Please give the plan a title, so that you find it again."),
    "performance.visit_in_the_past": _("That day has passed. Please choose today or a later day."),
    "performance.visit_in_the_future": _("The visit cannot have been after today. Please look at the day."),
    "performance.visit_beyond_plan": _("This person belongs to no team of the plan. Please choose somebody else."),
    "performance.visit_of_planner": _(
        "Whoever makes the plan cannot be visited by it. Please let somebody else plan this visit."
    ),
    "performance.visit_by_colleague": _(
        "The shopper must be a stranger: not the person, nobody of the same team, nobody who leads it."
    ),
    "performance.visit_handed_in": _("This visit is handed in, so it does not change any more."),
    "performance.visit_not_handed_in": _("The shopper has not handed in the visit yet. It can be closed after that."),
    "performance.visit_own_work": _("You made this visit yourself, so somebody else closes it."),
    "performance.visit_closed_already": _("This visit is closed or called off already."),
    "performance.visit_incomplete": _(
        "Please say what happened and judge one criterion at least. What there was no occasion for may stay empty."
    ),
    "performance.visit_pictures_full": _(
        "A visit holds up to {most} pictures. Please keep the ones that show the most."
    ),
    "performance.visit_objected_already": _("You have objected to this visit already. The decision stands beside it."),
    "performance.visit_objection_late": _("One could object until {day}. Please talk with your leader about it."),
    "performance.visit_objection_empty": _("Please write what is wrong with the visit, so that it can be looked into."),
    "performance.visit_no_objection": _("There is no objection that waits for a decision here."),
    "performance.visit_own_decision": _(
        "You made or closed this visit, or it is about you: somebody who was not part of it decides."
    ),
    "performance.visit_decision_empty": _("Please write why you decide so: the person reads it."),
}
VERBS: dict[str, str | Promise] = {
    "performance.peer_round_started": _("started a peer review"),
    "performance.peer_round_closed": _("a peer review was closed"),
    "performance.peer_round_cancelled": _("called off a peer review"),
    "performance.self_reviews_asked": _("people were asked for the self-review of an appraisal cycle"),
    "performance.self_review_handed_in": _("handed in a self-review"),
    "performance.upward_prepared": _("prepared the form of an upward review"),
    "performance.upward_started": _("an upward review began"),
    "performance.upward_closed": _("an upward review was closed"),
    "performance.upward_cancelled": _("called off an upward review"),
    "performance.scenario_added": _("added a scenario for mystery visits"),
    "performance.scenario_retired": _("took a scenario out of the library"),
    "performance.visits_planned": _("began a plan of mystery visits"),
    "performance.visit_planned": _("planned a mystery visit"),
    "performance.visit_handed_in": _("a mystery visit was handed in"),
    "performance.visit_evidence_added": _("a picture was added to a mystery visit"),
    "performance.visit_closed": _("closed a mystery visit"),
    "performance.visit_cancelled": _("called off a mystery visit"),
    "performance.visit_objected": _("objected to a mystery visit"),
    "performance.visit_objection_decided": _("decided an objection to a mystery visit"),
}
NOTICES: dict[str, str | Promise] = {
    "performance.peer_review": _("A peer review"),
    "performance.peer_result": _("What colleagues said"),
    "performance.upward_review": _("An upward review"),
    "performance.upward_result": _("How your leading is seen"),
    "performance.shopper_visit": _("A visit to make"),
    "performance.visit_closed": _("A mystery visit"),
    "performance.visit_objection": _("An objection to a mystery visit"),
}
