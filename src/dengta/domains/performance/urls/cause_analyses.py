"""Addresses of cause analyses."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from dengta.domains.performance.views import cause_analyses as views


class SectionConverter(StringConverter):
    """The places where causes are looked for."""

    regex = "mix|process|training|product|volume"


register_converter(SectionConverter, "cause_section")
app_name = "cause_analyses"
urlpatterns = [
    path("", views.analyses, name="list"),
    path("new/", views.new, name="new"),
    path("actions/<int:pk>/", views.action, name="action"),
    path("<int:pk>/", views.analysis, name="analysis"),
    path("<int:pk>/take-up/", views.take_up, name="take_up"),
    path("<int:pk>/decline/", views.decline, name="decline"),
    path("<int:pk>/recount/", views.recount, name="recount"),
    path("<int:pk>/find/<cause_section:section>/", views.section, name="section"),
    path("<int:pk>/contribute/", views.contribute, name="contribute"),
    path("<int:pk>/own-share/", views.own_share, name="own_share"),
    path("<int:pk>/add-action/", views.add_action, name="add_action"),
    path("<int:pk>/close/", views.close, name="close"),
]
