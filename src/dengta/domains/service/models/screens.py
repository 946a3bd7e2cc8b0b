"""What belongs to the screens: views somebody saved, and links that open a wallboard without signing in."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SavedView(models.Model):
    """The filter of a list under a name, for one person. Keeps the query string, never the rows."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    # The list it belongs to, by the name of its address ("service:csat").
    page = models.CharField(max_length=60)
    name = models.CharField(_("name"), max_length=60)
    query = models.CharField(max_length=500)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "page", "name"], name="saved_view_once")]

    def __str__(self) -> str:
        return self.name


class BoardLink(models.Model):
    """A link for the television of a team: shows the sums of one unit and nothing else, until it ends.

    Only the hash of its token is kept: whoever reads the database cannot open the board with it.
    """

    unit = models.ForeignKey("people.Unit", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("where it hangs"), max_length=60)
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField(_("open until"))
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "-created_at"], name="board_link_of_unit")]

    def __str__(self) -> str:
        return self.name
