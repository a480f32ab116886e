"""The stations; none of them knows another."""
