// The command line against a server of canned answers.
#include "tools/sambyd/cli.h"

#include <array>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include <gmock/gmock.h>
#include <grpcpp/server_builder.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "lib/storage/store.h"
#include "tests/unit/tools/canned_answers.h"
#include "tools/sambyd/exit_code.h"

namespace sambyd::cli {
namespace {

using testing::HasSubstr;
using testing::Not;

class CliTest : public testing::Test {
 protected:
  CliTest()
      : folder_(std::filesystem::temp_directory_path() / ("cli_test." + std::to_string(getpid()))) {
    std::filesystem::create_directories(folder_);
    address_ = "unix:" + (folder_ / "socket").string();
    grpc::ServerBuilder builder;
    builder.AddListeningPort(address_, grpc::InsecureServerCredentials());
    builder.RegisterService(&tenders_);
    builder.RegisterService(&enterprises_);
    builder.RegisterService(&consortia_);
    server_ = builder.BuildAndStart();
  }

  ~CliTest() override {
    server_->Shutdown();
    std::filesystem::remove_all(folder_);
  }

  std::string Write(const std::string& name, const std::string& content) {
    const auto path = folder_ / name;
    std::ofstream(path, std::ios::binary) << content;
    return path.string();
  }

  int RunWith(std::vector<std::string> arguments, const std::string& input = "") {
    arguments.insert(arguments.begin(), {"sambyd", "--server", address_});
    std::vector<const char*> argv;
    for (const std::string& argument : arguments) argv.push_back(argument.c_str());
    std::istringstream in(input);
    std::ostringstream out;
    std::ostringstream err;
    const int code =
        cli::Run(static_cast<int>(argv.size()), argv.data(), {.in = in, .out = out, .err = err});
    out_ = out.str();
    err_ = err.str();
    return code;
  }

  std::string out_;
  std::string err_;

