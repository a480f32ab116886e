import pytest

from klaviyo_gui.core.outcome import Job, JobStatus


@pytest.mark.parametrize(
    ("status", "is_finished"),
    [
        (JobStatus.QUEUED, False),
        (JobStatus.PROCESSING, False),
        (JobStatus.COMPLETE, True),
        (JobStatus.CANCELLED, True),
    ],
)
def test_a_job_is_finished_when_klaviyo_changes_nothing_more(status, is_finished):
    assert Job("j", status).is_finished == is_finished


def test_every_status_of_klaviyo_is_known():
    assert {status.value for status in JobStatus} == {
        "queued",
        "processing",
        "complete",
        "cancelled",
    }
