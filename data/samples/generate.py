"""Write the sample messages: ``python data/samples/generate.py [--out DIR] [--seed 0]``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from generator import build, incident, write  # noqa: E402


def main() -> None:
    """Generate and write; the same seed gives the same files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=HERE)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    world = build.build(seed=given.seed)
    write.write_tables(world, given.out, seed=given.seed)
    incident.write_workbook(world, given.out / "incident_management.xlsx", seed=given.seed)
    print(f"{len(world.messages)} messages -> {given.out}")


if __name__ == "__main__":
    main()
