"""Addresses of suggestions."""

from django.urls import path

from dengta.domains.communication.views import suggestions

app_name = "suggestions"
urlpatterns = [
    path("", suggestions.suggestions, name="list"),
    path("new/", suggestions.new, name="new"),
    path("similar/", suggestions.similar, name="similar"),
    path("<int:pk>/", suggestions.suggestion, name="suggestion"),
    path("<int:pk>/vote/", suggestions.vote, name="vote"),
    path("<int:pk>/withdraw/", suggestions.withdraw, name="withdraw"),
    path("<int:pk>/take-up/", suggestions.take_up, name="take_up"),
    path("<int:pk>/adopt/", suggestions.adopt, name="adopt"),
    path("<int:pk>/decline/", suggestions.decline, name="decline"),
    path("<int:pk>/join/", suggestions.join, name="join"),
    path("<int:pk>/named/", suggestions.named, name="named"),
    path("<int:pk>/done/", suggestions.done, name="done"),
]
