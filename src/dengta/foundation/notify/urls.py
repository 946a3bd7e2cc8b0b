"""Addresses of notices, of buttons, and of the channels that carry messages out."""

from django.urls import path

from dengta.foundation.notify.views import answers, channels, notices

app_name = "notify"
urlpatterns = [
    path("", notices.notice_list, name="list"),
    path("read/", notices.read_all, name="read_all"),
    path("preferences/", notices.preferences, name="preferences"),
    path("messages/", notices.message_list, name="messages"),
    path("messages/<int:pk>/again/", notices.try_again, name="try_again"),
    path("<int:pk>/open/", notices.open_notice, name="open"),
    path("answers/<str:token>/", answers.answer, name="answer"),
    path("calls/wecom/", answers.wecom_callback, name="wecom_callback"),
    path("calls/feishu/", answers.feishu_callback, name="feishu_callback"),
    path("channels/", channels.channels, name="channels"),
    path("channels/addresses/", channels.addresses, name="addresses"),
    path("channels/addresses/<int:pk>/", channels.address, name="address"),
    path("channels/robots/add/", channels.robot, name="robot_add"),
    path("channels/robots/<uuid:pk>/", channels.robot, name="robot"),
    path("channels/robots/<uuid:pk>/remove/", channels.robot_remove, name="robot_remove"),
    path("channels/robots/<uuid:pk>/try/", channels.robot_try, name="robot_try"),
    path("channels/<str:vendor>/", channels.app, name="app"),
    path("channels/<str:vendor>/try/", channels.app_try, name="app_try"),
]
