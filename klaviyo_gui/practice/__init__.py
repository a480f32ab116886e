"""The practice Klaviyo on loopback."""
