"""A review item is read by the person it is about and by who leads them; nobody else, and it is no part of a file."""

from dengta.domains.goals.models import GamingReview
from dengta.domains.goals.policies.covering import OF_PERSON, OF_UNIT
from dengta.foundation.access import Action, Permission

read = Permission("goals.read_reviews", GamingReview, data_class="gaming_review", action=Action.READ, reach=OF_PERSON)
# Without a person in the reach nobody closes what is about themselves.
close = Permission("goals.close_reviews", GamingReview, data_class="gaming_review", action=Action.WRITE, reach=OF_UNIT)
