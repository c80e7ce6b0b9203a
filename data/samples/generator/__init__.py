"""Invented messages of citizens: phrases, places, people, noise, stream, answers."""
