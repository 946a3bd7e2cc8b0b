"""Addresses of workplace checks."""

from django.urls import path

from dengta.domains.communication.views import checks

app_name = "checks"
urlpatterns = [
    path("", checks.checks, name="list"),
    path("new/", checks.check_new, name="new"),
    path("<int:pk>/", checks.check, name="check"),
    path("items/<int:pk>/", checks.judge, name="judge"),
    path("items/<int:pk>/fix/", checks.fix, name="fix"),
]
