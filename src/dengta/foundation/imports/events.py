"""What imports tell the rooms."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ImportPublished:
    """All rows of an import are in. `days` are the business days whose figures it touched (ISO dates)."""

    import_id: int
    target: str
    source: str
    days: tuple[str, ...]
