"""Django's own deployment check, under the settings of an installation behind HTTPS: not one warning."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.update({"DENGTA_HTTPS": "1", "DJANGO_SETTINGS_MODULE": "dengta.config.settings"})
    execute_from_command_line([sys.argv[0], "check", "--deploy", "--fail-level", "WARNING"])
