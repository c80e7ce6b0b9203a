"""``python -m tsur_nlp`` is the command line."""

from tsur_nlp.cli import main

main()
