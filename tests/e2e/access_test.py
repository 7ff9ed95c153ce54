"""A server with TLS and tokens, as the security officer tries it: every method for every role."""

import pathlib
import re
import subprocess
import tempfile
import unittest

import grpc
import server
import tokens
import wire

ROLES = {"reader": {}, "buyer": {"buyer": "29189846"}, "registrar": {},
         "enterprise": {"enterprise": "24256790"}, "workforce.reader": {}, "operator": {}}
ROW = re.compile(r"^\| `(\w+Service\.\w+)` \| ([a-z., ]+) \|", re.MULTILINE)


class AccessTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="sambyd-access-")
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        cls.issuer = tokens.Issuer(folder.name)
        cls.certificate, key = tokens.certificate(folder.name)
        cls.ca = cls.certificate.read_bytes()
        cls.server = server.Server(folder.name, ["--tls-cert", cls.certificate, "--tls-key", key,
                                   *cls.issuer.flags()])
        cls.addClassCleanup(cls.server.kill)
        cls.api = wire.Api(cls.server.address, cls.ca)

    def client(self, token=None):
        return self.enterContext(wire.Client(self.api, self.server.address, self.ca, token))

    def methods(self):
        """(name, method) of everything of ours that reflection tells."""
        for name in self.api.services:
            if name.startswith("sambyd."):
                service = self.api.service(name)
                yield from ((f"{service.name}.{method.name}", method) for method in service.methods)

    def attempt(self, client, name, method):
        """The failure of an empty call; None when it is answered."""
        try:
            if method.client_streaming and method.server_streaming:
                client.stream(name, [])
            elif method.server_streaming:
                client.watch(name, {})
            else:
                client.call(name, [] if method.client_streaming else {})
        except wire.Failure as failure:
            return failure
        return None

    def test_without_a_token_no_method_answers(self):
        client = self.client()
        for name, method in self.methods():
            with self.subTest(name):
                failure = self.attempt(client, name, method)
                self.assertEqual((failure.code, failure.reason),
                                 (grpc.StatusCode.UNAUTHENTICATED, "CREDENTIALS_MISSING"))

    def test_every_role_may_call_what_the_guide_says_and_nothing_else(self):
        guide = (server.SOURCE / "docs/security.md").read_text()
        rules = {name: roles.split(", ") for name, roles in ROW.findall(guide)}
        self.assertEqual(set(rules), {name for name, _ in self.methods()})
        for role, claims in ROLES.items():
            client = self.client(self.issuer.token(role, **claims))
            for name, method in self.methods():
                with self.subTest(role=role, method=name):
                    failure = self.attempt(client, name, method)
                    refused = failure is not None and failure.reason == "ROLE_MISSING"
                    self.assertEqual(refused, role not in rules[name], failure)
                    if refused:
                        self.assertEqual(failure.code, grpc.StatusCode.PERMISSION_DENIED)

    def test_tokens_of_others_are_refused_with_the_reason(self):
        stranger = tokens.Issuer(self.folder, kid="stranger")
        for token, reason in (
                ("x", "TOKEN_INVALID"),
                (stranger.token("reader"), "TOKEN_KEY_UNKNOWN"),
                (self.issuer.token("reader", aud="another"), "TOKEN_AUDIENCE_WRONG"),
                (self.issuer.token("reader", iss="https://evil"), "TOKEN_ISSUER_WRONG"),
                (self.issuer.token("reader", exp=1), "TOKEN_EXPIRED"),
                (self.issuer.token("buyer"), "TOKEN_CLAIM_INVALID"),
                (self.issuer.token("buyer", "enterprise", buyer="29189846",
                                   enterprise="24256790"), "ROLES_IN_CONFLICT")):
            with self.subTest(reason):
                with self.assertRaises(wire.Failure) as caught:
                    self.client(token).call("TenderService.ListTenders", {})
                self.assertEqual((caught.exception.code, caught.exception.reason),
                                 (grpc.StatusCode.UNAUTHENTICATED, reason))

    def register(self, *numbers):
        registrar = self.client(self.issuer.token("registrar"))
        for cvr in numbers:
            registrar.call("EnterpriseService.CreateEnterprise", {"enterprise": {
                "national_id": {"scheme": "DK:CVR", "value": cvr}, "display_name": cvr,
                "home_place": "0751"}})

    def test_an_enterprise_sees_its_own_workforce_and_no_others(self):
        numbers = ("43405810", "56759913")
        self.register(*numbers)
        clients = {cvr: self.client(self.issuer.token("enterprise", enterprise=cvr))
                   for cvr in numbers}
        for cvr, client in clients.items():  # counts that are not small
            client.call("EnterpriseService.SubmitWorkforceStatement", {
                "parent": f"enterprises/DK{cvr}", "workforce_statement": {
                    "as_of": {"year": 2026, "month": 6, "day": 1},
                    "counts": [{"category": 1, "heads": 61}, {"category": 2, "heads": 29}]}})
        for caller, client in clients.items():
            got = [client.call("EnterpriseService.GetEnterprise", {"name": f"enterprises/DK{cvr}"})
                   for cvr in numbers]
            listed = client.call("EnterpriseService.ListEnterprises", {}).enterprises
            for seen in [*got, *(each for each in listed if each.national_id.value in numbers)]:
                with self.subTest(caller=caller, seen=seen.name):
                    self.assertTrue(seen.HasField("workforce"))
                    self.assertEqual(seen.workforce.HasField("totals"),
                                     seen.national_id.value == caller)
            self.assertEqual(sum(each.national_id.value in numbers for each in listed), 2)

    def test_one_enterprise_does_not_speak_for_another(self):
        self.register("24256790", "13585628")
        enterprise = self.client(self.issuer.token("enterprise", enterprise="24256790"))
        statement = {"as_of": {"year": 2026, "month": 6, "day": 1},
                     "counts": [{"category": 1, "heads": 9}, {"category": 2, "heads": 4}]}
        enterprise.call("EnterpriseService.SubmitWorkforceStatement",
                        {"parent": "enterprises/DK24256790", "workforce_statement": statement})
        with self.assertRaises(wire.Failure) as caught:
            enterprise.call("EnterpriseService.SubmitWorkforceStatement",
                            {"parent": "enterprises/DK13585628", "workforce_statement": statement})
        self.assertEqual((caught.exception.code, caught.exception.reason),
                         (grpc.StatusCode.PERMISSION_DENIED, "NOT_YOURS"))
        own = enterprise.call("EnterpriseService.GetEnterprise", {"name": "enterprises/DK24256790"})
        self.assertEqual(own.workforce.totals.special, 4)
        for role in ("reader", "registrar", "workforce.reader"):
            seen = self.client(self.issuer.token(role)).call(
                "EnterpriseService.GetEnterprise", {"name": "enterprises/DK24256790"})
            self.assertTrue(seen.HasField("workforce"))
            self.assertFalse(seen.workforce.HasField("totals"), role)

    def test_probes_need_no_token(self):
        self.assertEqual(self.client().health(), "SERVING")

    def test_the_command_line_brings_authority_and_token(self):
        token = self.folder / "token"
        token.write_text(self.issuer.token("operator") + "\n")
        base = [server.CLI, "--server", self.server.address]
        tls = ["--ca", self.certificate]
        for flags, code, said in ((tls + ["--token-file", token], 0, ""),
                                  (tls, 1, "UNAUTHENTICATED CREDENTIALS_MISSING"),
                                  (["--timeout", "5", "--token-file", token], 3, "UNAVAILABLE"),
                                  (tls + ["--token-file", self.folder / "none"], 2, "cannot read"),
                                  (["--ca", self.folder / "none"], 2, "cannot read")):
            with self.subTest(flags=flags):
                done = subprocess.run(base + flags + ["status"], capture_output=True, text=True,
                                      check=False)
                self.assertEqual(done.returncode, code, done.stderr)
                self.assertIn(said, done.stderr)

    def test_the_log_warns_of_nothing_and_holds_no_token(self):
        token = self.issuer.token("reader")
        self.client(token).call("TenderService.ListTenders", {})
        log = (self.folder / "sambydd.log").read_text()
        self.assertNotIn("NOT ENCRYPTED", log)
        self.assertNotIn("NOT AUTHENTICATED", log)
        self.assertNotIn(token.split(".")[2], log)

    def test_beyond_loopback_nothing_open_is_served_without_being_told_so(self):
        for flags in ([], ["--allow-plaintext"], ["--allow-anonymous"]):
            with self.subTest(flags=flags):
                done = subprocess.run(
                    [server.SAMBYDD, "--data", self.folder / "other", "--listen", "0.0.0.0:0",
                     *flags], capture_output=True, text=True, check=False)
                self.assertEqual(done.returncode, 2)
                self.assertIn("--listen beyond loopback", done.stderr + done.stdout)


