"""Addresses of month-end reviews."""

from django.urls import path

from dengta.domains.performance.views import month_reviews as views

app_name = "month_reviews"
urlpatterns = [
    path("", views.reviews, name="list"),
    path("new/", views.new, name="new"),
    path("on-meeting/<int:meeting>/", views.prepare, name="prepare"),
    path("slots/<int:pk>/begin/", views.begin_turn, name="begin_turn"),
    path("slots/<int:pk>/end/", views.end_turn, name="end_turn"),
    path("<int:pk>/", views.review, name="review"),
    path("<int:pk>/start/", views.start, name="start"),
    path("<int:pk>/add-slot/", views.add_slot, name="add_slot"),
    path("<int:pk>/close/", views.close, name="close"),
]
