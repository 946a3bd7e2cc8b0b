"""Addresses of goals."""

from django.urls import path

from dengta.domains.goals.views import acknowledgements, goals, on_paper, replans, targets, wizard

app_name = "goals"
urlpatterns = [
    path("", goals.goals, name="list"),
    path("new/", wizard.new, name="new"),
    path("<int:pk>/", goals.goal, name="goal"),
    path("<int:pk>/set-up/<slug:step>/", wizard.step, name="step"),
    path("<int:pk>/readings/", wizard.readings, name="readings"),
    path("<int:pk>/owner/", goals.owner, name="owner"),
    path("<int:pk>/align/", goals.align, name="align"),
    path("<int:pk>/drop/", wizard.drop, name="drop"),
    path("<int:pk>/break-down/", targets.break_down, name="break_down"),
    path("<int:pk>/activate/", goals.activate, name="activate"),
    path("<int:pk>/close/", goals.close, name="close"),
    path("<int:pk>/drivers/new/", goals.new_driver, name="new_driver"),
    path("<int:pk>/drivers/<int:driver>/drop/", goals.drop_driver, name="drop_driver"),
    path("<int:pk>/versions/<int:number>/", targets.version, name="version"),
    path("<int:pk>/versions/<int:number>/people/", targets.people, name="people"),
    path("<int:pk>/acknowledgements/", acknowledgements.acknowledgements, name="acknowledgements"),
    path("<int:pk>/stand-up/<int:unit>/", on_paper.stand_up, name="stand_up"),
    path("<int:pk>/stand-up/<int:unit>/sheet/", on_paper.sheet, name="stand_up_sheet"),
    path("told/<int:pk>/objection/", on_paper.objection, name="told_objection"),
    path("<int:pk>/replan/", replans.replan, name="replan"),
    path("<int:pk>/replan/drop/", replans.drop, name="drop_replan"),
    path("<int:pk>/replan/volumes/", replans.volumes, name="volumes"),
    path("<int:pk>/replan/resources/", replans.ask, name="ask"),
    path("<int:pk>/rebase/", replans.rebase, name="rebase"),
    path("targets/<int:pk>/adjust/", targets.adjust, name="adjust"),
    path("targets/<int:pk>/balance/", targets.balance, name="balance"),
    path("targets/<int:pk>/gap/", targets.gap, name="gap"),
    path("objections/<int:pk>/", acknowledgements.answer, name="answer_objection"),
    path("resources/<int:pk>/", replans.answer, name="answer"),
    path("rebases/<int:pk>/", replans.decide, name="decide_rebase"),
]
