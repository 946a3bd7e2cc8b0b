"""Addresses of formal cases."""

from django.urls import path

from dengta.domains.recognition.views import cases, cases_decide, cases_lists, cases_papers, cases_person, cases_work

app_name = "cases"
urlpatterns = [
    path("", cases_lists.cases, name="list"),
    path("mine/", cases_lists.mine, name="mine"),
    path("deadlines/", cases_lists.deadlines, name="deadlines"),
    path("open/", cases_lists.choose, name="choose"),
    path("open/<int:employee>/", cases_lists.open_about, name="open"),
    path("<int:pk>/", cases.case, name="case"),
    path("<int:pk>/print/", cases_papers.printed, name="printed"),
    path("<int:pk>/file/", cases_papers.file, name="file"),
    path("<int:pk>/combined/", cases_papers.combined, name="combined"),
    path("<int:pk>/letters/<slug:kind>/", cases_papers.letter, name="letter"),
    path("<int:pk>/notice/", cases_work.notice, name="notice"),
    path("<int:pk>/evidence/", cases_person.evidence, name="evidence"),
    path("<int:pk>/statement/", cases_person.statement, name="statement"),
    path("<int:pk>/statement/none/", cases_person.decline, name="decline"),
    path("<int:pk>/statement/close/", cases_work.close_hearing, name="close_hearing"),
    path("<int:pk>/contact/", cases_work.contact, name="contact"),
    path("<int:pk>/good-faith/", cases_person.good_faith, name="good_faith"),
    path("<int:pk>/good-faith/review/", cases_person.review_good_faith, name="review_good_faith"),
    path("<int:pk>/finding/", cases_work.find, name="find"),
    path("<int:pk>/proposal/", cases_work.propose, name="propose"),
    path("<int:pk>/proposal/agree/<slug:ground>/", cases_decide.approve, name="approve"),
    path("<int:pk>/proposal/back/", cases_decide.send_back, name="send_back"),
    path("<int:pk>/decision/", cases_decide.decide, name="decide"),
    path("<int:pk>/decision/by/", cases_decide.name_decider, name="name_decider"),
    path("<int:pk>/delivery/", cases_decide.deliver, name="deliver"),
    path("<int:pk>/delivery/read/", cases_person.read, name="read"),
    path("<int:pk>/appeal/", cases_person.appeal, name="appeal"),
    path("<int:pk>/appeal/decision/", cases_decide.hear, name="hear"),
    path("<int:pk>/appeal/by/", cases_decide.name_hearer, name="name_hearer"),
    path("<int:pk>/execution/", cases_decide.execute, name="execute"),
    path("<int:pk>/forget/", cases_decide.forget, name="forget"),
    path("<int:pk>/close/", cases_work.close, name="close"),
    path("<int:pk>/close/ask/", cases_work.ask_close, name="ask_close"),
    path("<int:pk>/close/not/", cases_work.go_on, name="go_on"),
    path("<int:pk>/hand-over/", cases_work.hand_over, name="hand_over"),
    path("<int:pk>/extend/", cases_work.extend, name="extend"),
    path("<int:pk>/separation/", cases_decide.proofs, name="separation"),
]
