"""The one task that the queue knows: it carries a job's number and nothing else.

On Django 6 the first import reads `from django.tasks import task`.
"""

from django_tasks import task

from dengta.foundation.jobs import runner


@task(queue_name="light")
def run_job(job_id: int) -> None:
    """Do the job, unless somebody else has it or it has ended: waking twice does no harm."""
    runner.run(job_id)
