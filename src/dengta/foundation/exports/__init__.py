"""Every list as XLSX and CSV: `if exports.wanted(request): return exports.respond(request, …)`."""

from typing import TYPE_CHECKING

from dengta.foundation.exports.columns import Column
from dengta.foundation.exports.registry import Listing, register, registered_listings
from dengta.foundation.late import late_names

if TYPE_CHECKING:
    from dengta.foundation.exports.answers import respond, wanted
else:
    __getattr__ = late_names(__name__, respond="answers", wanted="answers")

__all__ = ["Column", "Listing", "register", "registered_listings", "respond", "wanted"]
