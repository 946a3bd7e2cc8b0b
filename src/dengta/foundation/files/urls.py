"""Addresses of stored files."""

from django.urls import path

from dengta.foundation.files import views

app_name = "files"
urlpatterns = [path("<uuid:file_id>/", views.download, name="download")]
