"""Addresses of KPI plans."""

from django.urls import path

from dengta.domains.goals.views import kpi_plans

app_name = "kpi_plans"
urlpatterns = [
    path("", kpi_plans.plans, name="list"),
    path("new/", kpi_plans.new, name="new"),
    path("<int:pk>/", kpi_plans.plan, name="plan"),
    path("<int:pk>/edit/", kpi_plans.edit, name="edit"),
    path("<int:pk>/kpi/", kpi_plans.put, name="put"),
    path("<int:pk>/kpis/<int:weight>/drop/", kpi_plans.drop, name="drop"),
    path("<int:pk>/propose/", kpi_plans.propose, name="propose"),
    path("<int:pk>/publish/", kpi_plans.publish, name="publish"),
    path("<int:pk>/send-back/", kpi_plans.send_back, name="send_back"),
]
