"""Tags of the job pages."""

from django import template
from django.utils.safestring import SafeString

from dengta.foundation.jobs import words
from dengta.foundation.jobs.models import Job
from dengta.web.components.basics import status

register = template.Library()


@register.simple_tag
def job_status(job: Job) -> SafeString:
    """The state of a job: colour, shape and word."""
    return status(words.tone(job), job.get_state_display())
