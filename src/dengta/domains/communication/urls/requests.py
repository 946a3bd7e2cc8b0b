"""Addresses of requests, weekly reports, and the page for people outside."""

from django.urls import path

from dengta.domains.communication.views import outside, reports, requests

app_name = "requests"
urlpatterns = [
    path("", requests.listing, name="list"),
    path("up/", requests.new_up, name="new_up"),
    path("across/", requests.new_across, name="new_across"),
    path("<int:pk>/", requests.one, name="one"),
    path("<int:pk>/answer/", requests.answer, name="answer"),
    path("<int:pk>/close/", requests.close, name="close"),
    path("<int:pk>/withdraw/", requests.withdraw, name="withdraw"),
    path("<int:pk>/link/", requests.link_new, name="link_new"),
    path("<int:pk>/link/<int:link>/revoke/", requests.link_revoke, name="link_revoke"),
    path("outside/<str:token>/", outside.outside, name="outside"),
    path("reports/", reports.reports, name="reports"),
    path("reports/<int:pk>/", reports.report, name="report"),
    path("reports/<int:pk>/remark/", reports.report_remark, name="report_remark"),
    path("statements/", reports.statements, name="statements"),
    path("statements/new/", reports.statement_new, name="statement_new"),
]
