"""Plants includes in a small tree and looks at what tools/check_includes.py finds."""

import pathlib
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[3] / "tools"))

import check_includes  # noqa: E402

LAYERS = "base domain notice breakdown storage market consortium application rpc client"


class CheckIncludesTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        self.write("lib/CMakeLists.txt", f"foreach(layer {LAYERS})\n  add_subdirectory()\nendforeach()")

    def write(self, path, text):
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def plant(self, path, header):
        self.write(path, f"// A comment.\n#include {header}\n")
        found = check_includes.find_violations(self.root)
        (self.root / path).unlink()
        return found

    def assert_forbidden(self, path, header, reason):
        found = self.plant(path, header)
        self.assertEqual(len(found), 1, found)
        self.assertTrue(found[0].startswith(f"{path}:2: includes {header[1:-1]}: "), found)
        self.assertIn(reason, found[0])

    def assert_allowed(self, path, header):
        self.assertEqual(self.plant(path, header), [])

    def test_a_layer_includes_itself_and_those_below(self):
        self.assert_allowed("lib/domain/a.cc", '"lib/domain/a.h"')
        self.assert_allowed("lib/rpc/a.cc", '"lib/base/status.h"')

    def test_a_layer_above_is_forbidden(self):
        self.assert_forbidden("lib/domain/a.h", '"lib/storage/store.h"', "stands above lib/domain")

    def test_the_library_knows_no_service_tool_or_test(self):
        self.assert_forbidden("lib/rpc/a.cc", '"services/sambydd/options.h"', "lib/ knows only lib")
        self.assert_forbidden("lib/rpc/a.cc", '"tests/support/fake.h"', "lib/ knows only lib")

    def test_the_cli_does_not_reach_into_the_server(self):
        self.assert_forbidden("tools/sambyd/a.cc", '"services/sambydd/a.h"', "tools/ knows only")

    def test_a_folder_outside_the_layers_is_found(self):
        self.write("lib/utils/a.h", "")
        found = self.plant("lib/rpc/a.cc", '"lib/utils/a.h"')
        self.assertEqual(len(found), 2, found)
        self.assertIn("lib/rpc/a.cc:2: includes lib/utils/a.h: lib/utils is no layer", found[0])
        self.assertIn("lib/utils/a.h:1: lies in no layer", found[1])

    def test_only_storage_includes_rocksdb(self):
        self.assert_forbidden("lib/market/a.cc", "<rocksdb/db.h>", "only lib/storage may")
        self.assert_forbidden("services/sambydd/a.cc", '"rocksdb/db.h"', "only lib/storage may")

    def test_storage_and_tests_may_include_rocksdb(self):
        self.assert_allowed("lib/storage/a.cc", '"rocksdb/db.h"')
        self.assert_allowed("tests/fault/a.cc", "<rocksdb/env.h>")

    def test_grpc_stays_in_rpc_client_services_and_cli(self):
        self.assert_forbidden("lib/application/a.cc", "<grpcpp/grpcpp.h>", "lib/rpc")
        self.assert_forbidden("lib/notice/a.cc", '"sambyd/v1/tender_service.grpc.pb.h"', "lib/rpc")

    def test_rpc_client_services_and_cli_may_include_grpc(self):
        for folder in ["lib/rpc", "lib/client", "services/sambydd", "tools/sambyd", "tests/contract"]:
            self.assert_allowed(f"{folder}/a.cc", "<grpcpp/grpcpp.h>")

    def test_the_engines_never_see_protobuf(self):
        for layer in ["base", "domain", "breakdown", "market", "consortium"]:
            with self.subTest(layer):
                header = '"sambyd/v1/tender.pb.h"'
                self.assert_forbidden(f"lib/{layer}/a.h", header, "never sees protobuf")

    def test_the_engines_have_no_clock_no_chance_no_input_and_no_thread(self):
        impure = ['"lib/base/clock.h"', '"lib/base/log.h"', '"lib/base/encryption.h"']
        impure += ["<random>", "<fstream>", "<iostream>", "<filesystem>", "<thread>"]
        for layer in ["domain", "breakdown", "market", "consortium"]:
            for header in impure:
                with self.subTest(layer=layer, header=header):
                    self.assert_forbidden(f"lib/{layer}/a.cc", header, "an engine has no clock")
        self.assert_allowed("lib/base/a.cc", "<iostream>")
        self.assert_allowed("lib/storage/a.cc", '"lib/base/clock.h"')
        self.assert_allowed("lib/consortium/a.cc", '"lib/base/error.h"')

    def test_an_engine_uses_no_layer_that_knows_protobuf(self):
        self.assert_forbidden("lib/breakdown/a.cc", '"lib/notice/eforms.h"', "uses only base, domain")
        self.assert_forbidden("lib/consortium/a.cc", '"lib/breakdown/a.h"', "uses only")
        self.assert_allowed("lib/consortium/a.cc", '"lib/market/view.h"')

    def test_other_layers_may_include_messages(self):
        self.assert_allowed("lib/notice/a.cc", '"sambyd/v1/tender.pb.h"')


if __name__ == "__main__":
    unittest.main()
