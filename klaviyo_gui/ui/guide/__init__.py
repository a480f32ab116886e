"""The guided sample: five stations, a card for each."""
