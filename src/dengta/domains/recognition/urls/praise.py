"""Addresses of praise."""

from django.urls import path

from dengta.domains.recognition.views import praise

app_name = "praise"
urlpatterns = [
    path("", praise.cases, name="cases"),
    path("new/", praise.share, name="share"),
    path("mine/", praise.mine, name="mine"),
    path("coverage/", praise.coverage, name="coverage"),
    path("coverage/<int:pk>/", praise.received, name="received"),
    path("readers/<slug:source>/<int:pk>/", praise.readers, name="readers"),
    path("<int:pk>/", praise.case, name="case"),
]
