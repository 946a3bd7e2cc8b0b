"""Addresses of the calculators."""

from django.urls import path

from dengta.domains.disputes.views import calculators, text

app_name = "calculators"
urlpatterns = [
    path("", calculators.calculators, name="list"),
    path("kept/", calculators.calculations, name="calculations"),
    path("kept/<uuid:pk>/", calculators.kept, name="kept"),
    path("kept/<uuid:pk>/discard/", calculators.discard, name="discard"),
    path("text/", text.check_text, name="text"),
    path("<slug:key>/", calculators.calculator, name="calculator"),
    path("<slug:key>/for/<int:pk>/", calculators.calculator, name="about"),
]
