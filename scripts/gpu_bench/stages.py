"""Copies, what a fresh process pays, each kernel, the defect maps."""

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
    largest = session.sizes()[-1][0]
    found = {"start": session.measured("start", "--size", largest), "copies": session.measured("copies"), "kernels": [], "defects": []}
    for part in ("kernels", "defects"):
        for size, arguments in session.sizes():
            told = session.measured(part, *arguments)
            with_shares(told.get("rows", []), copy_bandwidth(found))
            found[part] += told.get("rows", [{"size": size, **told}])
    return found
