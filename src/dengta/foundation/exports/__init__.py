"""Every list as XLSX and CSV.

`respond` and `wanted` are imported from `exports.respond`: this package loads before models are ready.
"""

from dengta.foundation.exports.columns import Column
from dengta.foundation.exports.registry import Listing, register, registered_listings

__all__ = ["Column", "Listing", "register", "registered_listings"]
