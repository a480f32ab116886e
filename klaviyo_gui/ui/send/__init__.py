"""The parts of the sheet on which a send is decided."""
