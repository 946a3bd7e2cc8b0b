"""Addresses of the legal data."""

from django.urls import path

from dengta.domains.disputes.views import legal_data

app_name = "legal_data"
urlpatterns = [
    path("", legal_data.figures, name="figures"),
    path("figures/new/", legal_data.figure_new, name="figure_new"),
    path("notices/new/", legal_data.notice_new, name="notice_new"),
    path("questions/", legal_data.questions, name="questions"),
    path("questions/<str:key>/", legal_data.question_answer, name="question_answer"),
]
