"""Addresses of the important talks."""

from django.urls import path

from dengta.domains.communication.views import talks

app_name = "talks"
urlpatterns = [
    path("", talks.listed, name="listed"),
    path("new/", talks.new, name="new"),
    path("<int:pk>/", talks.talk, name="talk"),
    path("<int:pk>/change/", talks.rewrite, name="rewrite"),
    path("<int:pk>/sign/", talks.sign, name="sign"),
    path("<int:pk>/refuse/", talks.refuse, name="refuse"),
]
