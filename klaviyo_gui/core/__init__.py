"""The rules of the trade: pure values and functions, no Qt, no HTTP, no disk."""
