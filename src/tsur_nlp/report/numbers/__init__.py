"""What a report shows, as numbers: no markup, no words but names."""
