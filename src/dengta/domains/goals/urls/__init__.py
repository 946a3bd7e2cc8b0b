"""Addresses of the room, one module and namespace per part."""

from django.urls import URLPattern, URLResolver

PARTS = "dengta.domains.goals.urls"

urlpatterns: list[URLPattern | URLResolver] = []
