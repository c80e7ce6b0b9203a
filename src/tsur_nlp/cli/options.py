"""Arguments and options that several commands share, named and explained once."""

from pathlib import Path
from typing import Annotated

import typer

Export = Annotated[Path, typer.Argument(help="CSV, TSV, XLSX, Parquet or JSONL; .gz allowed.")]
Output = Annotated[
    Path, typer.Option("--output", "-o", help="File to write; its ending is the format.")
]
JsonOutput = Annotated[Path, typer.Option("--output", "-o", help="JSON file to write.")]
Outputs = Annotated[
    list[Path],
    typer.Option("--output", "-o", help="File to write; its ending is the format; may repeat."),
]
Model = Annotated[str, typer.Option(help="Topic model: id or folder.")]
AssigneeModel = Annotated[str, typer.Option(help="Model trained on responsible bodies: folder.")]
RoutesFile = Annotated[
    str, typer.Option("--routes", help="Rules of who is responsible: TOML, obeyed before a model.")
]
Precision = Annotated[
    float, typer.Option(help="Share of right groups wanted of what needs no review.")
]
Region = Annotated[str, typer.Option(help="Region of the messages, e.g. «Пермский край».")]
Addresses = Annotated[str, typer.Option(help="Register of streets and houses: CSV, GeoJSON, GAR.")]
Boundaries = Annotated[str, typer.Option(help="GeoJSON with the polygons of districts.")]
Column = Annotated[
    list[str], typer.Option(help='Name a column the header table does not know: text="Суть".')
]
Sheet = Annotated[str, typer.Option(help="Sheet of the workbook; the first by default.")]
Jobs = Annotated[int, typer.Option(help="Processes.", min=1)]
AsOf = Annotated[
    str, typer.Option(help="Look from this day, 2021-02-28 or 28.02.2021; last by default.")
]
Unit = Annotated[str, typer.Option(help="district, municipality, or a column; chosen by default.")]
Topics = Annotated[str, typer.Option(help="given or predicted; by default given where filled.")]
ByGroup = Annotated[bool, typer.Option("--by-group", help="Colour every group of topics too.")]
Group = Annotated[str, typer.Option(help="Write this group of topics only, e.g. «ЖКХ».")]
Cells = Annotated[
    int | None,
    typer.Option(help="Hexagons instead of units: H3 resolution, 8 suits a city.", min=4, max=9),
]
Campaigns = Annotated[
    Path | None, typer.Option(help="Also write notes on copied texts to this JSON file.")
]
Previous = Annotated[str, typer.Option(help="Yesterday's problems.json: problems keep their ids.")]
Since = Annotated[
    str, typer.Option(help="Replay day by day from here; closed problems are listed too.")
]
Interval = Annotated[
    float, typer.Option(help="Days between two false alarms that you accept.", min=1)
]
Title = Annotated[str, typer.Option(help="Title of the page, in Russian.")]
Deadlines = Annotated[str, typer.Option(help="TOML file of deadlines; the shipped one by default.")]
Bodies = Annotated[str, typer.Option(help="CSV or TOML file of responsible bodies.")]
Messages = Annotated[str, typer.Option(help="Also write one row per message to this file.")]
Seed = Annotated[int, typer.Option(help="Seed of whatever is random.")]
Text = Annotated[str, typer.Option(help="Column of the text.")]
Label = Annotated[str, typer.Option(help="Column of the label, the first level.")]
Sublabel = Annotated[str, typer.Option(help="Column of the second level, if there is one.")]
