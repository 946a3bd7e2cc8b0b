"""Fields that are encrypted at rest, and exact look-up of what they hold.

`EncryptedText` and `BlindIndex` are model fields; `index_values` finds rows by an encrypted value; `rotate` moves
every row to the newest key.
"""

from dengta.foundation.secrets.box import CannotOpen, Sealed
from dengta.foundation.secrets.fields import BlindIndex, EncryptedText, index_values

__all__ = ["BlindIndex", "CannotOpen", "EncryptedText", "Sealed", "index_values"]
