"""Addresses of the Service Star, the top list, the tiers and the contests."""

from django.urls import path

from dengta.domains.recognition.views import contests, star_deciding, star_writing, stars

app_name = "stars"
urlpatterns = [
    path("", stars.overview, name="overview"),
    path("<int:pk>/", stars.month, name="month"),
    path("<int:pk>/check/", stars.check, name="check"),
    path("<int:pk>/vote/", star_deciding.vote, name="vote"),
    path("<int:pk>/approve/", star_deciding.approve, name="approve"),
    path("<int:pk>/decline/", star_deciding.decline, name="decline"),
    path("<int:pk>/named/", star_deciding.named, name="named"),
    path("top/", stars.top, name="top"),
    path("top/naming/", star_deciding.naming, name="naming"),
    path("tiers/", stars.tiers, name="tiers"),
    path("tiers/new/", star_writing.new_tiers, name="new_tiers"),
    path("tiers/<int:pk>/confirm/", star_deciding.confirm_tiers, name="confirm_tiers"),
    path("criteria/", stars.criteria, name="criteria"),
    path("criteria/new/", star_writing.new_criteria, name="new_criteria"),
    path("contests/", contests.listed, name="contests"),
    path("contests/new/", contests.new, name="new_contest"),
    path("contests/<int:pk>/", contests.contest, name="contest"),
    path("contests/<int:pk>/confirm/", contests.confirm, name="confirm_contest"),
    path("contests/<int:pk>/award/", contests.award, name="award"),
]
