"""`./dengta worker`: does the background work. Start as many as you like, on as many machines as you like."""

import os
import signal
import threading
from argparse import ArgumentParser
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from dengta.config.background import WorkerProcess
from dengta.foundation.jobs.registry import QUEUES


class Command(BaseCommand):
    requires_system_checks = []  # `check` and the start of the web server make them
    help = "Does background work: jobs, schedule, events, messages. SIGTERM lets the job under way finish."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--queues", default=",".join(QUEUES), help="which queues to serve (default: %(default)s)")

    def handle(self, *args: Any, queues: str, **options: Any) -> None:
        wanted = [queue.strip() for queue in queues.split(",")]
        if unknown := set(wanted) - set(QUEUES):
            message = f"No such queue: {', '.join(sorted(unknown))}. There are {' and '.join(QUEUES)}."
            raise CommandError(message)
        stopping = threading.Event()

        def stop(number: int, frame: FrameType | None) -> None:
            if stopping.is_set():
                os._exit(1)  # asked twice: the lease hands the job on
            stopping.set()

        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, stop)
        process = WorkerProcess(wanted)
        process.start()
        stopping.wait()
        process.stop()
