"""What people read at the end."""


def complaints(result):
    """Every failure and difference, one line each; a machine without a device has none."""
    lines = []

    def walk(value, path):
        if isinstance(value, dict):
            if value.get("failed") and not isinstance(value["failed"], int):
                lines.append(f"{path}: {str(value['failed'])[:300]}")
            for test in value.get("failures", []):
                lines.append(f"{path}: {test['test']}")
            if value.get("equal") is False or value.get("sameDigest") is False or value.get("clean") is False:
                lines.append(f"{path}: differs or is not clean: {(value.get('difference') or value.get('problem') or value.get('summary', ''))[:300]}")
            if value.get("fallbacks"):
                lines.append(f"{path}: fell back: {value['fallbacks']}")
            for key, inner in value.items():
                walk(inner, f"{path}/{key}")
        elif isinstance(value, list):
            for i, inner in enumerate(value):
                walk(inner, f"{path}/{i}")

    walk({key: value for key, value in result.items() if key not in ("machine", "program", "doctor")}, "")
    return lines


def parity_lines(found):
    for program, told in found.get("tests", {}).items():
        if "passed" in told:
            yield f"{program}: {told['passed']} passed, {told['failed']} failed, {told['skipped']} skipped"
    for row in found.get("captures", []):
        for other in row["against"]:
            if "equal" in other:
                yield f"{row['capture']}: {row['first']['engine']} {'equals' if other['equal'] and other['sameDigest'] else 'DIFFERS FROM'} {other['engine']}"


def stage_lines(found):
    start, copies = found.get("start", {}), found.get("copies", {})
    if "contextSeconds" in start:
        yield (f"start: context {start['contextSeconds']:.2f} s, scanner {start['scannerSeconds']:.2f} s, "
               f"first batch {start['firstBatchSeconds']:.2f} s, second {start['secondBatchSeconds']:.3f} s")
    if "deviceGigabytesASecond" in copies:
        yield "copies, GB/s: device {:.0f}, to it {:.1f}, from it {:.1f}".format(
            *(copies[name]["median"] for name in ("deviceGigabytesASecond", "toDeviceGigabytesASecond", "fromDeviceGigabytesASecond")))
    for row in found.get("kernels", []):
        if "kernels" not in row:
            continue
        yield f"kernels {row['width']}x{row['height']} {row['content']}: {row['microsecondsAFrame']:.1f} µs a frame"
        for kernel in row["kernels"][:8]:
            share = f", {100 * kernel['shareOfCopy']:.0f} % of copy" if "shareOfCopy" in kernel else ""
            yield f"   {kernel['microseconds']:8.2f} µs  {kernel['kernel']} ({kernel.get('gigabytesASecond', 0):.0f} GB/s{share})"
    for row in found.get("defects", []):
        if "milliseconds" in row:
            yield f"defect maps {row['width']}x{row['height']} {row['content']}: {row['milliseconds']['median']:.2f} ms"


def pair_lines(found):
    rows = [row for row in found.get("rows", []) if "flow" in row]
    if rows:
        yield "µs a pair           content      batch     flow   scan on device   scan with copies"
    for row in rows:
        yield (f"{row['width']}x{row['height']:<6} {row['content']:>18} {row['batch']:9} {row['flow']['median']:9.1f} "
               f"{row['scanOnDevice']['median']:14.1f} {row['scanWithCopies']['median']:16.1f}")


def video_lines(found):
    for row in found.get("decoding", []):
        if "millisecondsAFrame" in row:
            yield f"decoding {row['capture']}: {row['millisecondsAFrame']['median']:.2f} ms a frame, {row['frames']} frames"
    for row in found.get("analyses", []):
        if "cold" not in row:
            continue
        stages = row["warm"][-1]["stages"] if row["warm"] else row["cold"]["stages"]
        shown = ", ".join(f"{name} {value:.2f}" for name, value in sorted(stages.items(), key=lambda pair: -pair[1])[:6])
        warm = f", warm {row['warmSeconds']:.2f} s ({row['warmFramesPerSecond']:.0f} frames/s)" if row["warm"] else ""
        yield (f"{row['capture']} {row['engine']}: cold {row['cold']['seconds']:.2f} s (outside stages {row['cold']['outside']:.2f})"
               f"{warm}; {shown}")


def memory_lines(found):
    for row in found.get("rows", []):
        yield (f"memory {row['width']}x{row['height']}: scanner {row['scannerBytes'] / 1e9:.2f} GB (batch {row['batch']}), "
               f"defect maps {row['defectMapsBytes'] / 1e9:.2f} GB")


def resource_lines(found):
    for row in found.get("kernels", []):
        if row["spillStoreBytes"] or row["registers"] > 100:
            yield (f"{row['kernel']}: {row['registers']} registers, {row['spillStoreBytes']} B spilled")


def sanitize_lines(found):
    for row in found.get("rows", []):
        yield f"{row['tool']} {row['program']}: {'clean' if row['clean'] else 'NOT CLEAN'}; {row['summary']} ({row['seconds']} s)"


LINES = {"parity": parity_lines, "stages": stage_lines, "pairs": pair_lines, "videos": video_lines, "memory": memory_lines,
         "resources": resource_lines, "sanitize": sanitize_lines}


def reason(found):
    """Why there is nothing to show: the first one that a step gave."""
    if isinstance(found, list):
        found = dict(enumerate(found))
    if not isinstance(found, dict):
        return None
    for key in ("skipped", "failed"):
        if key in found:
            return str(found[key])[:200]
    return next((said for said in map(reason, found.values()) if said), None)


def text(result):
    lines = [""]
    for name, of in LINES.items():
        if name in result:
            lines.append(f"== {name} ({result['phaseSeconds'].get(name, '?')} s)")
            lines += list(of(result[name])) or [f"   {reason(result[name]) or 'nothing was measured'}"]
    troubles = complaints(result)
    lines.append(f"== CUDA: {result['doctor']['CUDA']}")
    lines.append(f"== {len(troubles)} complaint(s)")
    return "\n".join(lines + troubles[:30])
