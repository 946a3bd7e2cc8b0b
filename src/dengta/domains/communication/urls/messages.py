"""Addresses of the message rules."""

from django.urls import path

from dengta.domains.communication.views import messages

app_name = "messages"
urlpatterns = [path("load/", messages.load, name="load")]
