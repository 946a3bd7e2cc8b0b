"""Addresses of notices."""

from django.urls import path

from dengta.foundation.notify import views

app_name = "notify"
urlpatterns = [
    path("", views.notice_list, name="list"),
    path("read/", views.read_all, name="read_all"),
    path("preferences/", views.preferences, name="preferences"),
    path("messages/", views.message_list, name="messages"),
    path("messages/<int:pk>/again/", views.try_again, name="try_again"),
    path("<int:pk>/open/", views.open_notice, name="open"),
]
