"""One of Klaviyo's properties as a place to put a column."""
