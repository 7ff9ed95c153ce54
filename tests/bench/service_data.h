#ifndef TESTS_BENCH_SERVICE_DATA_H_
#define TESTS_BENCH_SERVICE_DATA_H_

#include <cstdint>
#include <string>
#include <vector>

#include "lib/client/client.h"
#include "sambyd/v1/consortium_service.pb.h"

namespace sambyd::bench {

// Imports the first `count` lines of a file of tools/generate-enterprises.
void ImportEnterprises(const client::Client& client, const std::string& file, std::int64_t count);

// The sample notices, `copies` of each: distinct notices of distinct procedures.
std::vector<std::string> SampleNotices(int copies);

// Ingests notices and names their tenders.
std::vector<std::string> Ingest(const client::Client& client,
                                const std::vector<std::string>& notices);

// What FindConsortia is asked: every lot of the tenders, then lots written out of one to four
// popular tasks in places from a municipality to the country, half of them reserved.
std::vector<v1::FindConsortiaRequest> MixedLots(const client::Client& client,
                                                const std::vector<std::string>& tenders);

}  // namespace sambyd::bench

#endif  // TESTS_BENCH_SERVICE_DATA_H_
