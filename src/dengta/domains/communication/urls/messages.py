"""Addresses of the message rules and of group chats."""

from django.urls import path

from dengta.domains.communication.views import groups, messages

app_name = "messages"
urlpatterns = [
    path("load/", messages.load, name="load"),
    path("load/teams/", messages.load_of_teams, name="load_of_teams"),
    path("groups/", groups.groups, name="groups"),
    path("groups/connect/", groups.connect, name="group_connect"),
    path("groups/<int:pk>/", groups.group, name="group"),
    path("groups/<int:pk>/disconnect/", groups.disconnect, name="group_disconnect"),
]
