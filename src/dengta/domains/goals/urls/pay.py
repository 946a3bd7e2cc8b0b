"""Addresses of performance pay."""

from django.urls import path

from dengta.domains.goals.views import pay, pay_bases, pay_decisions, pay_months

app_name = "pay"
urlpatterns = [
    path("", pay.formulas, name="list"),
    path("mine/", pay_months.mine, name="mine"),
    path("slips/<uuid:pk>/", pay_months.slip, name="slip"),
    path("bases/", pay_bases.bases, name="bases"),
    path("bases/<int:pk>/", pay_bases.person, name="base"),
    path("bases/<int:pk>/change/", pay_bases.change, name="change_base"),
    path("bases/<int:pk>/hours/", pay_bases.hours, name="hours"),
    path("bases/<uuid:pk>/correct/", pay_bases.correct, name="correct_base"),
    path("months/", pay_months.months, name="months"),
    path("months/new/", pay_months.calculate, name="calculate"),
    path("months/<int:pk>/", pay_months.month, name="month"),
    path("months/<int:pk>/release/", pay_months.release, name="release"),
    path("new/", pay_decisions.new, name="new"),
    path("<int:pk>/", pay.formula, name="formula"),
    path("<int:pk>/edit/", pay_decisions.edit, name="edit"),
    path("<int:pk>/part/", pay_decisions.part, name="part"),
    path("<int:pk>/parts/<int:part>/drop/", pay_decisions.drop, name="drop_part"),
    path("<int:pk>/simulate/", pay_decisions.simulate, name="simulate"),
    path("<int:pk>/propose/", pay_decisions.propose, name="propose"),
    path("<int:pk>/publish/", pay_decisions.publish, name="publish"),
    path("<int:pk>/send-back/", pay_decisions.send_back, name="send_back"),
    path("simulations/<int:pk>/", pay.simulation, name="simulation"),
    path("factors/", pay.tables, name="tables"),
    path("factors/new/", pay_decisions.new_table, name="new_table"),
    path("factors/<int:pk>/", pay.table, name="factor_table"),
    path("factors/<int:pk>/step/", pay_decisions.step, name="step"),
    path("factors/<int:pk>/steps/<int:step>/drop/", pay_decisions.drop_step, name="drop_step"),
    path("factors/<int:pk>/propose/", pay_decisions.propose_table, name="propose_table"),
    path("factors/<int:pk>/publish/", pay_decisions.publish_table, name="publish_table"),
    path("factors/<int:pk>/send-back/", pay_decisions.send_table_back, name="send_table_back"),
]
