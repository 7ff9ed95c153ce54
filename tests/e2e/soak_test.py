"""Mixed traffic for a while, with restarts and kills: no leak, no drift, nothing lost.

SAMBYD_SOAK_SECONDS says how long (3600 in a release's soak), SAMBYD_SEED repeats a run's choices.
Every round asks the server for everything that it does; now and then it is killed or restarted. At
the end the data directory is checked whole, and what the server has allocated must not have grown over the
later rounds. Resident memory is printed only: kernels count it differently.
"""

import itertools
import json
import os
import random
import re
import statistics
import subprocess
import tempfile
import threading
import time
import unittest
import uuid

import server
import wire

SECONDS = float(os.environ.get("SAMBYD_SOAK_SECONDS", 3600))
LIVES = 3  # the server is killed or restarted between them
CALLERS = 3
ENTERPRISES = 2000
MEMORY_MB = 512
# Memory of a life's last quarter over that of its second. The block cache, which fills up to its
# capacity for as long as there is more to read, is left out.
MOST_GROWTH = 1.25
SLACK_BYTES = 8 << 20
IDENTITY = re.compile(rb'(?<=schemeName="notice-id">)[^<]+|(?<=<cbc:ContractFolderID>)[^<]+')
REFUSED = ("RATE_LIMITED", "OVERLOADED", "DEADLINE_EXCEEDED")


class Caller(threading.Thread):
    """Calls everything, at random, until the server's life ends."""

    def __init__(self, api, address, rows, seed, ends):
        super().__init__()
        self._api, self._address, self._rows, self._ends = api, address, rows, ends
        self._rng = random.Random(seed)
        self._tenders, self._lots = [], []
        self.tenders = 0
        self.calls = 0
        self.unexpected = []

    def run(self):
        with wire.Client(self._api, self._address) as client:
            while time.monotonic() < self._ends:
                step = self._rng.choices(
                    [self._ingest, self._update, self._read, self._search, self._list],
                    [2, 2, 8, 3, 2])[0]
                try:
                    step(client)
                    self.calls += 1
                except wire.Failure as failure:
                    # A search may find its deadline passed before the server says so.
                    late = step == self._search and failure.code.name == "DEADLINE_EXCEEDED"
                    if not late and failure.reason not in REFUSED:
                        self.unexpected.append(str(failure))
                        return

    def _ingest(self, client):
        content = IDENTITY.sub(lambda _: str(uuid.UUID(int=self._rng.getrandbits(128),
                                                       version=4)).encode(),
                               self._rng.choice(server.SAMPLES).read_bytes())
        answer = client.call("TenderService.IngestNotice", {"content": content})
        self.tenders += 1
        self._tenders.append(answer.tender)
        lots = client.call("TenderService.ListLots",
                           {"parent": answer.tender, "minPosition": answer.position}).lots
        self._lots += [lot.name for lot in lots]

    def _update(self, client):
        rows = self._rng.sample(self._rows, 20)
        client.call("EnterpriseService.ImportEnterprises", [{"rows": rows}])

    def _read(self, client):
        if self._tenders:
            client.call("TenderService.GetTender", {"name": self._rng.choice(self._tenders)})
        row = self._rng.choice(self._rows)
        client.call("EnterpriseService.GetEnterprise",
                    {"name": f"enterprises/DK{row['enterprise']['nationalId']['value']}"})

    def _search(self, client):
        if self._lots:
            client.call("ConsortiumService.FindConsortia",
                        {"lot": self._rng.choice(self._lots), "bypassCache": True}, timeout=2)

    def _list(self, client):
        client.call("TenderService.ListTenders", {"pageSize": 50})
        client.call("EnterpriseService.ListEnterprises", {"pageSize": 50})


class SoakTest(unittest.TestCase):
    def test_nothing_leaks_drifts_or_gets_lost(self):
        seed = int(os.environ.get("SAMBYD_SEED", random.SystemRandom().randrange(1 << 32)))
        print(f"SAMBYD_SEED={seed} seconds={SECONDS}", flush=True)
        rng = random.Random(seed)
        folder = tempfile.TemporaryDirectory(prefix="sambyd-soak-")
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.rows = [json.loads(line)
                     for line in server.generated_enterprises(ENTERPRISES).splitlines()]
        self.tenders = 0
        for life, kill in zip(range(LIVES), itertools.cycle([False, True])):
            self.live(rng, life, kill)
        check = subprocess.run([server.CLI, "check", f"{self.folder}/data"], capture_output=True,
                               text=True)
        self.assertEqual(check.returncode, 0, check.stdout + check.stderr)

    def live(self, rng, life, kill):
        running = server.Server(self.folder, ["--metrics-address", "127.0.0.1:0",
                                              "--memory-mb", str(MEMORY_MB)])
        self.addCleanup(running.kill)
        api = wire.Api(running.address)
        with wire.Client(api, running.address) as client:
            if life == 0:
                client.call("EnterpriseService.ImportEnterprises",
                            [{"rows": self.rows[at:at + 500]} for at in range(0, ENTERPRISES, 500)])
            status = client.call("AdminService.GetStatus", {})
            self.assertEqual((status.tenders, status.enterprises), (self.tenders, ENTERPRISES))
            allocated = self.measure(running, api, rng)
            status = client.call("AdminService.GetStatus", {})
            self.assertEqual(status.tenders, self.tenders)
            self.assertEqual(client.health(), "SERVING")
            self.assertEqual(running.metric("sambyd_published_position"), status.position)
            self.assertEqual(running.metric("sambyd_rpc_calls_at_work"), 0)
        self.assert_flat(allocated)
        if kill:
            running.kill()
        else:
            self.assertEqual(running.stop(), 0)

    def measure(self, running, api, rng):
        """What the server has allocated besides the block cache, over one life."""
        ends = time.monotonic() + SECONDS / LIVES
        callers = [Caller(api, running.address, self.rows, rng.random(), ends)
                   for _ in range(CALLERS)]
        for caller in callers:
            caller.start()
        allocated = []
        while any(caller.is_alive() for caller in callers):
            allocated.append(running.metric("sambyd_allocated_bytes")
                             - running.metric("sambyd_rocksdb_block_cache_bytes"))
            callers[0].join(timeout=SECONDS / LIVES / 40)
            for caller in callers[1:]:
                caller.join(timeout=0)
        self.assertEqual([caller.unexpected for caller in callers], [[]] * CALLERS)
        self.tenders += sum(caller.tenders for caller in callers)
        resident = running.metric("process_resident_memory_bytes")
        self.assertLess(resident, MEMORY_MB << 20)
        print(f"{sum(caller.calls for caller in callers)} rounds, allocated "
              f"{allocated[0] / 2**20:.0f} to {allocated[-1] / 2**20:.0f} MB, "
              f"resident {resident / 2**20:.0f} MB", flush=True)
        return allocated

    def assert_flat(self, allocated):
        quarter = max(len(allocated) // 4, 1)
        early = statistics.median(allocated[quarter:2 * quarter] or allocated)
        late = statistics.median(allocated[-quarter:])
        self.assertGreater(early, 1 << 20)
        self.assertLess(late, early * MOST_GROWTH + SLACK_BYTES)


if __name__ == "__main__":
    unittest.main()
