"""Rows of the shell itself: search and style guide for whoever is signed in, preferences for anybody."""

from tests.access.frame import EVERYBODY, Row

ROWS = [
    Row("search", EVERYBODY, query="q=a"),
    Row("styleguide", EVERYBODY),
    Row("styleguide-form", EVERYBODY, methods={"GET", "POST"}),
    Row("styleguide-undo", EVERYBODY, methods={"POST"}),
    Row("preferences", EVERYBODY | {"anonymous"}, methods={"POST"}, data={"theme": "dark"}, public=True),
]
