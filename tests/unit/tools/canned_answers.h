#ifndef TESTS_UNIT_TOOLS_CANNED_ANSWERS_H_
#define TESTS_UNIT_TOOLS_CANNED_ANSWERS_H_

#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include "lib/base/error.h"
#include "lib/client/client.h"
#include "lib/rpc/status.h"

// What the server of the command line's tests answers.
namespace sambyd::cli {

template <class Message>
void Parse(const char* text, Message* message) {
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, message));
}

class FakeTenders final : public v1::TenderService::Service {
  grpc::Status GetTender(grpc::ServerContext* /*context*/, const v1::GetTenderRequest* request,
                         v1::Tender* response) override {
    if (request->name() != "tenders/t1") return rpc::ToGrpcStatus(NotFound(request->name()));
    Parse(R"pb(
            name: "tenders/t1"
            state: STATE_PUBLISHED
            titles { language: "DAN" text: "Rengøring\nog mere" }
            titles { language: "ENG" text: "Cleaning" }
            buyers { display_name: "Aarhus Kommune" }
            main_cpv: "90911000"
            places: "DK042"
          )pb",
          response);
    return grpc::Status::OK;
  }

  grpc::Status ListLots(grpc::ServerContext* /*context*/, const v1::ListLotsRequest* /*request*/,
                        v1::ListLotsResponse* response) override {
    Parse(R"pb(
            lots {
              name: "tenders/t1/lots/LOT-0001"
              origin: ORIGIN_PUBLISHED
              titles { text: "Skoler" }
              main_cpv: "90919300"
              places: "0751"
              estimated_value { currency: "DKK" minor_units: 450000050 }
              period { duration_days: 1461 duration_source: "48 MONTH" }
              reservations: RESERVATION_SHELTERED_WORKSHOP
            }
            lots {
              name: "tenders/t1/lots/LOT-0001.1"
              origin: ORIGIN_DERIVED
              titles { text: "Vinduespudsning" }
              main_cpv: "90911300"
              derivation {
                confidence_bp: 7250
                evidence { text: "Vinduer pudses\nto gange om året" }
                reasons { language: "DAN" text: "Teksten nævner vinduespudsning." }
              }
            }
          )pb",
          response);
    return grpc::Status::OK;
  }

  static absl::StatusOr<v1::IngestNoticeResponse> Ingest(const std::string& content) {
    if (content != "<notice/>") return InvalidField("line 1", "no", "XML", Reason::kNoticeNotXml);
    v1::IngestNoticeResponse response;
    response.set_tender("tenders/t1");
    response.set_outcome(v1::INGEST_OUTCOME_CREATED);
    response.set_published_lots(2);
    return response;
  }

  grpc::Status IngestNotice(grpc::ServerContext* /*context*/,
                            const v1::IngestNoticeRequest* request,
                            v1::IngestNoticeResponse* response) override {
    auto result = Ingest(request->content());
    if (result.ok()) *response = *std::move(result);
    return rpc::ToGrpcStatus(result.status());
  }

  grpc::Status IngestNotices(grpc::ServerContext* /*context*/,
                             grpc::ServerReaderWriter<v1::IngestNoticesResponse,
                                                      v1::IngestNoticesRequest>* stream) override {
    v1::IngestNoticesRequest request;
    for (int index = 0; stream->Read(&request); ++index) {
      v1::IngestNoticesResponse response;
      response.set_index(index);
      auto result = Ingest(request.notice().content());
      if (result.ok()) {
        *response.mutable_result() = *std::move(result);
      } else {
        *response.mutable_status() = rpc::ToRpcStatus(result.status());
      }
      stream->Write(response);
    }
    return grpc::Status::OK;
  }
};

class FakeEnterprises final : public v1::EnterpriseService::Service {
  grpc::Status ImportEnterprises(grpc::ServerContext* /*context*/,
                                 grpc::ServerReader<v1::ImportEnterprisesRequest>* reader,
                                 v1::ImportEnterprisesResponse* response) override {
    v1::ImportEnterprisesRequest request;
    while (reader->Read(&request)) {
      for (const v1::ImportRow& row : request.rows()) {
        if (row.enterprise().home_place() == "9999") {
          response->set_failed(response->failed() + 1);
          auto* error = response->add_errors();
          error->set_line(row.line());
          error->set_field("home_place");
          error->set_got("9999");
          error->set_want("a listed place");
        } else {
          response->set_created(response->created() + 1);
        }
      }
    }
    return grpc::Status::OK;
  }
};

class FakeConsortia final : public v1::ConsortiumService::Service {
  grpc::Status FindConsortia(grpc::ServerContext* /*context*/,
                             const v1::FindConsortiaRequest* request,
                             v1::FindConsortiaResponse* response) override {
    EXPECT_EQ(request->lot(), "tenders/t1/lots/LOT-0001");
    EXPECT_EQ(request->top(), 2);
    EXPECT_EQ(request->options().policy(), v1::THRESHOLD_POLICY_PER_MEMBER);
    EXPECT_EQ(request->options().certificates_all_size(), 2);
    EXPECT_EQ(request->options().as_of().day(), 22);
    Parse(
        R"pb(
          status: SEARCH_STATUS_OPTIMAL
          policy: THRESHOLD_POLICY_PER_MEMBER
          leaves { leaf: "tenders/t1/lots/LOT-0001.1" cpv: "90911300" ore_per_year: 150000000 }
          consortia {
            score_milli: 812345
            members {
              enterprise: "enterprises/DK90000007"
              display_name: "Huset Kilden"
              lead: true
              meets_share: VERDICT_PASS
              volume_share_bp: 10000
              allocations { leaf: "tenders/t1/lots/LOT-0001.1" ore_per_year: 150000000 merit: 812 }
            }
            readings {
              aggregate { verdict: VERDICT_PASS ordinary_to_spare: 4 }
              per_member { verdict: VERDICT_FAIL }
              lead_only { verdict: VERDICT_UNKNOWN }
            }
            capacity: VERDICT_PASS
            reserved_status: RESERVED_STATUS_CONDITIONAL_ASK_BUYER
            competition_flags {
              kind: KIND_MEMBER_CAN_BID_WHOLE
              capacity: VERDICT_UNKNOWN
              enterprises: "enterprises/DK90000007"
            }
          }
        )pb",
        response);
    return grpc::Status::OK;
  }
};

}  // namespace sambyd::cli

#endif  // TESTS_UNIT_TOOLS_CANNED_ANSWERS_H_
