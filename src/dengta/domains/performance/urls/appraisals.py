"""Addresses of appraisals."""

from django.urls import path

from dengta.domains.performance.views import appraisals, cycles

app_name = "appraisals"
urlpatterns = [
    path("", appraisals.mine, name="mine"),
    path("cycles/", cycles.cycles, name="cycles"),
    path("cycles/new/", cycles.new, name="new_cycle"),
    path("cycles/<int:pk>/", cycles.cycle, name="cycle"),
    path("cycles/<int:pk>/own/", appraisals.own, name="own"),
    path("cycles/<int:pk>/freeze/", cycles.freeze, name="freeze"),
    path("cycles/<int:pk>/calibrate/", cycles.calibration, name="calibration"),
    path("cycles/<int:pk>/release/", cycles.release, name="release"),
    path("cycles/<int:pk>/close/", cycles.close, name="close_cycle"),
    path("cycles/<int:pk>/factors/", cycles.hand_factors, name="hand_factors"),
    path("<int:pk>/", appraisals.appraisal, name="appraisal"),
    path("<int:pk>/score/", appraisals.score, name="score"),
    path("<int:pk>/hand-over/", appraisals.hand_over, name="hand_over"),
    path("<int:pk>/second/", appraisals.second, name="second"),
    path("<int:pk>/calibrate/", appraisals.calibrate, name="calibrate"),
    path("<int:pk>/part/", appraisals.part, name="part"),
    path("<int:pk>/sign/", appraisals.sign, name="sign"),
    path("<int:pk>/object/", appraisals.object_to, name="object"),
    path("<int:pk>/appeal/", appraisals.appeal, name="appeal"),
    path("<int:pk>/close/", appraisals.close, name="close"),
    path("objections/<int:pk>/", appraisals.answer, name="answer"),
    path("appeals/<int:pk>/", appraisals.decide_appeal, name="decide_appeal"),
]
