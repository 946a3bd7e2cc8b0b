"""Addresses of the rule book."""

from django.urls import path

from dengta.domains.recognition.views import editions, reading, signing, writing

app_name = "rule_book"
urlpatterns = [
    path("", reading.book, name="book"),
    path("print/", reading.printed, name="printed"),
    path("clauses/<str:code>/", reading.clause, name="clause"),
    path("sign/", signing.own, name="own"),
    path("sign/<int:pk>/", signing.sign, name="sign"),
    path("unsigned/", signing.unsigned, name="unsigned"),
    path("unsigned/<int:pk>/remind/", signing.remind, name="remind"),
    path("editions/", editions.editions, name="editions"),
    path("editions/found/", editions.found, name="found"),
    path("editions/new/<int:book>/", editions.begin, name="begin"),
    path("editions/<int:pk>/", editions.edition, name="edition"),
    path("editions/<int:pk>/add/<slug:kind>/", writing.add, name="add"),
    path("editions/<int:pk>/clauses/", writing.choose, name="choose"),
    path("editions/<int:pk>/clauses/<int:clause>/", writing.change, name="change"),
    path("editions/<int:pk>/clauses/<int:clause>/end/", writing.end, name="end"),
    path("editions/<int:pk>/clauses/<int:clause>/drop/", writing.drop, name="drop"),
    path("editions/<int:pk>/matrix/", writing.matrix, name="matrix"),
    path("editions/<int:pk>/check/", writing.check, name="check"),
    path("editions/<int:pk>/open/", editions.open_for_comments, name="open"),
    path("editions/<int:pk>/comment/", editions.comment, name="comment"),
    path("comments/<int:pk>/answer/", editions.answer, name="answer"),
    path("editions/<int:pk>/settle/", editions.settle, name="settle"),
    path("editions/<int:pk>/back/", editions.back, name="back"),
    path("editions/<int:pk>/withdraw/", editions.withdraw, name="withdraw"),
    path("editions/<int:pk>/forward/", editions.forward, name="forward"),
    path("editions/<int:pk>/publish/", editions.publish, name="publish"),
]
