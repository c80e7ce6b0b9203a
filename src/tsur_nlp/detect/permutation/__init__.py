"""The space-time permutation scan: where and since when there are more cases than the place and
the day explain, without knowing the population (Kulldorff et al. 2005).

>>> import pandas as pd
>>> places = pd.DataFrame({"place": list("abcdefghijkl"), "x": range(0, 1200, 100), "y": 0})
>>> usual = [(place, day, 1) for place in places["place"] for day in range(30)]
>>> cases = pd.DataFrame([*usual, ("a", 29, 8), ("b", 29, 7)], columns=["place", "day", "count"])
>>> found = permutation_scan(cases, places, settings=PermutationSettings(radius_m=300)).clusters[0]
>>> found.places, found.first_day, found.observed, found.p_monte_carlo < 0.01
(('a', 'b'), 29, 17, True)
"""

from tsur_nlp.detect.permutation.clusters import SpaceTimeCluster
from tsur_nlp.detect.permutation.messages import cases_of_messages, scan_messages
from tsur_nlp.detect.permutation.scan import PermutationScan, permutation_scan
from tsur_nlp.detect.permutation.settings import PermutationSettings

__all__ = [
    "PermutationScan",
    "PermutationSettings",
    "SpaceTimeCluster",
    "cases_of_messages",
    "permutation_scan",
    "scan_messages",
]
