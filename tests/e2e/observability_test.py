"""What operators see: metrics, dashboard, alerts, logs, and that docs/operations.md tells of it.

The dashboard's queries and the alerts run in a real Prometheus that scrapes a real sambydd.
"""

import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import time
import unittest
import urllib.parse
import urllib.request

import grpc
import server
import wire

RULES = server.SOURCE / "deploy/prometheus/sambyd.rules.yml"
DASHBOARD = server.SOURCE / "deploy/grafana/sambyd.json"
OPERATIONS = server.SOURCE / "docs/operations.md"
# Made by Prometheus itself for everything that it scrapes.
BUILT_IN = {"up"}
TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
WAIT_SECONDS = 120


def metric_names(text):
    """Families that a scrape or a query names; a histogram's parts count as the family."""
    names = set(re.findall(r"\b(?:sambyd|process)_[a-z0-9_]+|\bup\b", text))
    return {re.sub(r"_(bucket|count|sum)$", "", name) if "duration_seconds" in name else name
            for name in names}


def exported(scrape):
    return {name for name in re.findall(r"^# TYPE (\S+)", scrape, re.M)
            if not name.startswith("exposer_")}


def dashboard_queries():
    panels = json.loads(DASHBOARD.read_text())["panels"]
    return [target["expr"] for panel in panels for target in panel.get("targets", [])]


def wait_until(condition, what):
    deadline = time.monotonic() + WAIT_SECONDS
    while True:
        found = condition()
        if found:
            return found
        if time.monotonic() > deadline:
            raise RuntimeError(f"not in time: {what}")
        time.sleep(0.2)


class Prometheus:
    """Debian's Prometheus on a loopback port, scraping one target."""

    def __init__(self, folder, target):
        self._address = "127.0.0.1:" + str(server.free_port())
        config = pathlib.Path(folder) / "prometheus.yml"
        config.write_text(json.dumps({  # JSON is YAML
            "global": {"scrape_interval": "1s", "evaluation_interval": "1s"},
            "rule_files": [str(RULES)],
            "scrape_configs": [{"job_name": "sambyd", "static_configs": [{"targets": [target]}]}]}))
        self._log = open(pathlib.Path(folder) / "prometheus.log", "wb")
        self._process = subprocess.Popen(
            ["prometheus", f"--config.file={config}", f"--web.listen-address={self._address}",
             f"--storage.tsdb.path={folder}/tsdb"], stdout=self._log, stderr=self._log)

    def stop(self):
        self._process.terminate()
        self._process.wait()
        self._log.close()

    def get(self, path, **parameters):
        """The data of an answer; None where it does not answer."""
        url = f"http://{self._address}/api/v1/{path}?{urllib.parse.urlencode(parameters)}"
        try:
            with urllib.request.urlopen(url, timeout=30) as answer:
                return json.load(answer)["data"]
        except OSError:
            return None


class ObservabilityTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="sambyd-observability-")
        cls.addClassCleanup(folder.cleanup)
        cls.folder = folder.name
        cls.server = server.Server(
            folder.name, ["--metrics-address", "127.0.0.1:0", "--slow-call-ms", "1"])
        cls.addClassCleanup(cls.server.stop)
        cls.api = wire.Api(cls.server.address)
        cls.client = wire.Client(cls.api, cls.server.address)
        cls.addClassCleanup(cls.client._channel.close)
        cls.make_traffic()

    @classmethod
    def make_traffic(cls):
        """At least one call of each kind that the metrics tell apart."""
        rows = [json.loads(line) for line in server.generated_enterprises(50).splitlines()]
        cls.client.call("EnterpriseService.ImportEnterprises", [{"rows": rows}])
        lots = []
        for path in server.SAMPLES[:3]:
            answer = cls.client.call("TenderService.IngestNotice", {"content": path.read_bytes()})
            lots += cls.client.call("TenderService.ListLots", {"parent": answer.tender}).lots
        for lot in lots[:3] * 2:
            cls.client.call("ConsortiumService.FindConsortia", {"lot": lot.name})
        try:
            cls.client.call("TenderService.GetTender", {"name": "tenders/none-such"})
        except wire.Failure:
            pass

    def test_the_scrape_counts_what_was_done(self):
        scrape = self.server.metrics()
        for line in ('sambyd_documents{kind="enterprise"} 50', "sambyd_market_enterprises 50",
                     'sambyd_rpc_calls_total{code="OK",method="TenderService.IngestNotice"} 3'):
            self.assertIn(line, scrape)
        refused = re.search(r'sambyd_rpc_calls_total\{code="(INVALID_ARGUMENT|NOT_FOUND)",'
                            r'method="TenderService.GetTender"\} 1', scrape)
        self.assertIsNotNone(refused)
        answers = re.findall(r'sambyd_find_consortia_answers_total\{[^}]*\} (\d+)', scrape)
        self.assertEqual(sum(map(int, answers)), 6)
        self.assertIn("sambyd_answer_cache_hits_total 3", scrape)

    def test_labels_are_of_bounded_sets(self):
        labels = set(re.findall(r'[{,]([a-z_]+)="', self.server.metrics()))
        self.assertLessEqual(labels, {"code", "method", "reason", "status", "kind", "family", "le",
                                      "version", "quantile"})
        self.assertNotRegex(self.server.metrics(), r'="[^"]*(DK\d{8}|tenders/|127\.0\.0\.1)')

    def test_the_trace_is_logged_and_passed_on(self):
        metadata = self.client.trailers(
            "AdminService.GetStatus", {},
            [("traceparent", f"00-{TRACE}-00f067aa0ba902b7-01"), ("x-request-id", "order-17")])
        self.assertRegex(metadata["traceparent"], f"^00-{TRACE}-[0-9a-f]{{16}}-01$")
        self.assertEqual(metadata["x-request-id"], "order-17")
        lines = [line for line in self.server.log_lines() if line.get("request_id") == "order-17"]
        self.assertEqual([line["trace_id"] for line in lines if line["message"] == "rpc"], [TRACE])

    def test_slow_calls_are_logged_by_their_shape_alone(self):
        slow = [line for line in self.server.log_lines() if line["message"] == "slow call"]
        shapes = {line["method"]: line["shape"] for line in slow}
        self.assertRegex(shapes["TenderService.IngestNotice"], r"^content:\d+")

    def test_the_log_tells_nobodys_name_number_or_text(self):
        log = self.server.whole_log()
        rows = [json.loads(line) for line in server.generated_enterprises(50).splitlines()]
        for row in rows:
            enterprise = row["enterprise"]
            self.assertNotIn(enterprise["nationalId"]["value"], log)
            self.assertNotIn(enterprise["displayName"], log)

    def test_health_is_told_of_every_service(self):
        for service in ["", *(name for name in self.api.services if name.startswith("sambyd."))]:
            self.assertEqual(self.client.health(service), "SERVING", service)

    def test_prometheus_runs_every_query_of_the_dashboard_and_every_alert(self):
        if shutil.which("prometheus") is None:
            self.skipTest("no prometheus: tools/setup deploy installs it")
        prometheus = Prometheus(self.folder, self.server.metrics_address)
        self.addCleanup(prometheus.stop)
        wait_until(lambda: (prometheus.get("query", query="count_over_time(up[1m])") or
                            {"result": []})["result"], "a scrape")
        names = set(prometheus.get("label/__name__/values"))
        for query in dashboard_queries():
            filled = query.replace("$__rate_interval", "1m").replace("$instance", ".*")
            answer = prometheus.get("query", query=filled)
            self.assertIsNotNone(answer, query)
            self.assertLessEqual(metric_names(query), metric_names(" ".join(names)), query)
        self.assertTrue(prometheus.get(
            "query", query=dashboard_queries()[0].replace("$instance", ".*"))["result"])
        rules = wait_until(lambda: self.evaluated(prometheus), "evaluated rules")
        self.assertEqual({rule["name"]: rule["health"] for rule in rules},
                         {name: "ok" for name in self.alerts()})

    @staticmethod
    def evaluated(prometheus):
        groups = (prometheus.get("rules") or {"groups": []})["groups"]
        rules = [rule for group in groups for rule in group["rules"]]
        return rules if rules and all(rule["health"] != "unknown" for rule in rules) else None

    @staticmethod
    def alerts():
        return re.findall(r"^ +- alert: (\w+)$", RULES.read_text(), re.M)

    def test_dashboard_and_alerts_ask_for_exported_metrics_alone(self):
        known = exported(self.server.metrics()) | BUILT_IN
        for query in [*dashboard_queries(), RULES.read_text()]:
            self.assertLessEqual(metric_names(query) - {"process_"}, known)

    def test_promtool_accepts_scrape_rules_and_rule_tests(self):
        if shutil.which("promtool") is None:
            self.skipTest("no promtool: tools/setup deploy installs it")
        check = subprocess.run(["promtool", "check", "metrics"], input=self.server.metrics(),
                               text=True, capture_output=True)
        self.assertEqual((check.returncode, check.stderr), (0, ""))
        tests = RULES.with_name("sambyd.rules.test.yml")
        check = subprocess.run(["promtool", "test", "rules", tests], text=True, capture_output=True)
        self.assertEqual(check.returncode, 0, check.stdout + check.stderr)

    def test_operations_tells_of_every_flag_metric_and_alert(self):
        text = OPERATIONS.read_text()
        help_text = subprocess.run([server.SAMBYDD, "--help"], text=True, capture_output=True,
                                   check=True).stdout
        flags = set(re.findall(r"^  (?:-h,)?(--[a-z-]+)", help_text, re.M))
        told = set(re.findall(r"^\| `(--[a-z-]+)", text, re.M))
        self.assertEqual(flags, told)
        told = set(re.findall(r"^\| `((?:sambyd|process)_[a-z_]+)", text, re.M))
        self.assertEqual(told, exported(self.server.metrics()))
        self.assertEqual(sorted(re.findall(r"^#### (Sambyd\w+)$", text, re.M)),
                         sorted(self.alerts()))


if __name__ == "__main__":
    unittest.main()
