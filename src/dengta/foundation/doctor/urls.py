"""Addresses of the health of the installation."""

from django.urls import path

from dengta.foundation.doctor import views

app_name = "doctor"
urlpatterns = [
    path("", views.result, name="result"),
    path("again/", views.again, name="again"),
]
