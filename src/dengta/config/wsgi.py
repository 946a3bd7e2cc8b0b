"""The WSGI application that the web server loads."""

import os

from django.core.wsgi import get_wsgi_application

from dengta.config.garbage import leave_the_code_alone

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dengta.config.settings")
application = get_wsgi_application()
leave_the_code_alone()
