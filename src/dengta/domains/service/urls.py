"""Addresses of Today, the wallboard and the service room."""

from django.urls import path

from dengta.domains.service.views import (
    boards,
    contacts,
    contests,
    dictionary,
    health,
    intervals,
    people,
    queues,
    reports,
    rows,
    saved,
    teams,
    today,
    wallboard,
)

app_name = "service"
urlpatterns = [
    path("", today.today, name="today"),
    path("today/waiting/", today.waiting, name="waiting"),
    path("wallboard/", wallboard.wallboard, name="wallboard"),
    path("wall/<str:token>/", wallboard.board, name="board"),
    path("wallboard/links/", boards.boards, name="boards"),
    path("wallboard/links/new/", boards.new_board, name="new_board"),
    path("wallboard/links/<int:pk>/end/", boards.end_board, name="end_board"),
    path("service/intervals/", intervals.intervals, name="intervals"),
    path("service/agents/", reports.agents, name="agents"),
    path("service/agents/<int:pk>/strengths/", people.strengths, name="strengths"),
    path("me/strengths/", people.own_strengths, name="own_strengths"),
    path("service/satisfaction/", reports.csat, name="csat"),
    path("service/teams/", teams.teams, name="teams"),
    path("service/health/", health.health, name="health"),
    path("service/queues/", queues.queues, name="queues"),
    path("service/queues/<int:pk>/", queues.change, name="queue"),
    path("service/rows/", rows.rows, name="rows"),
    path("service/contacts/<int:pk>/", contacts.contact, name="contact"),
    path("service/contacts/<int:pk>/contest/", contacts.contest, name="contest"),
    path("service/contacts/<int:pk>/correct/", contacts.correct, name="correct"),
    path("service/objections/", contests.contests, name="contests"),
    path("service/objections/<int:pk>/", contests.answer, name="answer"),
    path("service/figures/", dictionary.dictionary, name="dictionary"),
    path("service/figures/<slug:key>/", dictionary.definition, name="definition"),
    path("service/views/<slug:listing>/", saved.views, name="views"),
    path("service/views/<int:pk>/forget/", saved.drop, name="drop_view"),
]
