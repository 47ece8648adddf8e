"""Device memory at the sizes that need most of it."""


def phase(session):
    return session.measured("memory", "--size", "1920x1080" if session.quick else "1920x1080,3840x2160")
