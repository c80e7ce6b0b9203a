"""Places in metres: filled in by address, never from a later message."""

from __future__ import annotations

import numpy as np

from tsur_nlp.detect.stream.geometry import believable, distance, filled, in_metres

NAN = np.nan


def test_a_missing_place_is_that_of_the_first_message_from_the_address():
    lat, lon = np.array([NAN, 58.0, 58.1, NAN, NAN]), np.array([NAN, 56.0, 56.1, NAN, NAN])
    address = np.array([3, 3, 3, 0, -1])
    found = filled(lat, lon, address)
    np.testing.assert_array_equal(found[0], [58.0, 58.0, 58.1, NAN, NAN])
    np.testing.assert_array_equal(found[1], [56.0, 56.0, 56.1, NAN, NAN])
    assert np.isnan(lat[0])


def test_what_can_be_no_place_is_none():
    lat, lon = believable(np.array([0.0, 58.0, 91.0, 58.0]), np.array([0.0, 56.0, 10.0, 181.0]))
    assert np.isnan(lat).tolist() == np.isnan(lon).tolist() == [True, False, True, True]


def test_metres_are_metres():
    lat, lon = np.array([58.0, 58.01, 58.0]), np.array([56.25, 56.25, 56.27])
    points = in_metres(lat, lon, np.array([-1, -1, -1]))
    north, east = distance(points, points[0])[1:]
    assert abs(north - 1112) < 1
    assert abs(east - 0.02 * 111_195 * np.cos(np.radians(58.0))) < 5


def test_an_address_without_a_place_is_an_island():
    lat = np.array([58.0, NAN, NAN, NAN, NAN])
    points = in_metres(lat, lat - 2.0, np.array([0, 7, 4, 7, -1]))
    assert np.isnan(points[4]).all()
    assert distance(points[:4], points[1]).tolist()[3] == 0.0
    assert (distance(points[[0, 2]], points[1]) > 1e6).all()
    assert len(in_metres(lat[:0], lat[:0], np.zeros(0, dtype=np.int64))) == 0
