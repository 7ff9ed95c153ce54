"""Kills sambydd with SIGKILL under concurrent writes, again and again, and looks for lost ones.

What was acknowledged must be there after the restart, at the position told. What was under way may
be there or not, but repeating it must give the answer of a first call, so that in the end every
document stands exactly once. SAMBYD_SEED repeats a run's choices, SAMBYD_KILLS changes its length.
"""

import collections
import dataclasses
import itertools
import json
import os
import random
import re
import subprocess
import tempfile
import threading
import time
import unittest
import uuid

import grpc
import server
import wire

KILLS = int(os.environ.get("SAMBYD_KILLS", 50))
WRITERS = 4
MOST_WRITES_BEFORE_KILL = 30
IMPORT_ROWS = 5
# What a call may answer whose server dies under it.
BROKEN_OFF = (grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.CANCELLED)

INGEST_OUTCOME_CREATED = 1

IDENTITY = re.compile(
    rb'(?<=schemeName="notice-id">)[^<]+|(?<=<cbc:ContractFolderID>)[^<]+')


@dataclasses.dataclass
class Write:
    method: str
    content: object  # a request, or a list of them
    enterprises: list = dataclasses.field(default_factory=list)  # names that it makes


class Source:
    """Writes of documents that nobody wrote before. Thread-safe."""

    def __init__(self, rng, enterprises):
        self._lock = threading.Lock()
        self._rng = rng
        self._rows = map(json.loads, server.generated_enterprises(enterprises).splitlines())
        self._notices = itertools.cycle(path.read_bytes() for path in server.SAMPLES)
        self._kinds = itertools.cycle([self._notice, self._create, self._notice, self._import])

    def next(self):
        with self._lock:
            return next(self._kinds)()

    def _uuid(self):
        return str(uuid.UUID(int=self._rng.getrandbits(128), version=4))

    def _notice(self):
        content = IDENTITY.sub(lambda _: self._uuid().encode(), next(self._notices))
        return Write("TenderService.IngestNotice",
                     {"content": content, "requestId": self._uuid()})

    def _create(self):
        enterprise = next(self._rows)["enterprise"]
        return Write("EnterpriseService.CreateEnterprise",
                     {"enterprise": enterprise, "requestId": self._uuid()}, [name_of(enterprise)])

    def _import(self):
        rows = list(itertools.islice(self._rows, IMPORT_ROWS))
        return Write("EnterpriseService.ImportEnterprises", [{"rows": rows}],
                     [name_of(row["enterprise"]) for row in rows])


def name_of(enterprise):
    return f"enterprises/DK{enterprise['nationalId']['value']}"


class Ledger:
    """What the server acknowledged, and what was under way when it died. Thread-safe."""

    def __init__(self):
        self._changed = threading.Condition()
        self.tenders = {}  # name -> position
        self.enterprises = {}
        self.positions = collections.Counter()
        self.replays = []  # (write, answer) of calls that a request_id makes repeatable
        self.unfinished = []

    def acknowledge(self, write, answer):
        position = (answer.update_position if write.method == "EnterpriseService.CreateEnterprise"
                    else answer.position)
        with self._changed:
            self.positions[position] += 1
            if write.method == "TenderService.IngestNotice":
                self.tenders[answer.tender] = position
            self.enterprises.update((name, position) for name in write.enterprises)
            if not isinstance(write.content, list):
                self.replays.append((write, answer))
            self._changed.notify_all()

    def break_off(self, write):
        with self._changed:
            self.unfinished.append(write)

    def wait_for(self, writes):
        with self._changed:
            if not self._changed.wait_for(lambda: self.positions.total() >= writes, timeout=60):
                raise RuntimeError(f"only {self.positions.total()} of {writes} writes in time")


def run(client, write, ledger):
    answer = client.call(write.method, write.content)
    ledger.acknowledge(write, answer)
    return answer


