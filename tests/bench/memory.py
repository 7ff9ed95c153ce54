#!/usr/bin/python3
"""Fills a sambydd of its own and tells how much memory it takes.

    memory.py SAMBYDD [--memory-mb 512] [--enterprises 100000] [--notices 50000] [--cgroup]

Notices are the samples under new identities. Then everything is asked at once for a while, and the
server restarted, whose start reads everything. Prints resident memory, its peak included (VmHWM),
after each step. --cgroup (as root) also puts the server into a cgroup with that limit, where the
kernel kills it when it takes more.
"""

import argparse
import itertools
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import threading
import uuid

ROOT = pathlib.Path(__file__).resolve().parents[2]
IDENTITY = re.compile(rb'(?<=schemeName="notice-id">)[^<]+|(?<=<cbc:ContractFolderID>)[^<]+')
STREAMS = 2


def prepare(sambydd):
    """Imports what the e2e tests share, which find the server by their environment."""
    os.environ["SAMBYDD"] = sambydd
    os.environ.setdefault("SAMBYD_CLI", str(pathlib.Path(sambydd).with_name("sambyd")))
    os.environ["SAMBYD_SOURCE"] = str(ROOT)
    build = pathlib.Path(sambydd).resolve().parents[1]
    sys.path += [str(ROOT / "tests/e2e"), str(build / "tests/e2e/gen")]
    global server, wire
    import server
    import wire


class Cgroup:
    """A memory cgroup of version 1 or 2 with a limit."""

    def __init__(self, limit):
        first = pathlib.Path("/sys/fs/cgroup/memory")
        base = first if first.is_dir() else pathlib.Path("/sys/fs/cgroup")
        self._folder = base / f"sambyd-{os.getpid()}"
        self._folder.mkdir()
        name = "memory.limit_in_bytes" if first.is_dir() else "memory.max"
        (self._folder / name).write_text(str(limit))

    def take(self, pid):
        (self._folder / "cgroup.procs").write_text(str(pid))

    def remove(self):
        self._folder.rmdir()


def resident(running):
    """Megabytes now and at most so far."""
    status = pathlib.Path(f"/proc/{running.pid}/status").read_text()
    return [int(re.search(rf"^{name}:\s+(\d+) kB", status, re.M).group(1)) // 1024
            for name in ("VmRSS", "VmHWM")]


def tell(step, running):
    now, peak = resident(running)
    print(f"{step:40} resident {now:5} MB, peak {peak:5} MB", flush=True)


def import_enterprises(client, count):
    generator = subprocess.Popen(["/usr/bin/python3", ROOT / "tools/generate-enterprises",
                                  "--count", str(count)], stdout=subprocess.PIPE, text=True)

    def messages():
        while lines := list(itertools.islice(generator.stdout, 500)):
            yield {"rows": [json.loads(line) for line in lines]}

    client.call("EnterpriseService.ImportEnterprises", messages(), timeout=3600)


def ingest(api, address, count, seed):
    rng = random.Random(seed)
    samples = [path.read_bytes() for path in server.SAMPLES]

    def notices():
        for number in range(count):
            yield {"notice": {"content": IDENTITY.sub(
                lambda _: str(uuid.UUID(int=rng.getrandbits(128), version=4)).encode(),
                samples[number % len(samples)])}}

    with wire.Client(api, address) as client:
        answers = client.stream("TenderService.IngestNotices", notices(), timeout=7200)
        assert all(answer.status.code == 0 for answer in answers)


def ask_everything(client):
    tenders = client.call("TenderService.ListTenders", {"pageSize": 200}).tenders
    for tender in tenders:
        for lot in client.call("TenderService.ListLots", {"parent": tender.name}).lots:
            try:
                client.call("ConsortiumService.FindConsortia", {"lot": lot.name}, timeout=2)
            except wire.Failure:
                pass  # late or refused


def measure(arguments, folder):
    flags = ["--metrics-address", "127.0.0.1:0", "--calls-per-second", "0",
             "--memory-mb", str(arguments.memory_mb)]
    group = Cgroup(arguments.memory_mb << 20) if arguments.cgroup else None
    running = server.Server(folder, flags)
    try:
        if group:
            group.take(running.pid)
        api = wire.Api(running.address)
        tell("empty", running)
        with wire.Client(api, running.address) as client:
            import_enterprises(client, arguments.enterprises)
            tell(f"{arguments.enterprises} enterprises", running)
            streams = [threading.Thread(target=ingest, args=(
                api, running.address, arguments.notices // STREAMS, seed))
                for seed in range(STREAMS)]
            for stream in streams:
                stream.start()
            for stream in streams:
                stream.join()
            status = client.call("AdminService.GetStatus", {})
            tell(f"and {status.tenders} tenders, {status.lots} lots", running)
            ask_everything(client)
            tell("after searches", running)
        running.stop()
        running = server.Server(folder, flags)
        if group:
            group.take(running.pid)
        tell("after a restart", running)
        with wire.Client(api, running.address) as client:
            ask_everything(client)
        tell("and searches", running)
    finally:
        running.stop()
        if group:
            group.remove()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sambydd")
    parser.add_argument("--memory-mb", type=int, default=512)
    parser.add_argument("--enterprises", type=int, default=100_000)
    parser.add_argument("--notices", type=int, default=50_000)
    parser.add_argument("--cgroup", action="store_true")
    arguments = parser.parse_args()
    prepare(arguments.sambydd)
    with tempfile.TemporaryDirectory(prefix="sambyd-memory-") as folder:
        measure(arguments, folder)


if __name__ == "__main__":
    main()
