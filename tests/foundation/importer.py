"""A process that carries imports to their end, to be killed on the way: `python -m tests.foundation.importer ID ROWS`.

At the end it says how long reading took and how much memory it held. With `--without-ledger` it is the negative
control: it writes what was staged from the start, each time it is started.
"""

import json
import os
import sys
import time
from pathlib import Path

import django
from django.conf import settings

from dengta.config.memory import loading


def main(import_id: int, rows_of_a_chunk: int, *, ledger: bool) -> None:
    settings.MEDIA_ROOT = os.environ["TEST_MEDIA"]
    with loading():
        django.setup()
    from dengta.foundation.imports import register, services, staging
    from dengta.foundation.imports.models import Import
    from dengta.foundation.imports.publishing import publish
    from dengta.foundation.imports.work import State, Work
    from tests.foundation.importing import CALLS, TALLY, Quiet

    register(CALLS)
    register(TALLY)
    staging.ROWS_OF_A_CHUNK = rows_of_a_chunk
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    job = Import.objects.get(pk=import_id)
    wall, cpu = time.perf_counter(), time.process_time()
    if job.state in {State.MAPPED, State.STAGED}:
        staging.stage(import_id, Quiet())
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        job.refresh_from_db()
    if job.state == State.PREVIEWED:
        services.confirm(job=job, by=None, in_background=False)
    if ledger:
        publish(import_id, Quiet())
        sys.stdout.write(json.dumps({"peak_mb": _peak_mb(), "wall_s": round(wall, 1), "cpu_s": round(cpu, 1)}))
        return
    work = Work.on(import_id)
    for chunk in work.job.chunks.order_by("number"):
        work.target.publish(list(work.packing.unpack(chunk.payload, "")), [], work.target.prepare(work.context()))


def _peak_mb() -> int:
    """The most memory this program has held. (getrusage would count what the parent held when it forked, too.)"""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) // 1024


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), ledger="--without-ledger" not in sys.argv)
