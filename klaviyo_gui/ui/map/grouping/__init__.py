"""The parts of Map in which rows are put together into orders."""
