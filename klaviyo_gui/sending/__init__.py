"""Processes that build and deliver what the plan says."""
