"""Addresses of reports from the floor."""

from django.urls import path

from dengta.domains.communication.views import reports

app_name = "reports"
urlpatterns = [
    path("", reports.reports, name="list"),
    path("new/", reports.new, name="new"),
    path("similar/", reports.similar, name="similar"),
    path("<int:pk>/", reports.report, name="report"),
    path("<int:pk>/me-too/", reports.me_too, name="me_too"),
    path("<int:pk>/customers/new/", reports.customer_new, name="customer_new"),
    path("<int:pk>/owner/", reports.owner, name="owner"),
    path("<int:pk>/answer/", reports.answer, name="answer"),
    path("<int:pk>/close/", reports.close, name="close"),
    path("<int:pk>/join/", reports.join, name="join"),
    path("customers/<int:pk>/told/", reports.told, name="told"),
]
