"""The parts of Map in which a row has several events."""
