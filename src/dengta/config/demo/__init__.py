"""The demo centre: believable, deterministic from a seed, ending today, loaded through the doors that users use."""
