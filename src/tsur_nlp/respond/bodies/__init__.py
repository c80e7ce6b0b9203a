"""Responsible bodies: their names, their directory, and the rules of who gets what."""

from tsur_nlp.respond.bodies.directory import Body, Directory
from tsur_nlp.respond.bodies.names import tidy_names
from tsur_nlp.respond.bodies.reading import read_directory
from tsur_nlp.respond.bodies.route_file import read_routes
from tsur_nlp.respond.bodies.routes import Route, Routes

__all__ = ["Body", "Directory", "Route", "Routes", "read_directory", "read_routes", "tidy_names"]
