"""The page of a run while it goes on, and what else tells of it."""
