"""Addresses of the library."""

from django.urls import path

from dengta.domains.communication.views import library

app_name = "library"
urlpatterns = [
    path("", library.documents, name="list"),
    path("new/", library.document_new, name="new"),
    path("clause/<str:number>/<str:code>/", library.clause, name="clause"),
    path("<int:pk>/", library.document, name="document"),
    path("<int:pk>/versions/<int:version>/", library.document, name="version"),
    path("<int:pk>/revise/", library.revise, name="revise"),
    path("<int:pk>/review/", library.review, name="review"),
    path("<int:pk>/owner/", library.hand_over, name="owner"),
    path("<int:pk>/retire/", library.retire, name="retire"),
    path("<int:pk>/read/", library.read, name="read"),
]
