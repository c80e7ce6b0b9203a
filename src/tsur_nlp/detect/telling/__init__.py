"""A finding told to an official: words, examples, reasons, severity."""
