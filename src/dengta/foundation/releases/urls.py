"""Addresses of exports that wait for a second person."""

from django.urls import path

from dengta.foundation.releases import views

app_name = "releases"
urlpatterns = [
    path("", views.request_list, name="list"),
    path("ask/", views.ask, name="ask"),
    path("<int:pk>/", views.show, name="show"),
]
