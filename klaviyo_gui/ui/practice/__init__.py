"""The window into the practice Klaviyo."""
