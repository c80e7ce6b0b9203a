import pandas as pd
import pytest
import toy_messages

from tsur_nlp.train import Labelled, Options, TrainedModel, read_frame, train_model


@pytest.fixture(scope="session")
def frame() -> pd.DataFrame:
    return toy_messages.small()


@pytest.fixture(scope="session")
def labelled(frame) -> Labelled:
    return read_frame(
        frame, text="text", label="group", sublabel="topic", mask=toy_messages.unmasked
    )


@pytest.fixture(scope="session")
def model(labelled) -> TrainedModel:
    return train_model(labelled, Options(folds=2))
