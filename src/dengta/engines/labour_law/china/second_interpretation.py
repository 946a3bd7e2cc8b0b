"""The Supreme People's Court's second interpretation: cited once it was law, a mere reading of the statutes before."""

from datetime import date

from dengta.engines.labour_law.decision import Confidence, Working

IN_FORCE = date(2025, 9, 1)


def cite_second(work: Working, *articles: str) -> None:
    """Cite these articles of J2; for days before it, say instead that the answer stands on interpretation."""
    if work.on >= IN_FORCE:
        work.cite(*(f"J2 {article}" for article in articles))
    else:
        work.leans_on(Confidence.INTERPRETATION)
