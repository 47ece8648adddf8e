"""Intersection over union of convex quads, apart from the program's own so that one checks the other."""


def area(points):
    return 0.5 * sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, points[1:] + points[:1]))


def clipped(subject, a, b):
    """The part of polygon `subject` to the right of the line from a to b (inside, for clockwise on the screen)."""
    def side(p):
        return (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0])

    result = []
    for p, q in zip(subject, subject[1:] + subject[:1]):
        sp, sq = side(p), side(q)
        if sp >= 0:
            result.append(p)
        if (sp >= 0) != (sq >= 0):
            t = sp / (sp - sq)
            result.append((p[0] + t * (q[0] - p[0]), p[1] + t * (q[1] - p[1])))
    return result


def intersection_over_union(first, second):
    first, second = [[tuple(p) for p in quad] for quad in (first, second)]
    common = first
    for a, b in zip(second, second[1:] + second[:1]):
        common = clipped(common, a, b)
        if not common:
            return 0.0
    shared = abs(area(common))
    return shared / (abs(area(first)) + abs(area(second)) - shared)
