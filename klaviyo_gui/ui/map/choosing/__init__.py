"""The parts of Map in which conditions are put together, and rows are chosen by them."""
