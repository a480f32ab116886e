"""The parts of the station File."""
