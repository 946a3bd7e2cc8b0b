"""Addresses of balanced scorecards."""

from django.urls import path

from dengta.domains.goals.views import scorecards

app_name = "scorecards"
urlpatterns = [
    path("", scorecards.scorecards, name="list"),
    path("new/", scorecards.new, name="new"),
    path("<int:pk>/", scorecards.scorecard, name="scorecard"),
    path("<int:pk>/goal/", scorecards.line, name="line"),
    path("<int:pk>/goals/<int:line>/drop/", scorecards.drop, name="drop"),
    path("<int:pk>/goals/<int:line>/task/", scorecards.task, name="task"),
    path("<int:pk>/tasks/<int:task>/done/", scorecards.finish, name="finish"),
    path("<int:pk>/submit/", scorecards.submit, name="submit"),
    path("<int:pk>/confirm/", scorecards.confirm, name="confirm"),
    path("<int:pk>/send-back/", scorecards.send_back, name="send_back"),
]
