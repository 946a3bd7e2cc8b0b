"""Addresses of what stands around the formal case."""

from django.urls import path

from dengta.domains.recognition.views import breaches, conduct, lessons

app_name = "conduct"
urlpatterns = [
    path("breaches/", breaches.listed, name="breaches"),
    path("breaches/new/", breaches.report, name="report"),
    path("breaches/<uuid:pk>/", breaches.breach, name="breach"),
    path("breaches/<uuid:pk>/end/<slug:ending>/", breaches.end, name="end"),
    path("breaches/<uuid:pk>/contest/", breaches.contest, name="contest"),
    path("breaches/<uuid:pk>/answer/", breaches.answer, name="answer"),
    path("reminders/", conduct.reminders, name="reminders"),
    path("reminders/new/", conduct.remind, name="remind"),
    path("reminders/<int:pk>/reply/", conduct.reply, name="reply"),
    path("talks/", conduct.talks, name="talks"),
    path("talks/new/", conduct.log_talk, name="log_talk"),
    path("trials/", conduct.trials, name="trials"),
    path("trials/new/", conduct.register_trial, name="register_trial"),
    path("trials/<int:pk>/stop/", conduct.stop_trial, name="stop_trial"),
    path("ties/", conduct.ties, name="ties"),
    path("ties/new/", conduct.declare_tie, name="declare_tie"),
    path("ties/<int:pk>/end/", conduct.end_tie, name="end_tie"),
    path("reflections/", conduct.reflections, name="reflections"),
    path("reflections/<int:pk>/", conduct.reflect, name="reflect"),
    path("lessons/", lessons.listed, name="lessons"),
    # By the document: the lesson of a case has no number outside.
    path("lessons/questions/<int:pk>/", lessons.quiz, name="quiz"),
    path("lessons/new/<int:case>/", lessons.write, name="write_lesson"),
    path("lessons/<int:pk>/", lessons.lesson, name="lesson"),
    path("lessons/<int:pk>/change/", lessons.change, name="change_lesson"),
    path("lessons/<int:pk>/question/", lessons.question, name="question"),
    path("lessons/<int:pk>/submit/", lessons.submit, name="submit_lesson"),
    path("lessons/<int:pk>/return/", lessons.give_back, name="return_lesson"),
    path("lessons/<int:pk>/release/", lessons.release, name="release_lesson"),
]
