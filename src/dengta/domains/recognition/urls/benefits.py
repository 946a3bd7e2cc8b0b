"""Addresses of benefits."""

from django.urls import path

from dengta.domains.recognition.views import benefit_lists, benefits, chances, ideas, loyalty

app_name = "benefits"
urlpatterns = [
    path("", benefits.mine, name="mine"),
    path("given/", benefits.grants, name="grants"),
    path("given/<int:pk>/book/", benefits.book, name="book"),
    path("given/<int:pk>/used/", benefits.use, name="use"),
    path("given/<int:pk>/longer/", benefits.extend, name="extend"),
    path("lists/", benefit_lists.lists, name="lists"),
    path("lists/new/", benefit_lists.begin, name="begin_list"),
    path("lists/<int:pk>/", benefit_lists.one, name="list"),
    path("lists/<int:pk>/change/", benefit_lists.change, name="change_list"),
    path("lists/<int:pk>/fix/", benefit_lists.fix, name="fix_list"),
    path("lists/<int:pk>/withdraw/", benefit_lists.withdraw, name="withdraw_list"),
    path("lists/<int:pk>/book/", benefit_lists.book, name="book_list"),
    path("lists/<int:pk>/close/", benefit_lists.close, name="close_list"),
    path("loyalty/", loyalty.plan, name="loyalty"),
    path("loyalty/write/", loyalty.write, name="write_loyalty"),
    path("chances/", chances.chances, name="chances"),
    path("chances/<int:pk>/", chances.chance, name="chance"),
    path("chances/<int:pk>/plan/", chances.propose, name="propose"),
    path("chances/<int:pk>/answer/", chances.answer, name="answer"),
    path("chances/<int:pk>/close/", chances.close, name="close_chance"),
    path("ideas/", ideas.ideas, name="ideas"),
    path("ideas/<int:pk>/", ideas.idea, name="idea"),
]
