"""Addresses of the inbox."""

from django.urls import path

from dengta.domains.communication.views import todos

app_name = "todos"
urlpatterns = [path("", todos.inbox, name="inbox"), path("overdue/", todos.overdue, name="overdue")]
