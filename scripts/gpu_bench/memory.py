"""Device memory at the sizes that need most of it."""


def phase(session):
    return session.measured("memory", "--size", "66x40" if session.harness else "1920x1080,3840x2160")
