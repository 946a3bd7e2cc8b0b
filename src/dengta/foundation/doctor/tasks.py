"""The nightly look at everything."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dengta.foundation import jobs
from dengta.foundation.doctor import services
from dengta.foundation.doctor.registry import Finding, examine, registered_checks


@jobs.handler(services.EXAMINE, queue="heavy", title=_("Examine the installation"))
def examine_everything(run: jobs.JobRun) -> None:
    """Every night, and whenever an administrator asks: what `./dengta doctor --deep` says, kept."""
    total = len(registered_checks())
    findings: list[Finding] = []
    for finding in examine(now=timezone.now(), deep=True):
        findings.append(finding)
        run.report(done=len(findings), total=total, note=str(finding.check.label))
    with run.publishing() as outcome:
        examination = services.keep(findings=findings, now=timezone.now(), by=run.by)
        outcome |= {"problems": examination.problems, "advice": examination.advice, "url": reverse("doctor:result")}
