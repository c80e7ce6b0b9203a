"""The page of the day: verdict, numbers, map, systemic problems, topics, answers, method."""
