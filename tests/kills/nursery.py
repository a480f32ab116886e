"""Starts senders, and kills them, as copies of one process that has imported what they need.

``python -m tests.kills.nursery`` reads ``[delay, argument, …]`` by lines, the seconds after which a
sender is killed and what it is started with, and says of each how it ended and what it told.
"""

import sys

import orjson

from klaviyo_gui import processes


def main():
    context = processes.context("tests.kills.sender")
    for line in sys.stdin.buffer:
        sys.stdout.buffer.write(orjson.dumps(live(context, *orjson.loads(line))) + b"\n")
        sys.stdout.flush()


def live(context, delay, *arguments):
    """Let a sender live, and kill it so long after its first request may go out, None for never."""
    from tests.kills import sender  # noqa: PLC0415 - only the copies need what it imports

    reader, writer = context.Pipe(duplex=False)
    child = context.Process(target=sender.main, args=(writer, *arguments))
    child.start()
    writer.close()
    told = []
    try:
        told.append(reader.recv())
        if delay is not None and told[0][0] == sender.ON:
            child.join(delay)
            child.kill()
        while True:
            told.append(reader.recv())
    except EOFError:
        pass
    child.join()
    return child.exitcode, told


if __name__ == "__main__":
    main()
