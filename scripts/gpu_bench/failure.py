class Failure(Exception):
    """What cannot be done, in one sentence for people."""
