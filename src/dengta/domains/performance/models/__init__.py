"""What the performance room keeps, one module per part."""

from dengta.domains.performance.models.peer_reviews import (
    PeerInvitation,
    PeerPack,
    PeerQuestion,
    PeerResult,
    PeerRound,
)
from dengta.domains.performance.models.self_reviews import SelfReview
from dengta.domains.performance.models.shopper import Scenario, ShopperPlan, ShopperVisit, VisitEvidence
from dengta.domains.performance.models.upward_reviews import (
    Conduct,
    UpwardItem,
    UpwardPack,
    UpwardResult,
    UpwardRound,
    UpwardToken,
)

__all__ = [
    "Conduct",
    "PeerInvitation",
    "PeerPack",
    "PeerQuestion",
    "PeerResult",
    "PeerRound",
    "Scenario",
    "SelfReview",
    "ShopperPlan",
    "ShopperVisit",
    "UpwardItem",
    "UpwardPack",
    "UpwardResult",
    "UpwardRound",
    "UpwardToken",
    "VisitEvidence",
]