 private:
  const std::filesystem::path folder_;
  std::string address_;
  FakeTenders tenders_;
  FakeEnterprises enterprises_;
  FakeConsortia consortia_;
  std::unique_ptr<grpc::Server> server_;
};

TEST_F(CliTest, ATenderIsShownWithItsLotsAndTheWordsBehindThem) {
  EXPECT_EQ(RunWith({"tender", "show", "t1"}), kDone) << err_;
  EXPECT_EQ(out_,
            "Rengøring og mere\n"
            "tenders/t1\n"
            "PUBLISHED · Aarhus Kommune · 90911000 Rengøring af boliger, bygninger og vinduer · "
            "DK042 Østjylland\n"
            "LOT-0001     Skoler\n"
            "    90919300 Rengøring af skoler · 0751 Aarhus · 4,500,000.50 DKK · 48 months · "
            "reserved (§ 54)\n"
            "  LOT-0001.1   proposed: Vinduespudsning\n"
            "      90911300 Vinduespudsning (72.5 % sure)\n"
            "      \"Vinduer pudses to gange om året\"\n"
            "      Teksten nævner vinduespudsning.\n");
}

TEST_F(CliTest, TheLanguageChoosesAmongTexts) {
  EXPECT_EQ(RunWith({"--language", "ENG", "tender", "show", "tenders/t1"}), kDone);
  EXPECT_THAT(out_, HasSubstr("Cleaning\n"));
}

TEST_F(CliTest, ColoursAreOnlyWhereTheyAreWanted) {
  EXPECT_EQ(RunWith({"lots", "t1", "--color", "always"}), kDone);
  EXPECT_THAT(out_, HasSubstr("\x1B["));
  EXPECT_EQ(RunWith({"lots", "t1"}), kDone);
  EXPECT_THAT(out_, Not(HasSubstr("\x1B[")));
}

TEST_F(CliTest, JsonIsOneObjectALine) {
  EXPECT_EQ(RunWith({"lots", "t1", "--json"}), kDone);
  EXPECT_EQ(std::ranges::count(out_, '\n'), 2);
  EXPECT_THAT(out_, HasSubstr("{\"name\":\"tenders/t1/lots/LOT-0001\""));
}

TEST_F(CliTest, WhatIsNotThereHasItsOwnExitCode) {
  EXPECT_EQ(RunWith({"tender", "show", "t2"}), kNotFound);
  EXPECT_EQ(err_,
            "error: NOT_FOUND NOT_FOUND\n"
            "  name: got tenders/t2, want the name of a stored resource\n");
  EXPECT_EQ(RunWith({"--json", "tender", "show", "t2"}), kNotFound);
  EXPECT_THAT(err_, HasSubstr("\"reason\":\"NOT_FOUND\""));
}

TEST_F(CliTest, NoticesAreIngestedAndTheBadOnesNamed) {
  const std::string good = Write("a.xml", "<notice/>");
  const std::string bad = Write("b.xml", "no");
  EXPECT_EQ(RunWith({"ingest", good}), kDone);
  EXPECT_THAT(out_, HasSubstr("CREATED    tenders/t1  2 lots, 0 derived"));
  EXPECT_EQ(RunWith({"ingest", std::filesystem::path(good).parent_path().string()}), kRefused);
  EXPECT_THAT(out_, HasSubstr("1 notice ingested, 1 refused"));
  EXPECT_EQ(err_, bad + ": INVALID_ARGUMENT NOTICE_NOT_XML\n  line 1: got no, want XML\n");
}

TEST_F(CliTest, AFileIsIngestedFromAPipe) {
  std::array<int, 2> ends{};
  ASSERT_EQ(pipe(ends.data()), 0);
  EXPECT_EQ(write(ends[1], "<notice/>", 9), 9);
  close(ends[1]);
  EXPECT_EQ(RunWith({"ingest", "/dev/fd/" + std::to_string(ends[0])}), kDone) << err_;
  close(ends[0]);
  EXPECT_THAT(out_, HasSubstr("1 notice ingested, 0 refused"));
}

TEST_F(CliTest, AFolderNamedLikeANoticeIsPassedOver) {
  const std::filesystem::path folder = std::filesystem::path(Write("a.xml", "<notice/>"));
  std::filesystem::create_directory(folder.parent_path() / "folder.xml");
  EXPECT_EQ(RunWith({"ingest", folder.parent_path().string()}), kDone) << err_;
  EXPECT_THAT(out_, HasSubstr("1 notice ingested, 0 refused"));
}

TEST_F(CliTest, WhatCannotBeReadIsToldAndEndsNothingElse) {
  const std::string good = Write("a.xml", "<notice/>");
  // Reading it fails for root too, at its first byte.
  const std::string memory = "/proc/self/mem";
  EXPECT_EQ(RunWith({"ingest", memory, good}), kRefused);
  EXPECT_THAT(out_, HasSubstr("1 notice ingested, 1 refused"));
  EXPECT_THAT(err_, HasSubstr("/proc/self/mem"));
  EXPECT_EQ(RunWith({"preview", memory}), kUsage);
  EXPECT_EQ(RunWith({"assess", memory}), kUsage);
}

TEST_F(CliTest, RowsAreImportedAndTheBadOnesNamedByTheirLine) {
  const std::string file = Write("e.csv",
                                 "Virksomhed;CVR;Kommune;Ansatte\n"
                                 "A;24256790;0751;3\nB;13585628;9999;4\nC;13585628;0101;x\n");
  const std::vector<std::string> mapped = {"import",
                                           "--map",
                                           "Virksomhed=display_name",
                                           "--map",
                                           "Kommune=home_place",
                                           "--map",
                                           "Ansatte=fleksjob",
                                           file};
  EXPECT_EQ(RunWith(mapped), kRefused) << err_;
  EXPECT_EQ(out_,
            "line 4  Ansatte: got another text, want a whole number of heads\n"
            "line 3  home_place: got 9999, want a listed place\n"
            "3 rows: 1 created, 0 updated, 0 unchanged, 2 refused\n");
  EXPECT_EQ(RunWith({"import", file}), kRefused);
  EXPECT_THAT(err_, HasSubstr("heading: got Virksomhed"));
}

TEST_F(CliTest, ImportReadsStandardInputAndSendsNothingInADryRun) {
  EXPECT_EQ(RunWith({"import", "-", "--format", "ndjson", "--dry-run"},
                    "{\"enterprise\":{}}\n{\"enterprise\":{\"x\":1}}\n"),
            kRefused);
  EXPECT_EQ(out_,
            "line 2  enterprise.x: got an unknown field, want a field of sambyd.v1.ImportRow\n"
            "2 rows: 0 created, 0 updated, 0 unchanged, 1 refused\n");
}

TEST_F(CliTest, ConsortiaAreShownWithSharesRolesAndTheThreeReadings) {
  EXPECT_EQ(RunWith({"match", "tenders/t1/lots/LOT-0001", "--top", "2", "--policy", "PER_MEMBER",
                     "--certificate-of-all", "ISO9001", "--certificate-of-all", "FSC", "--as-of",
                     "2026-11-22"}),
            kDone)
      << err_;
  EXPECT_THAT(out_, HasSubstr("1. score 812.345  capacity PASS\n   lead   Huset Kilden"));
  EXPECT_THAT(out_, HasSubstr("DK90000007   100.0 % of the volume, 30 %: PASS\n"));
  EXPECT_THAT(out_, HasSubstr("1,500,000 DKK a year  merit 812"));
  EXPECT_THAT(out_,
              HasSubstr("together PASS (room for 4 more ordinary employees), each member FAIL, "
                        "lead alone UNKNOWN\n"));
  EXPECT_THAT(out_, HasSubstr("as a reserved lot: CONDITIONAL_ASK_BUYER\n"));
  EXPECT_THAT(out_, HasSubstr("review: MEMBER_CAN_BID_WHOLE DK90000007, capacity not known\n"));
}

TEST_F(CliTest, WrongUseIsToldWithItsOwnExitCode) {
  for (const std::vector<std::string>& arguments :
       std::vector<std::vector<std::string>>{{},
                                             {"nonsense"},
                                             {"ingest", "/nowhere.xml"},
                                             {"match"},
                                             {"--color", "pink", "status"},
                                             {"match", "x", "--as-of", "2026-02-30"},
                                             {"import", "/nowhere.csv"}}) {
    EXPECT_EQ(RunWith(arguments), kUsage);
    EXPECT_NE(err_, "");
    EXPECT_EQ(out_, "");
  }
  EXPECT_EQ(RunWith({"--help"}), kDone);
  EXPECT_THAT(out_, HasSubstr("Exit codes: 0 done"));
}

TEST_F(CliTest, ADataDirectoryIsCheckedWithoutAServer) {
  const std::string directory = Write("x", "");
  EXPECT_EQ(RunWith({"check", directory + ".missing"}), kUsage);
  const std::string store = std::filesystem::path(directory).parent_path() / "store";
  {
    storage::StoreOptions options;
    options.directory = store;
    ASSERT_TRUE(storage::Store::Open(options).ok());
  }
  EXPECT_EQ(RunWith({"check", store}), kDone) << err_;
  EXPECT_EQ(out_,
            "position 0: 0 records, 0 documents, 0 index entries, 0 remembered requests\n"
            "whole\n");
}

TEST_F(CliTest, AMethodThatTheServerLacksIsAnErrorOfTheServer) {
  EXPECT_EQ(RunWith({"status"}), kBroken);
}

TEST(ExitCodeTest, WithoutAServerTheCodeSaysSo) {
  std::istringstream in;
  std::ostringstream out;
  std::ostringstream err;
  const char* argv[] = {"sambyd",    "--server", "unix:/nowhere/at/all",
                        "--timeout", "0.05",     "status"};
  EXPECT_EQ(cli::Run(6, argv, {.in = in, .out = out, .err = err}), kUnavailable);
}

// A full disk behind standard output.
class FullDisk : public std::streambuf {
  int_type overflow(int_type /*c*/) override { throw std::runtime_error("no space left"); }
};

TEST(ExitCodeTest, AnExceptionIsToldAndDoesNotCrash) {
  FullDisk full;
  std::istringstream in("{\"enterprise\":{}}\n");
  std::ostream out(&full);
  out.exceptions(std::ios::badbit);
  std::ostringstream err;
  const char* argv[] = {"sambyd", "import", "-", "--format", "ndjson", "--dry-run"};
  EXPECT_EQ(cli::Run(6, argv, {.in = in, .out = out, .err = err}), kBroken);
  EXPECT_EQ(err.str(), "error: no space left\n");
}

}  // namespace
}  // namespace sambyd::cli
