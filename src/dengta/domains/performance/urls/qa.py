"""Addresses of quality reviews."""

from django.urls import path

from dengta.domains.performance.views import qa_calibration as calibration
from dengta.domains.performance.views import qa_coaching as coaching
from dengta.domains.performance.views import qa_forms as forms
from dengta.domains.performance.views import qa_reviews as reviews
from dengta.domains.performance.views import qa_sampling as sampling

app_name = "qa"
urlpatterns = [
    path("", reviews.reviews, name="list"),
    path("begin/", reviews.begin, name="begin"),
    path("<int:pk>/", reviews.review, name="review"),
    path("<int:pk>/score/", reviews.score, name="score"),
    path("<int:pk>/words/", reviews.words, name="words"),
    path("<int:pk>/machine/", reviews.machine, name="machine"),
    path("<int:pk>/acknowledge/", reviews.acknowledge, name="acknowledge"),
    path("<int:pk>/dispute/", reviews.dispute, name="dispute"),
    path("<int:pk>/decide/", reviews.decide, name="decide"),
    path("<int:pk>/second-reviewer/", reviews.name_reviewer, name="name_reviewer"),
    path("<int:pk>/coach/", coaching.start, name="coach"),
    path("forms/", forms.forms, name="forms"),
    path("forms/new/", forms.new, name="form_new"),
    path("forms/<int:pk>/", forms.form, name="form"),
    path("forms/<int:pk>/try/", forms.preview, name="preview"),
    path("forms/<int:pk>/publish/", forms.publish, name="publish"),
    path("forms/<int:pk>/items/new/", forms.item_new, name="item_new"),
    path("forms/<int:pk>/items/<slug:key>/", forms.item, name="item"),
    path("forms/<int:pk>/items/<slug:key>/drop/", forms.item_drop, name="item_drop"),
    path("forms/<int:pk>/items/<slug:key>/up/", forms.item_up, name="item_up"),
    path("versions/<int:pk>/", forms.version, name="version"),
    path("plans/", sampling.plans, name="plans"),
    path("plans/new/", sampling.new, name="plan_new"),
    path("plans/<int:pk>/", sampling.plan, name="plan"),
    path("plans/<int:pk>/draw/", sampling.draw, name="plan_draw"),
    path("plans/<int:pk>/rhythm/", sampling.rhythm, name="plan_rhythm"),
    path("plans/<int:pk>/pause/", sampling.pause, name="plan_pause"),
    path("plans/<int:pk>/resume/", sampling.resume, name="plan_resume"),
    path("plans/<int:pk>/end/", sampling.end, name="plan_end"),
    path("draws/<int:pk>/", sampling.one_draw, name="draw"),
    path("calibrations/", calibration.sessions, name="sessions"),
    path("calibrations/course/", calibration.course, name="course"),
    path("calibrations/new/", calibration.new, name="session_new"),
    path("calibrations/<int:pk>/", calibration.session, name="session"),
    path("calibrations/<int:pk>/score/", calibration.score, name="session_score"),
    path("calibrations/<int:pk>/close/", calibration.close, name="session_close"),
    path("calibrations/<int:pk>/cancel/", calibration.cancel, name="session_cancel"),
    path("calibrations/<int:pk>/agree/", calibration.agree, name="session_agree"),
    path("coaching/", coaching.coachings, name="coaching"),
    path("coaching/<int:pk>/", coaching.coaching, name="coaching_one"),
    path("coaching/<int:pk>/done/", coaching.done, name="coaching_done"),
    path("reviewers/", coaching.reviewers, name="reviewers"),
    path("reviewers/<int:pk>/", coaching.reviewer, name="reviewer"),
]
