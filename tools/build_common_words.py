"""Write src/tsur_nlp/train/data/common_words.txt: frequent Russian words, without people's names.

usage: python tools/build_common_words.py [HOW_MANY]

The frequencies are those of the word vectors that natasha installs (navec).
"""

import sys
from pathlib import Path

from tsur_nlp.train.embeddings import frequent_words
from tsur_nlp.train.names import without_names

TARGET = Path(__file__).parents[1] / "src/tsur_nlp/train/data/common_words.txt"


def main(count: int) -> None:
    """Write the file."""
    TARGET.write_text("\n".join(without_names(frequent_words(count))) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
