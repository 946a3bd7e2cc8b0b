"""Addresses of team events."""

from django.urls import path

from dengta.domains.communication.views import stories, team_events

app_name = "team_events"
urlpatterns = [
    path("", team_events.events, name="list"),
    path("new/", team_events.event_new, name="new"),
    path("<int:pk>/", team_events.event, name="event"),
    path("<int:pk>/join/", team_events.join, name="join"),
    path("<int:pk>/leave/", team_events.leave, name="leave"),
    path("<int:pk>/cover/", team_events.cover, name="cover"),
    path("<int:pk>/cancel/", team_events.cancel, name="cancel"),
    path("<int:pk>/close/", team_events.close, name="close"),
    path("<int:pk>/debrief/", team_events.debrief, name="debrief"),
    path("<int:event>/photo/", stories.story_new, name="photo"),
]
