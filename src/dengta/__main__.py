"""`python -m dengta COMMAND`: Django's command line with our settings, and `serve`, which looks after the others."""

import os
import sys


def main(words: list[str]) -> int:
    """Do what the first word says; the exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dengta.config.settings")
    if words[:1] == ["serve"]:
        from dengta.config.serve import main as serve  # noqa: PLC0415 - needs no Django, and must not wait for it

        return serve(words[1:])
    from dengta.config.memory import loading  # noqa: PLC0415

    with loading():
        import django  # noqa: PLC0415
        from django.core.management import execute_from_command_line  # noqa: PLC0415

        django.setup()
    execute_from_command_line(["dengta", *words])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
