"""`python -m dengta COMMAND`: Django's command line with our settings."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dengta.config.settings")
    sys.argv[0] = "dengta"
    execute_from_command_line(sys.argv)
