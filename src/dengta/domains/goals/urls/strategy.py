"""Addresses of the strategy map."""

from django.urls import path

from dengta.domains.goals.views import strategy

app_name = "strategy"
urlpatterns = [
    path("", strategy.strategy_map, name="map"),
    path("new/", strategy.new, name="new"),
    path("<int:pk>/", strategy.step, name="step"),
    path("<int:pk>/hang/", strategy.hang, name="hang"),
    path("<int:pk>/close/", strategy.close, name="close"),
]
