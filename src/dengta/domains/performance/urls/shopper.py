"""Addresses of mystery visits."""

from django.urls import path

from dengta.domains.performance.views import shopper

app_name = "shopper"
urlpatterns = [
    path("", shopper.plan_list, name="list"),
    path("plans/new/", shopper.plan_new, name="plan_new"),
    path("plans/<uuid:pk>/", shopper.plan_page, name="plan"),
    path("plans/<uuid:pk>/visit/", shopper.visit_new, name="visit_new"),
    path("scenarios/", shopper.scenarios, name="scenarios"),
    path("scenarios/new/", shopper.scenario_new, name="scenario_new"),
    path("scenarios/<int:pk>/retire/", shopper.scenario_retire, name="scenario_retire"),
    path("visits/<uuid:pk>/", shopper.visit, name="visit"),
    path("visits/<uuid:pk>/close/", shopper.close, name="close"),
    path("visits/<uuid:pk>/cancel/", shopper.cancel, name="cancel"),
    path("visits/<uuid:pk>/decide/", shopper.decide, name="decide"),
    path("make/<uuid:pk>/", shopper.make, name="make"),
    path("make/<uuid:pk>/picture/", shopper.evidence, name="evidence"),
    path("results/", shopper.results, name="results"),
    path("results/<uuid:pk>/", shopper.result, name="result"),
    path("results/<uuid:pk>/object/", shopper.object_to, name="object"),
]
