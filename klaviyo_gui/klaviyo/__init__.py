"""The only speaker of HTTP to Klaviyo."""
