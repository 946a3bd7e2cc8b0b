"""Addresses of vision, values, praise and stories."""

from django.urls import path

from dengta.domains.communication.views import culture, stories

app_name = "culture"
urlpatterns = [
    path("", culture.home, name="home"),
    path("lines/new/", culture.line_new, name="line_new"),
    path("lines/<int:pk>/end/", culture.line_end, name="line_end"),
    path("values/new/", culture.value_new, name="value_new"),
    path("values/<int:pk>/end/", culture.value_end, name="value_end"),
    path("praise/", culture.praise, name="praise"),
    path("praise/new/", culture.praise_new, name="praise_new"),
    path("praise/trend/", culture.trend, name="trend"),
    path("praise/<int:pk>/show/", culture.praise_show, name="praise_show"),
    path("praise/<int:pk>/back/", culture.praise_back, name="praise_back"),
    path("honour-wall/", stories.wall, name="wall"),
    path("stories/new/", stories.story_new, name="story_new"),
    path("stories/drafts/", stories.drafts, name="drafts"),
    path("stories/about-me/", stories.about_me, name="about_me"),
    path("stories/<int:pk>/", stories.story, name="story"),
    path("stories/<int:pk>/answer/", stories.answer, name="answer"),
    path("stories/<int:pk>/publish/", stories.publish, name="publish"),
    path("stories/<int:pk>/take-down/", stories.take_down, name="take_down"),
]
