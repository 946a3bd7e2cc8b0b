"""Addresses of calls for help and of what the team keeps of them."""

from django.urls import path

from dengta.domains.communication.views import help_calls

app_name = "help_calls"
urlpatterns = [
    path("", help_calls.help_calls, name="list"),
    path("new/", help_calls.new, name="new"),
    path("times/", help_calls.times, name="times"),
    path("knowledge/", help_calls.knowledge, name="knowledge"),
    path("knowledge/<int:pk>/retire/", help_calls.retire, name="retire"),
    path("<int:pk>/", help_calls.call, name="call"),
    path("<int:pk>/answer/", help_calls.answer, name="answer"),
    path("<int:pk>/withdraw/", help_calls.withdraw, name="withdraw"),
    path("<int:pk>/keep/", help_calls.keep, name="keep"),
]
