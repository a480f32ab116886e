"""The command line: the second shell over the engine. It holds no rule of the trade."""
