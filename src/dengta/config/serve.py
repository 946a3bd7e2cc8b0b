"""`./dengta serve`: the web server and one worker, kept running until Ctrl-C.

Loads no Django: it starts at once, and stays small beside what it looks after.
"""

import argparse
import socket
import sys
from collections.abc import Sequence

from dengta.config.supervisor import Child, Supervisor

THREADS_PER_WORKER = 4


def main(words: Sequence[str]) -> int:
    """Serve until a signal says stop; the exit code."""
    options = parser().parse_args(words)
    if problem := _taken(options.host, options.port):
        _say(f"Port {options.port} cannot be used ({problem}). Choose another one with --port.")
        return 1
    _say(f"Dengta is at http://{options.host}:{options.port} (Ctrl-C stops it)")
    Supervisor(_children(options.host, options.port, options.workers), say=_say).run()
    _say("Stopped.")
    return 0


def parser() -> argparse.ArgumentParser:
    """The options."""
    known = argparse.ArgumentParser(prog="dengta serve", description="Web server and worker; Ctrl-C stops both.")
    known.add_argument("--host", default="127.0.0.1", help="(default: %(default)s)")
    known.add_argument("--port", type=int, default=8000, help="(default: %(default)s)")
    known.add_argument("--workers", type=int, default=1, help="web processes (default: %(default)s)")
    return known


def _children(host: str, port: int, workers: int) -> list[Child]:
    web = [
        "granian", "--interface", "wsgi", "--host", host, "--port", str(port), "--workers", str(workers),
        "--blocking-threads", str(THREADS_PER_WORKER), "--respawn-failed-workers", "--no-ws",
        "--log-level", "warning", "dengta.config.wsgi:application",
    ]  # fmt: skip
    return [
        Child("The web server", [sys.executable, "-m", *web]),
        Child("The worker", [sys.executable, "-m", "dengta", "worker"]),
    ]


def _taken(host: str, port: int) -> str:
    """Why this address cannot be used; nothing when it can."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as problem:
            return problem.strerror or str(problem)
    return ""


def _say(sentence: str) -> None:
    """One line for whoever looks at the terminal or the log."""
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()
