"""Addresses of formal cases."""

from django.urls import path

from dengta.domains.recognition.views import cases

app_name = "cases"
urlpatterns = [path("<int:pk>/", cases.case, name="case")]
