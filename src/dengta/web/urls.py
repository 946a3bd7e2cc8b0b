"""Addresses of the shell itself."""

from django.urls import path

from dengta.web.views.preferences import preferences
from dengta.web.views.search import search
from dengta.web.views.styleguide import sample_form, sample_undo, styleguide

urlpatterns = [
    path("preferences", preferences, name="preferences"),
    path("search", search, name="search"),
    path("styleguide", styleguide, name="styleguide"),
    path("styleguide/form", sample_form, name="styleguide-form"),
    path("styleguide/undo", sample_undo, name="styleguide-undo"),
]
