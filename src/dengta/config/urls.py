"""All addresses of the product, one line per room."""

from django.urls import URLPattern, URLResolver, include, path

from dengta.config import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("livez", health.livez, name="livez"),
    path("readyz", health.readyz, name="readyz"),
    path("account/", include("dengta.domains.people.urls.accounts")),
    path("", include("dengta.domains.people.urls.people")),
    path("", include("dengta.domains.communication.urls")),
    path("health/", include("dengta.foundation.doctor.urls")),
    path("files/", include("dengta.foundation.files.urls")),
    path("exports/", include("dengta.foundation.releases.urls")),
    path("imports/", include("dengta.foundation.imports.urls")),
    path("jobs/", include("dengta.foundation.jobs.urls")),
    path("news/", include("dengta.foundation.events.urls")),
    path("notices/", include("dengta.foundation.notify.urls")),
    path("", include("dengta.web.urls")),
    path("", include("dengta.domains.service.urls")),
    path("", include("dengta.domains.goals.urls")),
    path("", include("dengta.domains.performance.urls")),
    path("", include("dengta.domains.recognition.urls")),
    path("", include("dengta.domains.disputes.urls")),
]

handler500 = "dengta.web.views.errors.server_error"
