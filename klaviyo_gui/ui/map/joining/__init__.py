"""The parts of Map in which a second file is joined."""
