"""Addresses of meetings and of what is learned from them."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from dengta.domains.communication.views import learning, meetings


class PointConverter(StringConverter):
    """The sorts of points a meeting has."""

    regex = "case|award|action"


register_converter(PointConverter, "meeting_point")
app_name = "meetings"
urlpatterns = [
    path("", meetings.meetings, name="list"),
    path("new/", meetings.meeting_new, name="new"),
    path("new/quiet/", meetings.quiet, name="quiet"),
    path("learning/", learning.cases, name="cases"),
    path("learning/<int:pk>/", learning.case, name="case"),
    path("learning/<int:pk>/read/", learning.case_read, name="case_read"),
    path("actions/<int:pk>/", learning.action_done, name="action_done"),
    path("<int:pk>/", meetings.meeting, name="meeting"),
    path("<int:pk>/move/", meetings.meeting_move, name="move"),
    path("<int:pk>/cancel/", meetings.meeting_cancel, name="cancel"),
    path("<int:pk>/slots/", meetings.slots, name="slots"),
    path("<int:pk>/statement/", meetings.statement, name="statement"),
    path("<int:pk>/add/<meeting_point:sort>/", meetings.point_new, name="point_new"),
    path("<int:pk>/remove/<meeting_point:sort>/<int:point>/", meetings.point_remove, name="point_remove"),
    path("<int:pk>/minutes/", meetings.minutes, name="minutes"),
    path("<int:pk>/publish/", meetings.publish, name="publish"),
    path("<int:pk>/addendum/", meetings.addendum, name="addendum"),
]
