"""The phases by name, in the order in which they run."""

from gpu_bench import memory, pairs, parity, resources, sanitize, stages, videos

PHASES = {"parity": parity.phase, "stages": stages.phase, "pairs": pairs.phase, "videos": videos.phase, "memory": memory.phase,
          "resources": resources.phase, "sanitize": sanitize.phase}
USUAL = ("parity", "stages", "pairs", "videos", "memory", "resources")
