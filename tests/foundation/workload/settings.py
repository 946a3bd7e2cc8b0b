"""The settings of a worker process under test: the database of the test, and the jobs beside this file."""

import os

from dengta.config.databases import database_from_url
from tests.settings import *  # noqa: F403
from tests.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.foundation.workload"]
DATABASES = {"default": database_from_url(os.environ["DATABASE_URL"])}
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = os.environ["TEST_MAILBOX"]
