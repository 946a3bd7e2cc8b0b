"""Rows of the shell itself: everybody who is signed in may search, look at the style guide and choose how pages look."""

from tests.access.frame import EVERYBODY, Row

ROWS = [
    Row("search", EVERYBODY, query="q=a"),
    Row("styleguide", EVERYBODY),
    Row("styleguide-form", EVERYBODY, methods={"GET", "POST"}),
    Row("styleguide-undo", EVERYBODY, methods={"POST"}),
    Row("preferences", EVERYBODY, methods={"POST"}, data={"theme": "dark"}, public=True),
]
