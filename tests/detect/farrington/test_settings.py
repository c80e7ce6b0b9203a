"""Settings that make no sense are refused where they are made."""

import pytest

from tsur_nlp.detect.farrington import FarringtonSettings, RecentSettings
from tsur_nlp.errors import InputError


@pytest.mark.parametrize(
    "wrong",
    [
        {"freq": 12},
        {"years": 0},
        {"half_window": -1},
        {"periods": 0},
        {"left_out": -1},
        {"alpha": 0.0},
        {"weights_threshold": 0.0},
        {"method": "nbPlugin"},
        {"least_span": 0},
    ],
)
def test_wrong_settings_name_themselves(wrong):
    with pytest.raises(InputError, match=f"FarringtonSettings.{next(iter(wrong))}="):
        FarringtonSettings(**wrong)


@pytest.mark.parametrize(
    "wrong",
    [
        {"baseline_weeks": 2},
        {"min_baseline_weeks": 1},
        {"guard_days": -1},
        {"weekday_prior": 0.0},
        {"alpha": 1.0},
        {"least_span": 0},
    ],
)
def test_wrong_recent_settings_name_themselves(wrong):
    with pytest.raises(InputError, match=f"RecentSettings.{next(iter(wrong))}="):
        RecentSettings(**wrong)


def test_steps_follow_the_frequency():
    weekly, daily = FarringtonSettings(), FarringtonSettings(freq=365)
    assert (weekly.step_days, weekly.recent, weekly.guard) == (7, 4, 3)
    assert (daily.step_days, daily.recent) == (1, 28)
