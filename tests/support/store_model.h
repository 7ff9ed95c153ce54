#ifndef TESTS_SUPPORT_STORE_MODEL_H_
#define TESTS_SUPPORT_STORE_MODEL_H_

#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "lib/storage/snapshot.h"

namespace sambyd::testing_support {

// What a database must hold after some records, in maps and without indexes: filters look at every
// document. It knows nothing of documents that are encrypted.
class StoreModel {
 public:
  void Apply(const storage::v1::ChangeRecord& record);

  std::int64_t position() const { return position_; }

  // Compares all that `snapshot` tells with the model; differences are test failures.
  void ExpectSame(const storage::Snapshot& snapshot) const;

 private:
  using Documents = std::map<std::string, std::string>;  // serialized, by key
  struct Remembered {
    std::int64_t position = 0;
    std::string response;
  };

  template <storage::Document D>
  void ExpectSameDocuments(const storage::Snapshot& snapshot) const;
  void ExpectSameListings(const storage::Snapshot& snapshot) const;
  std::vector<std::string> TendersWith(const storage::Term& term) const;
  std::vector<std::string> TendersWithDeadline(std::int64_t from, std::int64_t before) const;

  std::int64_t position_ = 0;
  std::int64_t first_record_ = 1;
  std::map<storage::v1::DocumentKind, Documents> documents_;
  std::map<std::string, Remembered> requests_;
};

// Changes of up to six documents, each once, out of few tenders, lots and enterprises with few
// codes, so that most are replaced, removed and listed under shared terms.
std::vector<storage::v1::DocumentChange> RandomChanges(std::mt19937& random);

// Random changes at `position`, often with a request; sometimes old records are forgotten.
storage::v1::ChangeRecord RandomRecord(std::mt19937& random, std::int64_t position);

}  // namespace sambyd::testing_support

#endif  // TESTS_SUPPORT_STORE_MODEL_H_
