"""What the pages of this room share."""

from dengta.domains.people.models import Account
from dengta.web import http

Request = http.Request[Account]
