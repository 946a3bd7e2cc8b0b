"""The WSGI application that the web server loads."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dengta.config.settings")
application = get_wsgi_application()

# What the code itself is made of lives as long as the process: the collector of garbage need not look through it again
# every few hundred requests, which would hold up one of them for a tenth of a second.
gc.collect()
gc.freeze()
