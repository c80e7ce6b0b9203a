"""Parquet <-> frames, row group by row group, types kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from tsur_nlp.exports.cells import as_text, plain

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa
    import pyarrow.parquet as pq


def frames(path: Path, size: int) -> Iterator[pd.DataFrame]:
    """Yield frames of at most ``size`` rows; at least one, so that the columns are known."""
    import pyarrow.parquet as pq

    with pq.ParquetFile(path) as file:
        empty = True
        for batch in file.iter_batches(batch_size=size):
            empty = False
            yield _frame(batch)
        if empty:
            yield _frame(file.schema_arrow.empty_table())


def _frame(table: pa.Table | pa.RecordBatch) -> pd.DataFrame:
    # Integers with gaps stay integers: as floats, an id 15 would be written back as 15.0.
    frame: pd.DataFrame = table.to_pandas(integer_object_nulls=True, ignore_metadata=True)
    return frame


class Pieces:
    """Writes frames whose types may differ from chunk to chunk: a column empty so far has no type.

    Each run of one schema goes to a piece; `close` joins the pieces under a schema that holds all
    of them. Where all frames agree, which is the rule, there is one piece and nothing to join.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._pieces: list[Path] = []
        self._writer: pq.ParquetWriter | None = None

    def append(self, frame: pd.DataFrame) -> None:
        """Write a frame behind the others."""
        import pyarrow.parquet as pq

        table = _table(frame)
        if self._writer is None or self._writer.schema != table.schema:
            self._finish()
            self._pieces.append(self._path.with_name(f"{self._path.name}.{len(self._pieces)}"))
            self._writer = pq.ParquetWriter(self._pieces[-1], table.schema, compression="zstd")
        self._writer.write_table(table)

    def close(self) -> None:
        """Join the pieces into the file."""
        import pyarrow.parquet as pq

        self._finish()
        if len(self._pieces) == 1:
            self._pieces.pop().replace(self._path)
            return
        schema = _joint([pq.read_schema(piece) for piece in self._pieces])
        with pq.ParquetWriter(self._path, schema, compression="zstd") as writer:
            for piece in self._pieces:
                with pq.ParquetFile(piece) as file:
                    for batch in file.iter_batches():
                        writer.write_batch(_cast(batch, schema))
        self._discard()

    def abort(self) -> None:
        """Let go of the pieces."""
        self._finish()
        self._discard()

    def _finish(self) -> None:
        if self._writer is not None:
            self._writer.close()
            self._writer = None

    def _discard(self) -> None:
        for piece in self._pieces:
            piece.unlink(missing_ok=True)
        self._pieces.clear()


def _table(frame: pd.DataFrame) -> pa.Table:
    import pyarrow as pa

    arrays = [_array(frame.iloc[:, n]) for n in range(frame.shape[1])]
    return pa.table(arrays, names=[str(name) for name in frame.columns])


def _array(column: pd.Series) -> pa.Array:
    import pyarrow as pa

    if column.dtype != object:
        found = pa.Array.from_pandas(column)
        return found.combine_chunks() if isinstance(found, pa.ChunkedArray) else found
    values = plain(column)
    try:
        found = pa.array(values)
    except (pa.ArrowInvalid, pa.ArrowTypeError, OverflowError):
        # Numbers among texts, as workbooks have them: one type for the column, nothing lost.
        found = pa.array([None if value is None else as_text(value) for value in values])
    return found


def _joint(schemas: list[pa.Schema]) -> pa.Schema:
    import pyarrow as pa

    fields = []
    for name in schemas[0].names:
        kinds = [schema.field(name) for schema in schemas]
        try:
            single = [pa.schema([kind]) for kind in kinds]
            fields.append(pa.unify_schemas(single, promote_options="permissive").field(0))
        except (pa.ArrowInvalid, pa.ArrowTypeError):
            fields.append(pa.field(name, pa.string()))
    return pa.schema(fields)


def _cast(batch: pa.RecordBatch, schema: pa.Schema) -> pa.RecordBatch:
    import pyarrow as pa

    arrays = []
    for field, array in zip(schema, batch.columns, strict=True):
        try:
            arrays.append(array.cast(field.type))
        except (pa.ArrowInvalid, pa.ArrowNotImplementedError, pa.ArrowTypeError):
            values = [None if v is None else as_text(v) for v in array.to_pylist()]
            arrays.append(pa.array(values, pa.string()).cast(field.type))
    return pa.record_batch(arrays, schema=schema)