class BadTokensTest(unittest.TestCase):
    def test_an_address_with_many_bad_tokens_waits_and_who_was_known_goes_on(self):
        folder = self.enterContext(tempfile.TemporaryDirectory(prefix="sambyd-bad-tokens-"))
        issuer = tokens.Issuer(folder)
        running = server.Server(folder, [*issuer.flags(), "--bad-tokens-per-second", "1"])
        self.addCleanup(running.kill)
        api = wire.Api(running.address)

        def client(token):
            return self.enterContext(wire.Client(api, running.address, token=token))

        known = client(issuer.token("reader"))
        known.call("TenderService.ListTenders", {})
        stranger = client("x")
        refusals = []
        while "RATE_LIMITED" not in refusals:
            with self.assertRaises(wire.Failure) as caught:
                stranger.call("TenderService.ListTenders", {})
            refusals.append(caught.exception.reason)
            self.assertLess(len(refusals), 1000)
        self.assertEqual(caught.exception.code, grpc.StatusCode.RESOURCE_EXHAUSTED)
        self.assertGreater(caught.exception.retry_seconds, 0)
        self.assertEqual(set(refusals[:-1]), {"TOKEN_INVALID"})
        self.assertGreaterEqual(len(refusals), 10)
        known.call("TenderService.ListTenders", {})


