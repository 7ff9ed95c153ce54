#!/usr/bin/python3
"""Drives a sambydd of its own into overload and tells what becomes of it.

    overload.py SAMBYDD [--seconds 60] [--enterprises 2000] [--callers 16]

First callers that make one call at a time, as many as the server runs and lets wait, find the peak
that it sustains; then as many offer twice that rate, whether answers come or not, for --seconds.
The load is FindConsortia past the cache, the dearest read there is; one search runs at a time, so
that a core is left for the callers. Figures are ratios of one run:

  goodput   answered in time under overload over the peak       want 0.8 or more
  refused   RESOURCE_EXHAUSTED, all of them with RetryInfo       want all
  p99       of answered calls over their deadline                want less than 1
  memory    resident after over before                           want about 1
  health    checks during overload that said SERVING             want all
"""

import argparse
import json
import os
import pathlib
import sys
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
DEADLINE = 2.0


def prepare(arguments):
    """Imports what the e2e tests share, which find the server by their environment."""
    os.environ.setdefault("SAMBYDD", arguments.sambydd)
    os.environ.setdefault("SAMBYD_CLI", str(pathlib.Path(arguments.sambydd).with_name("sambyd")))
    os.environ.setdefault("SAMBYD_SOURCE", str(ROOT))
    build = pathlib.Path(arguments.sambydd).resolve().parents[1]
    sys.path += [str(ROOT / "tests/e2e"), str(build / "tests/e2e/gen")]
    global server, wire, grpc
    import grpc
    import server
    import wire


class Caller(threading.Thread):
    """Calls until it is over: one call at a time, or at a rate whether answers come or not."""

    def __init__(self, api, address, lots, number, ends, interval=0.0):
        super().__init__()
        self._api, self._address, self._lots = api, address, lots
        self._number, self._ends, self._interval = number, ends, interval
        self.answered, self.other = [], []
        self.offered = self.refused = self.with_retry = self.late = 0
        self._lock = threading.Lock()

    def run(self):
        with wire.Client(self._api, self._address) as client:
            begin, pending = time.monotonic(), []
            while time.monotonic() < self._ends:
                lot = self._lots[(self._number + self.offered) % len(self._lots)]
                self.offered += 1
                call = self._begin(client, lot)
                if self._interval == 0:
                    call.exception()  # until it has ended
                    continue
                pending.append(call)
                time.sleep(max(0.0, begin + self.offered * self._interval - time.monotonic()))
            for call in pending:
                call.exception()

    def _begin(self, client, lot):
        start = time.monotonic()
        call = client.begin("ConsortiumService.FindConsortia", {"lot": lot, "bypassCache": True},
                            timeout=DEADLINE)
        call.add_done_callback(lambda ended: self._count(client, ended, time.monotonic() - start))
        return call

    def _count(self, client, call, took):
        with self._lock:
            if call.code() == grpc.StatusCode.OK:
                self.answered.append(took)
            elif call.code() == grpc.StatusCode.RESOURCE_EXHAUSTED:
                self.refused += 1
                self.with_retry += client.failure(call).retry_seconds > 0
            elif call.code() == grpc.StatusCode.DEADLINE_EXCEEDED:
                self.late += 1
            else:
                self.other.append(call.details())


def run(api, address, lots, callers, seconds, rate=0.0):
    """All callers of one phase, when it is over; `rate` is of all of them together."""
    ends = time.monotonic() + seconds
    threads = [Caller(api, address, lots, number, ends, callers / rate if rate else 0.0)
               for number in range(callers)]
    for thread in threads:
        thread.start()
    return threads


def total(threads, name):
    return sum(getattr(thread, name) for thread in threads)


def measure(arguments, folder):
    running = server.Server(folder, ["--metrics-address", "127.0.0.1:0", "--calls-per-second", "0",
                                     "--max-calls-per-caller", "0", "--memory-mb", "512",
                                     "--searches", "1", "--search-queue", "16"])
    try:
        api = wire.Api(running.address)
        with wire.Client(api, running.address) as client:
            rows = [json.loads(line)
                    for line in server.generated_enterprises(arguments.enterprises).splitlines()]
            client.call("EnterpriseService.ImportEnterprises",
                        [{"rows": rows[at:at + 500]} for at in range(0, len(rows), 500)])
            lots = []
            for path in server.SAMPLES:
                answer = client.call("TenderService.IngestNotice", {"content": path.read_bytes()})
                listed = client.call("TenderService.ListLots", {"parent": answer.tender}).lots
                lots += [lot.name for lot in listed]
            peak_seconds = max(arguments.seconds / 4, 3)
            peak = run(api, running.address, lots, arguments.callers, peak_seconds)
            for thread in peak:
                thread.join()
            rate = sum(len(thread.answered) for thread in peak) / peak_seconds
            before = running.metric("process_resident_memory_bytes")
            over = run(api, running.address, lots, arguments.callers, arguments.seconds, 2 * rate)
            checks = []
            while any(thread.is_alive() for thread in over):
                checks.append(client.health() == "SERVING")
                over[0].join(timeout=0.5)
                for thread in over[1:]:
                    thread.join(timeout=0)
            after = running.metric("process_resident_memory_bytes")
    finally:
        running.stop()
    durations = sorted(duration for thread in over for duration in thread.answered)
    refused = total(over, "refused")
    return {
        "peak_calls_per_second": rate,
        "offered_over_peak": total(over, "offered") / arguments.seconds / rate,
        "goodput_over_peak": len(durations) / arguments.seconds / rate,
        "p99_over_deadline": durations[int(len(durations) * 0.99)] / DEADLINE,
        "refused": refused,
        "refused_with_retry_info": total(over, "with_retry") / refused if refused else 1.0,
        "late": total(over, "late"),
        "other_failures": [failure for thread in over for failure in thread.other][:5],
        "memory_after_over_before": after / before,
        "healthy_checks": sum(checks) / len(checks),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sambydd")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--enterprises", type=int, default=2000)
    parser.add_argument("--callers", type=int, default=16)
    arguments = parser.parse_args()
    prepare(arguments)
    with tempfile.TemporaryDirectory(prefix="sambyd-overload-") as folder:
        print(json.dumps(measure(arguments, folder), indent=2))


if __name__ == "__main__":
    main()
