"""What a handler may be told by `report` and `publishing`. Let all of them pass: the runner knows what to do."""


class JobCancelled(Exception):
    """Somebody asked to stop this job."""


class LeaseLost(Exception):
    """Another worker has taken this job over: nothing that we do may become visible any more."""


class AlreadyPublished(RuntimeError):
    """A second `publishing()` without a checkpoint: the first one has finished the job. A bug of the handler."""