class KillServerTest(unittest.TestCase):
    maxDiff = 2000

    def setUp(self):
        self.seed = int(os.environ.get("SAMBYD_SEED", random.SystemRandom().randrange(1 << 32)))
        print(f"SAMBYD_SEED={self.seed} kills={KILLS}", flush=True)
        self.rng = random.Random(self.seed)
        folder = tempfile.TemporaryDirectory(prefix="sambyd-kill-")
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        # A writer of four imports; twice what the writes before a kill need, for those after it.
        most_rows = KILLS * (MOST_WRITES_BEFORE_KILL + WRITERS) * (IMPORT_ROWS + 1) // 2
        self.source = Source(random.Random(self.rng.random()), most_rows)
        self.ledger = Ledger()

    def start(self):
        running = server.Server(self.folder)
        self.addCleanup(running.kill)
        return running

    def test_what_was_acknowledged_survives_every_kill_and_nothing_stands_twice(self):
        running = self.start()
        api = wire.Api(running.address)
        for kill in range(1, KILLS + 1):
            written = self.write_until_killed(running, api)
            if kill % 5 == 0 or kill == KILLS:
                self.check_files()
            running = self.start()
            with wire.Client(api, running.address) as client:
                self.verify(client, written)
                self.repeat_unfinished(client)
        with wire.Client(api, running.address) as client:
            self.verify_everything(client)
            self.drain(running, client)
        self.check_files()
        print(f"{self.ledger.positions.total()} writes acknowledged: {len(self.ledger.tenders)} "
              f"tenders, {len(self.ledger.enterprises)} enterprises")

    def write_until_killed(self, running, api):
        """Returns the names acknowledged before the kill."""
        before = set(self.ledger.tenders) | set(self.ledger.enterprises)
        target = self.ledger.positions.total() + self.rng.randrange(MOST_WRITES_BEFORE_KILL)
        unexpected = []
        writers = [threading.Thread(target=self.write, args=(running, api, unexpected))
                   for _ in range(WRITERS)]
        for writer in writers:
            writer.start()
        try:
            self.ledger.wait_for(target)
            time.sleep(self.rng.uniform(0, 0.01))  # anywhere between two acknowledgements
        finally:
            running.kill()
            for writer in writers:
                writer.join()
        self.assertEqual(unexpected, [])
        return (set(self.ledger.tenders) | set(self.ledger.enterprises)) - before

    def write(self, running, api, unexpected):
        with wire.Client(api, running.address) as client:
            while True:
                write = self.source.next()
                try:
                    run(client, write, self.ledger)
                except wire.Failure as failure:
                    self.ledger.break_off(write)
                    if failure.code not in BROKEN_OFF:
                        unexpected.append(str(failure))
                    return

    def verify(self, client, names):
        positions = {**self.ledger.tenders, **self.ledger.enterprises}
        for name in names:
            kind = "Tender" if name.startswith("tenders/") else "Enterprise"
            document = client.call(f"{kind}Service.Get{kind}", {"name": name})
            self.assertEqual(document.update_position, positions[name], name)
        status = client.call("AdminService.GetStatus", {})
        self.assertGreaterEqual(status.position, max(self.ledger.positions, default=0))

    def repeat_unfinished(self, client):
        repeated, self.ledger.unfinished = self.ledger.unfinished, []
        for write in repeated:
            if isinstance(write.content, list):
                self.repeat_import(client, write)
                continue
            answer = run(client, write, self.ledger)
            if write.method == "TenderService.IngestNotice":
                self.assertEqual(answer.outcome, INGEST_OUTCOME_CREATED)

    def repeat_import(self, client, write):
        """Imports have no request_id: all rows of a record landed, or none of them."""
        answer = client.call(write.method, write.content)
        self.assertIn((answer.created, answer.unchanged), [(IMPORT_ROWS, 0), (0, IMPORT_ROWS)])
        for name in write.enterprises:
            stored = client.call("EnterpriseService.GetEnterprise", {"name": name})
            self.ledger.enterprises[name] = stored.update_position

    def verify_everything(self, client):
        self.verify(client, [*self.ledger.tenders, *self.ledger.enterprises])
        status = client.call("AdminService.GetStatus", {})
        self.assertEqual(status.tenders, len(self.ledger.tenders))
        self.assertEqual(status.enterprises, len(self.ledger.enterprises))
        shared = [position for position, writes in self.ledger.positions.items() if writes > 1]
        self.assertEqual(shared, [], "two writes were told one position")
        replays = self.ledger.replays
        for write, answer in self.rng.sample(replays, min(100, len(replays))):
            self.assertEqual(client.call(write.method, write.content), answer)

    def drain(self, running, client):
        """A stream that began before SIGTERM is answered to its end."""
        def notices():
            for number, path in enumerate(server.SAMPLES):
                yield {"notice": {"content": path.read_bytes()}}
                if number == 0:
                    running.terminate()

        answers = client.stream("TenderService.IngestNotices", notices())
        self.assertEqual([answer.status.code for answer in answers], [0] * len(server.SAMPLES))
        self.assertEqual(running.stop(), 0)

    def check_files(self):
        check = subprocess.run([server.CLI, "check", f"{self.folder}/data"], capture_output=True,
                               text=True)
        self.assertEqual(check.returncode, 0, check.stdout + check.stderr)


if __name__ == "__main__":
    unittest.main()
