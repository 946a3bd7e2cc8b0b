"""Addresses of announcements."""

from django.urls import path

from dengta.domains.communication.views import announcement_desk as desk
from dengta.domains.communication.views import announcements, staff_consultations

app_name = "announcements"
urlpatterns = [
    path("", announcements.announcement_list, name="list"),
    path("board/", desk.board, name="board"),
    path("unready/", desk.unready, name="unready"),
    path("new/", desk.new, name="new"),
    path("receipts/<int:pk>/mail/", desk.mail, name="mail"),
    path("<int:pk>/", announcements.one, name="one"),
    path("<int:pk>/confirm/", announcements.confirm, name="confirm"),
    path("<int:pk>/test/", announcements.test, name="test"),
    path("<int:pk>/edit/", desk.edit, name="edit"),
    path("<int:pk>/publish/", desk.publish, name="publish"),
    path("<int:pk>/discard/", desk.discard, name="discard"),
    path("<int:pk>/withdraw/", desk.withdraw, name="withdraw"),
    path("<int:pk>/standing/", desk.standing, name="standing"),
    path("<int:pk>/missing/", desk.missing, name="missing"),
    path("<int:pk>/questions/new/", desk.question, name="question_new"),
    path("<int:pk>/questions/<int:question_id>/", desk.question, name="question"),
    path("<int:pk>/questions/<int:question_id>/drop/", desk.question_drop, name="question_drop"),
    path("<int:pk>/consultation/", staff_consultations.consultation, name="consultation"),
    path("<int:pk>/consultation/open/", staff_consultations.consultation_open, name="consultation_open"),
    path("<int:pk>/consultation/talk/", staff_consultations.negotiation, name="negotiation"),
    path("<int:pk>/consultation/<int:opinion_id>/", staff_consultations.opinion_answer, name="opinion_answer"),
    path("<int:pk>/opinion/", staff_consultations.opinion, name="opinion"),
]
