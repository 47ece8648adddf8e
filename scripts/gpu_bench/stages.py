"""Copies, what a fresh process pays, each kernel, the defect maps."""

SIZES = {"640x480": "640x480.mp4", "1280x720": "720p.mp4", "1920x1080": "1080p.mp4"}


def sizes(session):
    """(size, its capture) of what is measured."""
    chosen = list(SIZES.items())[:1] if session.quick else SIZES.items()
    return [(size, session.captures / capture) for size, capture in chosen]


def copy_bandwidth(found):
    """GB/s within the device, or None."""
    return found.get("copies", {}).get("deviceGigabytesASecond", {}).get("median")


def with_shares(rows, bandwidth):
    """Each kernel's share of the measured copy bandwidth."""
    for row in rows:
        for kernel in row.get("kernels", []):
            if bandwidth and "gigabytesASecond" in kernel:
                kernel["shareOfCopy"] = round(kernel["gigabytesASecond"] / bandwidth, 3)


def phase(session):
    found = {"start": session.measured("start", "--size", "1920x1080"), "copies": session.measured("copies"), "kernels": [],
             "defects": []}
    for part in ("kernels", "defects"):
        for size, capture in sizes(session):
            told = session.measured(part, "--size", size, "--capture", capture)
            with_shares(told.get("rows", []), copy_bandwidth(found))
            found[part] += told.get("rows", [{"size": size, **told}])
    return found
