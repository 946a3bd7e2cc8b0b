"""`./dengta serve`: the web server and one worker, kept running until Ctrl-C."""

import socket
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from dengta.config.supervisor import Child, Supervisor

THREADS_PER_WORKER = 4


class Command(BaseCommand):
    requires_system_checks = []  # `check` and the start of the web server make them
    help = "Serves the product: web server and worker. Whatever dies is started again; Ctrl-C stops both."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=1, help="web processes (default: %(default)s)")

    def handle(self, *args: Any, host: str, port: int, workers: int, **options: Any) -> None:
        _refuse_taken(host, port)
        web = [
            "granian", "--interface", "wsgi", "--host", host, "--port", str(port), "--workers", str(workers),
            "--blocking-threads", str(THREADS_PER_WORKER), "--respawn-failed-workers", "--no-ws",
            "--log-level", "warning", "dengta.config.wsgi:application",
        ]  # fmt: skip
        children = [
            Child("The web server", [sys.executable, "-m", *web]),
            Child("The worker", [sys.executable, "-m", "dengta", "worker"]),
        ]
        self.say(f"Dengta is at http://{host}:{port} (Ctrl-C stops it)")
        Supervisor(children, say=self.say).run()
        self.say("Stopped.")

    def say(self, sentence: str) -> None:
        """One line for whoever looks at the terminal or the log."""
        self.stdout.write(sentence)
        self.stdout.flush()


def _refuse_taken(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as problem:
            message = f"Port {port} cannot be used ({problem.strerror}). Choose another one with --port."
            raise CommandError(message) from problem
