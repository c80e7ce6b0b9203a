"""The heat map: polygons or circles of the units, in a page, as a picture, as GeoJSON."""
