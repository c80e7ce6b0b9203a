import numpy as np
import pandas as pd
import pytest
from respond.speed.waits import AS_OF, arrivals, waiting
from scipy.stats import binomtest

from tsur_nlp.errors import InputError
from tsur_nlp.respond.speed import Curve, Punctuality, speed_table


@pytest.fixture
def span(rng):
    return waiting(arrivals(900, 60, rng), np.full(900, 200.0), rng)


@pytest.fixture
def bodies(rng):
    return pd.Series(
        rng.choice(["администрация", "водоканал", "школа № 3"], 900, p=[0.6, 0.39, 0.01])
    )


def test_a_group_has_the_curve_of_its_messages(span, bodies):
    table = speed_table(span, bodies).set_index("group")
    for body in table.index:
        rows = (bodies == body).to_numpy()
        curve = Curve.of(span.hours[rows], span.observed[rows])
        for name, share in (("median", 0.5), ("p90", 0.9)):
            ours = table.loc[body, [name, f"{name}_low", f"{name}_high"]].tolist()
            alone = curve.quantile(share)
            assert ours == pytest.approx([alone.value, alone.low, alone.high], nan_ok=True)
    assert table["n"].sum() == 900
    assert table["answered"].sum() == span.observed.sum()
    assert table["small"].to_dict() == {
        "администрация": False,
        "водоканал": False,
        "школа № 3": True,
    }


def test_the_order_of_rows_does_not_matter(span, bodies, rng):
    shuffle = rng.permutation(len(span))
    again = speed_table(span.where(shuffle), bodies.iloc[shuffle])
    pd.testing.assert_frame_equal(speed_table(span, bodies), again)


def test_share_on_time_counts_what_is_decided(span, bodies):
    met = pd.Series(span.hours <= 240).astype("boolean")
    due = pd.Series(span.created + np.timedelta64(240, "h"))
    punctuality = Punctuality.of(met, due, AS_OF)
    row = speed_table(span, bodies, punctuality).iloc[0]
    passed = (due <= AS_OF) & (bodies == row["group"])
    count, n = int((met & passed).sum()), int(passed.sum())
    wilson = binomtest(count, n).proportion_ci(method="wilson")
    assert row["judged"] == n
    assert [row["on_time"], row["on_time_low"], row["on_time_high"]] == pytest.approx(
        [count / n, wilson.low, wilson.high]
    )


def test_fresh_messages_answered_in_time_do_not_raise_the_share():
    now = pd.Timestamp("2024-03-10")
    due = pd.Series(pd.to_datetime(["2024-03-05", "2024-03-20", "2024-03-20"]))
    met = pd.Series([False, True, pd.NA], dtype="boolean")
    assert Punctuality.of(met, due, now).decided.tolist() == [True, False, False]


def test_messages_of_unknown_group_are_left_out(span, bodies):
    some = bodies.mask(bodies == "водоканал", "").mask(bodies == "школа № 3")
    assert speed_table(span, some)["group"].tolist() == ["администрация"]


def test_columns_of_two_frames_are_refused(span, bodies):
    with pytest.raises(InputError, match=r"899, 900"):
        speed_table(span, bodies.iloc[:-1])
