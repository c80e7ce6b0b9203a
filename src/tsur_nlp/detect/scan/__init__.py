"""Which series hold more than that, over windows of days, and how rarely chance does it."""
