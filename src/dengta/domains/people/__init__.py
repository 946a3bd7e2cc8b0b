"""People: the organisation with its dates, employment, skills, onboarding and accounts."""
