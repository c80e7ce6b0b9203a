"""Where exactly: dense groups of messages of one topic in place and time."""
