"""Every error this library raises on purpose.

TsurError
├── InputError (ValueError)         the caller's data or argument cannot be used
│   └── ExportError                 a file of messages cannot be read or written
├── ArtifactError                   a model folder cannot be used
│   └── ArtifactNotFoundError (FileNotFoundError)
└── TrainingError (ValueError)      the labelled rows do not allow training

A message says what is wrong, where, and what to do about it.
"""


class TsurError(Exception):
    """The root: ``except TsurError`` catches what the library reports and nothing else."""


class InputError(TsurError, ValueError):
    """An argument or a table cannot be used; the sentence names it and the way out."""


class ExportError(InputError):
    """A file of messages cannot be read or written."""


class ArtifactError(TsurError):
    """A model folder is broken, cut, foreign, or of another protocol."""


class ArtifactNotFoundError(ArtifactError, FileNotFoundError):
    """No model folder of that name where models are looked for."""


class TrainingError(TsurError, ValueError):
    """The labelled rows do not allow training: too few, one class, no text."""
