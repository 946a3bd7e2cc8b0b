"""Addresses of people, teams and what is about me."""

from django.urls import path

from dengta.domains.people.views import directory, hiring, me, person, requests, skills, units

app_name = "people"

urlpatterns = [
    path("people/", directory.people_list, name="list"),
    path("people/new/", directory.hire, name="hire"),
    path("people/<int:pk>/", person.person_page, name="person"),
    path("people/<int:pk>/file/", person.file, name="file"),
    path("people/<int:pk>/card/", person.card, name="card"),
    path("people/<int:pk>/contract/", person.contract, name="contract"),
    path("people/<int:pk>/leave/", person.leave, name="leave"),
    path("people/<int:pk>/away/", person.away, name="away"),
    path("people/<int:pk>/skill/", person.skill, name="skill"),
    path("people/<int:pk>/move/", person.move, name="move"),
    path("people/<int:pk>/onboarding/", person.start_onboarding, name="start_onboarding"),
    path("people/<int:pk>/onboarding/<int:step>/", person.step_done, name="step_done"),
    path("people/<int:pk>/roles/", requests.role_list, name="roles"),
    path("people/<int:pk>/roles/new/", requests.role_new, name="role_new"),
    path("people/<int:pk>/roles/<int:grant>/end/", requests.role_end, name="role_end"),
    path("people/units/", units.units, name="units"),
    path("people/units/new/", units.found, name="unit_new"),
    path("people/units/<int:pk>/rename/", units.rename, name="unit_rename"),
    path("people/units/<int:pk>/move/", units.move, name="unit_move"),
    path("people/units/<int:pk>/close/", units.close, name="unit_close"),
    path("people/skills/", skills.skills, name="skills"),
    path("people/skills/new/", skills.skill_form, name="skill_new"),
    path("people/skills/<int:pk>/", skills.skill_form, name="skill_edit"),
    path("people/certificates/", skills.certificates, name="certificates"),
    path("people/candidates/", hiring.candidates, name="candidates"),
    path("people/candidates/new/", hiring.candidate_new, name="candidate_new"),
    path("people/candidates/<uuid:pk>/", hiring.candidate, name="candidate"),
    path("people/candidates/<uuid:pk>/interview/", hiring.interview, name="interview"),
    path("people/candidates/<uuid:pk>/hire/", hiring.candidate_hire, name="candidate_hire"),
    path("people/candidates/<uuid:pk>/decline/", hiring.candidate_decline, name="candidate_decline"),
    path("people/posts/", hiring.posts, name="posts"),
    path("people/posts/new/", hiring.post_new, name="post_new"),
    path("people/requests/", requests.change_requests, name="change_requests"),
    path("people/requests/<uuid:pk>/", requests.change_request, name="change_request"),
    path("people/moves/", requests.moves, name="moves"),
    path("people/moves/<int:pk>/withdraw/", requests.move_withdraw, name="move_withdraw"),
    path("people/reminders/", requests.reminders, name="reminders"),
    path("me/", me.me, name="me"),
    path("me/words/", me.words, name="me_words"),
    path("me/file/", me.own_file, name="me_file"),
    path("me/change/", me.ask, name="me_change"),
    path("me/change/withdraw/", me.withdraw, name="me_withdraw"),
    path("me/move/", me.answer, name="me_move"),
    path("me/onboarding/<int:step>/", me.sign, name="me_sign"),
]
