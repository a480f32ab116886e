"""A request as a command: a shell reads of it exactly the request, and it holds no key."""

import json
import subprocess
import sys

import pytest

from klaviyo_gui.klaviyo import wire
from klaviyo_gui.klaviyo.as_curl import KEY_PLACE, as_curl
from klaviyo_gui.klaviyo.bodies import wrap

HARD = 'it\'s $HOME `id` \\ "quoted" %PATH% !! \n é 😀 \t; rm -rf *'

needs_shell = pytest.mark.skipif(sys.platform == "win32", reason="needs a shell of POSIX")


def body(kind, text=HARD):
    return wrap(kind, [json.dumps({"type": "event", "note": text}, ensure_ascii=False).encode()])


def read_by_a_shell(command, folder):
    """Return the arguments that a shell hands to curl."""
    curl = folder / "curl"
    curl.write_text(f"#!{sys.executable}\nimport json, sys\nprint(json.dumps(sys.argv[1:]))\n")
    curl.chmod(0o755)
    done = subprocess.run(
        ["/bin/sh", "-c", command],
        env={"PATH": str(folder), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    return json.loads(done.stdout)


@needs_shell
@pytest.mark.parametrize(
    ("kind", "path"), [("events", wire.EVENTS.path), ("profiles", wire.PROFILES.path)]
)
def test_a_shell_reads_of_it_the_request_to_the_letter(tmp_path, kind, path):
    words = read_by_a_shell(as_curl(kind, body(kind)), tmp_path)
    assert words[:3] == ["--request", "POST", f"{wire.HOST}{path}"]
    assert words[-2:] == ["--data-raw", body(kind).decode()]


@needs_shell
def test_a_text_that_is_not_quoted_would_be_read_otherwise(tmp_path):
    command = as_curl("events", body("events")).replace("'\"'\"'", "'")
    try:
        words = read_by_a_shell(command, tmp_path)
    except subprocess.CalledProcessError:
        return
    assert words[-1] != body("events").decode()


@needs_shell
def test_it_has_the_headers_that_are_sent_and_no_key(tmp_path):
    words = read_by_a_shell(as_curl("events", body("events")), tmp_path)
    headers = [words[at + 1] for at, word in enumerate(words) if word == "--header"]
    assert headers[0] == f"Authorization: Klaviyo-API-Key {KEY_PLACE}"
    assert f"revision: {wire.REVISION}" in headers
    assert f"Content-Type: {wire.MEDIA_TYPE}" in headers
    assert not KEY_PLACE.startswith(("pk_", "$"))
