"""The compiled innermost loops. They take arrays by position, and know nothing of problems.

Compiled code is kept from run to run. Numba looks only at the file of a function to see whether it has changed, and the
functions here call each other across files; so the folder in which it is kept is named for all of them together.
"""

from hashlib import sha256
from pathlib import Path

from numba import config

_HERE = Path(__file__).parent
_VERSION = sha256(b"".join(file.read_bytes() for file in sorted(_HERE.glob("*.py")))).hexdigest()[:16]
config.CACHE_DIR = str(_HERE / "__pycache__" / f"compiled-{_VERSION}")  # type: ignore[attr-defined]