class BothRequiredTest(unittest.TestCase):
    """Mutual TLS and tokens: the certificate admits the connection, the token says who calls."""

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="sambyd-both-")
        cls.addClassCleanup(folder.cleanup)
        cls.issuer = tokens.Issuer(folder.name)
        certificate, key = tokens.certificate(folder.name)
        own = tokens.certificate(folder.name, "client")
        strange = tokens.certificate(folder.name, "stranger")
        cls.server = server.Server(folder.name, [
            "--tls-cert", certificate, "--tls-key", key, "--tls-client-ca", own[0],
            *cls.issuer.flags()])
        cls.addClassCleanup(cls.server.kill)
        cls.ca = certificate.read_bytes()
        cls.own, cls.strange = ([path.read_bytes() for path in pair] for pair in (own, strange))
        cls.api = wire.Api(cls.server.address, cls.ca, cls.own)

    def call(self, token, pair):
        with wire.Client(self.api, self.server.address, self.ca, token, pair) as client:
            return client.call("TenderService.ListTenders", {}, timeout=10)

    def refusal(self, token, pair):
        with self.assertRaises(wire.Failure) as caught:
            self.call(token, pair)
        return caught.exception

    def test_both_are_served(self):
        self.call(self.issuer.token("reader"), self.own)

    def test_a_certificate_without_a_token_is_not_authenticated(self):
        failure = self.refusal(None, self.own)
        self.assertEqual((failure.code, failure.reason),
                         (grpc.StatusCode.UNAUTHENTICATED, "CREDENTIALS_MISSING"))

    def test_a_token_without_a_certificate_reaches_nobody(self):
        for pair in (None, self.strange):
            failure = self.refusal(self.issuer.token("reader"), pair)
            self.assertEqual((failure.code, failure.reason), (grpc.StatusCode.UNAVAILABLE, ""))


class OpenServerTest(unittest.TestCase):
    def test_a_server_that_asks_nobody_warns_loudly(self):
        with tempfile.TemporaryDirectory(prefix="sambyd-open-") as folder:
            running = server.Server(folder)
            try:
                log = running.log()
            finally:
                running.stop()
        self.assertIn("NOT ENCRYPTED", log)
        self.assertIn("NOT AUTHENTICATED", log)


if __name__ == "__main__":
    unittest.main()
