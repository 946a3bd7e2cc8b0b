"""Turns `DATABASE_URL` into Django's database settings, with the durability that each engine needs."""

from typing import Any

import dj_database_url

# WAL lets readers go on while one writer writes; FULL survives a power cut after commit;
# secure_delete overwrites deleted rows; IMMEDIATE takes the write lock at BEGIN, so that no
# transaction fails half-way with "database is locked". (trusted_schema=OFF would refuse the JSON_VALID
# constraints that Django puts on JSON columns.)
SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
    "PRAGMA secure_delete=ON; PRAGMA cache_size=-65536;"
)


def database_from_url(url: str) -> dict[str, Any]:
    """Settings for one database. Knows `sqlite:///PATH` and `postgres://…`; anything else is refused."""
    config: dict[str, Any] = dict(dj_database_url.parse(url))
    if config["ENGINE"].endswith("sqlite3"):
        config["ENGINE"] = "dengta.config.sqlite3"
        config["OPTIONS"] = {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": SQLITE_PRAGMAS}
    elif config["ENGINE"].endswith("postgresql"):
        config["CONN_MAX_AGE"] = 60
        config["CONN_HEALTH_CHECKS"] = True
    else:
        message = f"DATABASE_URL: SQLite and PostgreSQL are supported, not {config['ENGINE'].rsplit('.', 1)[-1]}"
        raise ValueError(message)
    return config
