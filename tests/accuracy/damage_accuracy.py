"""How well the defect method finds planted damage: average precision by kind and by region, as tables for docs/accuracy.md. This reports;
the figures are no threshold (the prototype's method ranks pixels hardly better than chance)."""
import json
import os
import statistics
import subprocess
import unittest
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor

from programs import SCALE, ProgramTest, film, gradevault, report_of

HARNESS = os.environ["GRADEVAULT_DAMAGE_ACCURACY"]
DAMAGE = "crease,corner,edge,scratch,stain,tear"
CASES = [(kind, table, seed) for seed in (range(71, 75) if SCALE == "full" else (71,))
         for kind, table in (("comic", "plain"), ("card", "textured"))]


def table(title, rows):
    """Markdown: a row a name, medians over the captures."""
    lines = [f"| {title} | captures | average precision | chance |", "|---|---|---|---|"]
    for name, values in sorted(rows.items()):
        precision, chance = (statistics.median(value[i] for value in values) for i in (0, 1))
        lines.append(f"| {name} | {len(values)} | {precision:.3f} | {chance:.3f} |")
    return "\n".join(lines)


class DamageAccuracy(ProgramTest):
    def measured(self, kind, surface, seed, *damage):
        name = f"{kind}_{surface}_{seed}_{'damaged' if damage else 'pristine'}"
        video, _ = film(self.scratch / name, "--seed", seed, "--item", kind, "--table", surface, "--seconds", 4, *damage)
        out = self.scratch / f"{name}-results"
        run = gradevault("analyze", video, "--out", out, "--item-type", kind, "--threads", 1)
        self.assertEqual(run.returncode, 0, run.stderr)
        if not damage:
            return report_of(out)["defects"]["defectPercentage"]
        run = subprocess.run([HARNESS, str(self.scratch / name), str(out)], capture_output=True, text=True)
        self.assertEqual(run.returncode, 0, run.stderr)
        return json.loads(run.stdout)

    def test_is_measured_by_kind_and_by_region(self):
        kinds, regions = defaultdict(list), defaultdict(list)
        with ThreadPoolExecutor(2) as pool:
            damaged = list(pool.map(lambda case: self.measured(*case, "--damage", DAMAGE), CASES))
            clean = list(pool.map(lambda case: self.measured(*case), CASES[:2]))
        called = [result["defectPercentage"] for result in damaged]
        for result in damaged:
            for kind, entry in result["kinds"].items():
                kinds[kind].append((entry["averagePrecision"], entry["chance"]))
                for region, part in entry["regions"].items():
                    regions[f"{kind}, {region}"].append((part["averagePrecision"], part["chance"]))
        print(table("damage", kinds), table("damage, region", regions), sep="\n\n")
        print(f"\ncalled damaged: {statistics.median(called):.1f} % of damaged items, "
              f"{statistics.median(clean):.1f} % of pristine ones")
        self.assertEqual(set(kinds), set(DAMAGE.split(",")))
        for values in kinds.values():
            for precision, chance in values:
                self.assertTrue(0 < chance < 0.5 and 0 < precision <= 1)


if __name__ == "__main__":
    unittest.main()
