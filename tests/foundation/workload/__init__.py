"""Jobs that wait for a test to kill their worker. Installed in worker processes only."""
