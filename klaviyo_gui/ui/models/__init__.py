"""Thin adapters between values of the engine and Qt's views."""
