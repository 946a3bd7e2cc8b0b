"""Addresses of bonuses, points and payouts."""

from django.urls import path

from dengta.domains.recognition.views import bonuses, payouts, points, rewards

app_name = "bonuses"
urlpatterns = [
    path("", rewards.own, name="own"),
    path("team/", rewards.team, name="team"),
    path("given/", rewards.given, name="given"),
    path("given/<int:pk>/take-back/", rewards.take_back, name="take_back"),
    path("mix/", rewards.mix, name="mix"),
    path("published/", rewards.published, name="published"),
    path("waiting/", bonuses.waiting, name="waiting"),
    path("bonuses/new/", bonuses.new, name="new"),
    path("bonuses/<int:pk>/", bonuses.bonus, name="bonus"),
    path("bonuses/<int:pk>/give/", bonuses.give, name="give"),
    path("bonuses/<int:pk>/propose/", bonuses.propose, name="propose"),
    path("bonuses/<int:pk>/approve/", bonuses.approve, name="approve"),
    path("bonuses/<int:pk>/back/", bonuses.send_back, name="send_back"),
    path("bonuses/<int:pk>/drop/", bonuses.drop, name="drop"),
    path("points/", points.entries, name="points"),
    path("points/allot/", points.allot, name="allot"),
    path("catalogue/", points.catalogue, name="catalogue"),
    path("catalogue/<int:pk>/redeem/", points.redeem, name="redeem"),
    path("catalogue/items/", points.items, name="items"),
    path("catalogue/items/new/", points.new_item, name="new_item"),
    path("catalogue/items/<int:pk>/", points.change_item, name="change_item"),
    path("budget/", payouts.budget, name="budget"),
    path("payouts/", payouts.lists_of_months, name="payouts"),
    path("payouts/prepare/", payouts.prepare, name="prepare"),
    path("payouts/<int:pk>/", payouts.payout, name="payout"),
    path("payouts/<int:pk>/approve/", payouts.approve, name="approve_payout"),
    path("payouts/<int:pk>/paid/", payouts.paid, name="paid"),
    path("receipts/<int:pk>/received/", payouts.received, name="received"),
    path("receipts/<int:pk>/missing/", payouts.missing, name="missing"),
    path("receipts/<int:pk>/answer/", payouts.answer, name="answer_missing"),
]
