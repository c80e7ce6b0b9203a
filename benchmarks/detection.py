"""Detection on the St Petersburg stream: false alarms, planted problems, rivals, golden numbers,
snow, clusters, growth, campaigns.

    python benchmarks/detection.py [--only null,planted,rivals,golden,snow,clusters,campaign,growth]
        [--runs 20] [--plants 400] [--seed 0] [--jobs 2] [--interval 365] [--write]
        [--data ../shared/data] [--cache FOLDER] [--raw FILE | --from-raw FILE …]

The parts are in the folder detection/, each a module with what it measures in its first line.
`--raw` appends what every run gave, a JSON object a line; `--from-raw` puts several such files
together, so that the parts can be run one by one, or on several machines.
"""

from __future__ import annotations

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from detection.run import main

if __name__ == "__main__":
    main(__doc__)
