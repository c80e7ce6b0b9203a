from pathlib import Path

import pytest
import toy_messages

from tsur_nlp.classify import TopicClassifier
from tsur_nlp.train import Options, read_frame, train_model


def _train(folder: Path, sublabel: str | None) -> Path:
    labelled = read_frame(
        toy_messages.small(),
        text="text",
        label="group",
        sublabel=sublabel,
        mask=toy_messages.unmasked,
    )
    return train_model(labelled, Options(folds=2)).save(folder / f"toy-{sublabel}")


@pytest.fixture(scope="session")
def two_levels(tmp_path_factory) -> Path:
    return _train(tmp_path_factory.mktemp("models"), "topic")


@pytest.fixture(scope="session")
def one_level(tmp_path_factory) -> Path:
    return _train(tmp_path_factory.mktemp("models"), None)


@pytest.fixture(scope="session")
def toy(two_levels) -> TopicClassifier:
    return TopicClassifier(two_levels)


@pytest.fixture(scope="session")
def shipped() -> TopicClassifier:
    return TopicClassifier("topics-ru")
