"""Addresses of the import wizard."""

from django.urls import path

from dengta.foundation.imports import views

app_name = "imports"
urlpatterns = [
    path("", views.overview, name="list"),
    path("mappings/", views.mappings, name="mappings"),
    path("mappings/<int:pk>/", views.mapping, name="mapping"),
    path("mappings/<int:pk>/delete/", views.delete_mapping, name="delete_mapping"),
    path("new/<str:target>/", views.new, name="new"),
    path("template/<str:target>.<str:file_format>", views.template, name="template"),
    path("<int:pk>/", views.show, name="show"),
    path("<int:pk>/columns/", views.columns, name="columns"),
    path("<int:pk>/encoding/", views.encoding, name="encoding"),
    path("<int:pk>/progress/", views.progress, name="progress"),
    path("<int:pk>/refused/", views.refused, name="refused"),
    path("<int:pk>/<slug:decision>/", views.decide, name="decide"),
]
