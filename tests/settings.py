"""The product's own settings, with what a test run needs otherwise."""

import atexit
import shutil
import tempfile
from pathlib import Path

from dengta.config.settings import *  # noqa: F403
from dengta.config.settings import DATABASES, INSTALLED_APPS, STORAGES

# A table with encrypted columns, so that the field itself is tested on a real database.
INSTALLED_APPS = [*INSTALLED_APPS, "tests.foundation.vault"]
HOME = Path(tempfile.mkdtemp(prefix="dengta-test-"))
atexit.register(shutil.rmtree, HOME, ignore_errors=True)
MEDIA_ROOT = HOME / "media"
STATIC_ROOT = HOME / "static"
STATIC_ROOT.mkdir()
# Files on disk, so that live servers and worker processes of a test see the same rows.
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": str(HOME / "test.sqlite3")}
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
# The hash of the product with the least work: it is slow on purpose, and tests sign in a thousand times.
PASSWORD_HASHERS = ["tests.hashing.QuickArgon2"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
