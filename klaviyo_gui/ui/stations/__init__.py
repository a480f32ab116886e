"""The five stations; none of them knows another."""
