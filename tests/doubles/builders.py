"""Building without processes, for what is checked of very many files or with a seeded fault."""

from concurrent.futures import Future


class Builders:
    """Builds by the functions that workers call, in this process."""

    def in_order(self, work, tasks):
        return map(work, tasks)

    def submit(self, work, task):
        done = Future()
        done.set_result(work(task))
        return done
