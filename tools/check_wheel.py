"""Check what a wheel holds: models, samples, the typing mark; and that it stays small.

usage: check_wheel.py FILE.whl
"""

import sys
import zipfile

LIMIT = 40_000_000
NEEDED = (
    "tsur_nlp/py.typed",
    "tsur_nlp/models/topics-ru/meta.json",
    "tsur_nlp/models/places-ru/meta.json",
    "tsur_nlp/samples/messages.csv",
    "tsur_nlp/samples/truth.json",
)


def main(path: str) -> int:
    """Return 0 where the wheel is whole and small."""
    with zipfile.ZipFile(path) as wheel:
        names = set(wheel.namelist())
        size = sum(info.compress_size for info in wheel.infolist())
    missing = [name for name in NEEDED if name not in names]
    print(f"{path}: {len(names)} files, {size / 1e6:.1f} MB, missing: {missing or 'nothing'}")
    return int(bool(missing) or size > LIMIT)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
