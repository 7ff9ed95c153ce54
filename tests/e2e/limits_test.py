"""What one caller can do to a server: limits over the wire, and streams that nobody reads."""

import tempfile
import threading
import time
import unittest

import grpc
import server
import wire

STANDSTILL = 3  # seconds
STANDSTILL_WITHIN = 120
MOST_GROWTH_BYTES = 64 << 20


class Counter:
    value = 0


class LimitsTest(unittest.TestCase):
    def start(self, *flags):
        folder = tempfile.TemporaryDirectory(prefix="sambyd-limits-")
        self.addCleanup(folder.cleanup)
        running = server.Server(folder.name, ["--metrics-address", "127.0.0.1:0", *flags])
        self.addCleanup(running.kill)
        client = wire.Client(wire.Api(running.address), running.address)
        self.addCleanup(client.__exit__)
        return running, client

    def refusal(self, client, method, content):
        with self.assertRaises(wire.Failure) as raised:
            client.call(method, content)
        self.assertEqual(raised.exception.code, grpc.StatusCode.RESOURCE_EXHAUSTED)
        self.assertGreater(raised.exception.retry_seconds, 0)
        return raised.exception.reason

    def test_a_caller_beyond_its_rate_learns_when_to_come_back(self):
        running, client = self.start("--calls-per-second", "1", "--burst", "3")
        for _ in range(3):
            client.call("AdminService.GetStatus", {})
        self.assertEqual(self.refusal(client, "AdminService.GetStatus", {}), "RATE_LIMITED")
        self.assertIn('sambyd_rpc_refusals_total{reason="RATE_LIMITED"} 1', running.metrics())
        self.assertEqual(client.health(), "SERVING")

    def test_a_caller_has_only_so_many_streams(self):
        _, client = self.start("--max-streams-per-caller", "1")
        over = threading.Event()
        self.addCleanup(over.set)

        def notices():
            yield {"notice": {"content": b"<a/>"}}
            over.wait()

        first = client.open_stream("TenderService.IngestNotices", notices())
        next(first)  # its place is taken
        with self.assertRaises(wire.Failure) as raised:
            client.stream("TenderService.IngestNotices", [{"notice": {"content": b"<a/>"}}])
        self.assertEqual(raised.exception.reason, "OVERLOADED")
        self.assertGreater(raised.exception.retry_seconds, 0)
        over.set()
        self.assertEqual(list(first), [])

    def test_reflection_cannot_take_the_threads_of_calls(self):
        running, client = self.start("--max-calls", "12", "--searches", "1",
                                     "--search-queue", "1")
        over = threading.Event()
        streams = []
        for _ in range(3):
            # 12 calls and what refuses others have 76 threads together.
            channel = wire.connect(running.address, None,
                                   options=[("grpc.use_local_subchannel_pool", 1)])
            self.addCleanup(channel.close)
            reflect = channel.stream_stream(
                "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo")
            streams += [reflect(self.silence(over)) for _ in range(30)]
        self.addCleanup(over.set)
        refused = [stream for stream in streams[-30:] if self.code_of(stream) is not None]
        self.assertEqual({self.code_of(stream) for stream in refused},
                         {grpc.StatusCode.CANCELLED})
        client.call("TenderService.ListTenders", {})
        over.set()
        for stream in streams:
            self.code_of(stream, timeout=60)
        wire.Api(running.address)  # asks again

    @staticmethod
    def silence(over):
        over.wait()
        yield from ()

    @staticmethod
    def code_of(stream, timeout=5):
        """The status of a stream that ends soon; None of one that stays open."""
        ended = threading.Event()
        if not stream.add_callback(ended.set):
            return stream.code()
        return stream.code() if ended.wait(timeout) else None

    def test_answers_that_nobody_reads_are_not_kept(self):
        """The server stops reading where its answers are not read, so nothing piles up."""
        running, client = self.start()
        before = running.metric("sambyd_allocated_bytes")
        counter = Counter()
        bad = {"notice": {"content": b"x" * 1000}}

        def notices():
            while True:
                counter.value += 1
                yield bad

        stream = client.open_stream("TenderService.IngestNotices", notices(),
                                    timeout=STANDSTILL_WITHIN)
        # The sender comes to a halt: HTTP/2 takes no more of it.
        sent, since, begin = -1, time.monotonic(), time.monotonic()
        while time.monotonic() - since < STANDSTILL:
            self.assertLess(time.monotonic() - begin, STANDSTILL_WITHIN, "it goes on for ever")
            if counter.value != sent:
                sent, since = counter.value, time.monotonic()
            time.sleep(0.1)
        with wire.Client(client.api, running.address) as other:
            other.call("TenderService.ListTenders", {})
        grown = running.metric("sambyd_allocated_bytes") - before
        print(f"{sent} requests sent, allocated memory grew by {grown / 2**20:.1f} MB")
        stream.cancel()
        self.assertLess(grown, MOST_GROWTH_BYTES)
        self.assertEqual(client.health(), "SERVING")


if __name__ == "__main__":
    unittest.main()
