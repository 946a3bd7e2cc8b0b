"""Addresses of the honour wall."""

from django.urls import path

from dengta.domains.recognition.views import wall

app_name = "wall"
urlpatterns = [
    path("", wall.wall, name="wall"),
    path("print/", wall.printed, name="printed"),
    path("outside/", wall.outside, name="outside"),
    path("outside/export/", wall.export, name="export"),
]
