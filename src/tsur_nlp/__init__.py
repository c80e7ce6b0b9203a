"""Citizens' messages of a Russian region: topic, place, systemic problems, heat map, report."""
