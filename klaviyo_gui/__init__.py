"""Send a CSV file to Klaviyo: a window and a command line over one engine."""

__version__ = "0.1.0"
