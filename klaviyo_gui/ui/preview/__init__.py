"""The parts of the Preview station."""
