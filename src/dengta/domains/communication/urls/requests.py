"""Addresses of requests, weekly reports, and the page for people outside."""

from django.urls import path

from dengta.domains.communication.views import outside, requests, weekly

app_name = "requests"
urlpatterns = [
    path("requests/", requests.listing, name="list"),
    path("requests/up/", requests.new_up, name="new_up"),
    path("requests/across/", requests.new_across, name="new_across"),
    path("requests/<int:pk>/", requests.one, name="one"),
    path("requests/<int:pk>/answer/", requests.answer, name="answer"),
    path("requests/<int:pk>/close/", requests.close, name="close"),
    path("requests/<int:pk>/withdraw/", requests.withdraw, name="withdraw"),
    path("requests/<int:pk>/link/", requests.link_new, name="link_new"),
    path("requests/<int:pk>/link/<int:link>/revoke/", requests.link_revoke, name="link_revoke"),
    path("requests/outside/<str:token>/", outside.outside, name="outside"),
    path("weekly-reports/", weekly.reports, name="reports"),
    path("weekly-reports/<int:pk>/", weekly.report, name="report"),
    path("weekly-reports/<int:pk>/remark/", weekly.report_remark, name="report_remark"),
    path("risks-and-asks/", weekly.statements, name="statements"),
    path("risks-and-asks/new/", weekly.statement_new, name="statement_new"),
]
