"""Addresses of the 1:1s."""

from django.urls import path

from dengta.domains.communication.views import one_on_ones

app_name = "one_on_ones"
urlpatterns = [
    path("", one_on_ones.people, name="people"),
    path("cadence/", one_on_ones.cadence, name="cadence"),
    path("mine/", one_on_ones.mine, name="mine"),
    path("propose/", one_on_ones.propose, name="propose"),
    path("with/<int:pk>/", one_on_ones.plan, name="plan"),
    path("<int:pk>/", one_on_ones.talk, name="talk"),
    path("<int:pk>/move/", one_on_ones.replan, name="replan"),
    path("<int:pk>/call-off/", one_on_ones.cancel, name="cancel"),
    path("<int:pk>/upset/", one_on_ones.upset, name="upset"),
    path("<int:pk>/calming/", one_on_ones.calming, name="calming"),
    path("<int:pk>/solution/", one_on_ones.solution, name="solution"),
    path("<int:pk>/note/", one_on_ones.note, name="note"),
    path("<int:pk>/confirm/", one_on_ones.confirm, name="confirm"),
    path("<int:pk>/send-back/", one_on_ones.send_back, name="send_back"),
]
