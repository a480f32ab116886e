"""The parts of the Map station."""
