"""What all tests of the engines share."""

from hypothesis import settings

# How long an example takes depends on what else the machine does: that is no failure.
settings.register_profile("engines", deadline=None)
settings.load_profile("engines")
