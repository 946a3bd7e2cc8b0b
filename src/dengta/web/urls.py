"""Addresses of the shell itself."""

from django.urls import path

from dengta.web.views.preferences import preferences
from dengta.web.views.search import search

urlpatterns = [
    path("preferences", preferences, name="preferences"),
    path("search", search, name="search"),
]
