"""Files of messages <-> frames: CSV, XLSX, Parquet, JSONL; header names in one table."""

from tsur_nlp.exports.beside import answers, areas
from tsur_nlp.exports.book import write_book
from tsur_nlp.exports.canonical import COLUMNS, facts, unread_dates, utc_dates
from tsur_nlp.exports.formats import check_output, check_place, same_file
from tsur_nlp.exports.headers import NAMES, Columns, recognise, rename
from tsur_nlp.exports.reading import notes, read, read_chunks
from tsur_nlp.exports.rows import Unread, text_problem, texts
from tsur_nlp.exports.writing import Writer, write

__all__ = [
    "COLUMNS",
    "NAMES",
    "Columns",
    "Unread",
    "Writer",
    "answers",
    "areas",
    "check_output",
    "check_place",
    "facts",
    "notes",
    "read",
    "read_chunks",
    "recognise",
    "rename",
    "same_file",
    "text_problem",
    "texts",
    "unread_dates",
    "utc_dates",
    "write",
    "write_book",
]
