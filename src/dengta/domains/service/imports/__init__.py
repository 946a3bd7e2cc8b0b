"""Files the service room takes in."""
