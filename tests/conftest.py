"""What holds for every test."""

from hypothesis import HealthCheck, settings

# No test is timed: how long an example takes says something of the machine, not of the program.
settings.register_profile(
    "suite", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile("suite")
