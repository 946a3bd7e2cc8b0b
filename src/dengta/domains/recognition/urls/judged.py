"""Addresses of how the policy is judged."""

from django.urls import path

from dengta.domains.recognition.views import judged_audit, judged_changes, judged_leaders, judged_looked, judged_report

app_name = "judged"
urlpatterns = [
    path("", judged_audit.audit, name="audit"),
    path("stands-out/", judged_looked.looked, name="looked"),
    path("stands-out/<int:pk>/", judged_looked.look, name="look"),
    path("climate/", judged_leaders.climate, name="climate"),
    path("severity/", judged_leaders.severity, name="severity"),
    path("questions/", judged_leaders.questions, name="questions"),
    path("questions/<int:pk>/answer/", judged_leaders.answer, name="answer"),
    path("changes/", judged_changes.changes, name="changes"),
    path("changes/new/", judged_changes.note, name="note"),
    path("changes/<int:pk>/", judged_changes.change, name="change"),
    path("report/", judged_report.report, name="report"),
]
