"""Addresses of improvement plans."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from dengta.domains.performance.views import improvement_plans as views
from dengta.domains.performance.views import plan_grounds


class PlanPartConverter(StringConverter):
    """What a plan holds."""

    regex = "goal|support|checkpoint"


register_converter(PlanPartConverter, "plan_part")
app_name = "improvement_plans"
urlpatterns = [
    path("", views.plans, name="list"),
    path("new/", views.new, name="new"),
    path("grounds/", plan_grounds.grounds, name="grounds"),
    path("checkpoints/<int:pk>/hold/", views.hold, name="hold"),
    path("checkpoints/<int:pk>/comment/", views.comment, name="comment"),
    path("support/<int:pk>/given/", views.given, name="given"),
    path("<int:pk>/", views.plan, name="plan"),
    path("<int:pk>/add/<plan_part:sort>/", views.add, name="add"),
    path("<int:pk>/remove/<plan_part:sort>/<int:part>/", views.remove, name="remove"),
    path("<int:pk>/propose/", views.propose, name="propose"),
    path("<int:pk>/sign/", views.sign, name="sign"),
    path("<int:pk>/object/", views.object_to, name="object"),
    path("<int:pk>/decide/", views.decide, name="decide"),
    path("<int:pk>/extend/", views.extend, name="extend"),
    path("<int:pk>/finish/", views.finish, name="finish"),
    path("<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("<int:pk>/talk-held/", views.talk_held, name="talk_held"),
]
