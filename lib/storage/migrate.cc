#include "lib/storage/migrate.h"

#include "lib/base/status.h"
#include "lib/storage/document.h"
#include "lib/storage/envelope.h"
#include "lib/storage/rebuild.h"
#include "lib/storage/scrub.h"
#include "lib/storage/sealed.h"

namespace sambyd::storage {
namespace {

// What goes through the entries of a family: WriteForEach, or TryForEach, which writes nothing.
using ForEach = absl::Status (*)(const Engine& engine, Family family, const EntryWriter& add);

absl::Status TryForEach(const Engine& engine, Family family, const EntryWriter& add) {
  return ScanEntries(engine, nullptr, family, "", "",
                     [&](std::string_view key, std::string_view value) -> absl::StatusOr<bool> {
                       rocksdb::WriteBatch dropped;
                       SAMBYD_RETURN_IF_ERROR(add(key, value, dropped));
                       return true;
                     });
}

// A contact is written together with its key, so that one that has a key is done.
absl::Status SealContacts(const Engine& engine, ForEach for_each) {
  return for_each(engine, Family::kContacts,
                  [&](std::string_view key, std::string_view value, rocksdb::WriteBatch& batch) {
                    SAMBYD_ASSIGN_OR_RETURN(const auto done,
                                            Read(engine, nullptr, Family::kEncryptionKeys, key));
                    if (done) return absl::OkStatus();
                    SAMBYD_ASSIGN_OR_RETURN(const v1::Envelope envelope, Unseal(value));
                    sambyd::v1::Contact contact;
                    if (!contact.ParseFromString(envelope.message())) return Corrupt("a contact");
                    const v1::EncryptionKey secret = NewContactKey();
                    const auto sealed = SealContact(OwnerOf(key).value_or(""), secret, contact);
                    const std::string name(key);
                    batch.Put(engine.handle(Family::kContacts), name,
                              Seal(envelope.position(), sealed.SerializeAsString()));
                    batch.Put(engine.handle(Family::kEncryptionKeys), name,
                              Seal(envelope.position(), secret.SerializeAsString()));
                    return absl::OkStatus();
                  });
}

// Seals the statements of one enterprise after the other, as they are stored.
class StatementSealer {
 public:
  explicit StatementSealer(const Engine& engine) : engine_(engine) {}

  absl::Status Seal(std::string_view key, std::string_view value, rocksdb::WriteBatch& batch) {
    SAMBYD_ASSIGN_OR_RETURN(const v1::Envelope envelope, Unseal(value));
    SAMBYD_RETURN_IF_ERROR(TakeKeyOf(OwnerOf(key).value_or(""), envelope.position(), batch));
    v1::SealedStatement sealed;
    if (sealed.ParseFromString(envelope.message()) && OpenStatement(enterprise_, secret_, sealed)) {
      return absl::OkStatus();  // done before an interruption
    }
    sambyd::v1::WorkforceStatement statement;
    if (!statement.ParseFromString(envelope.message())) return Corrupt("a workforce statement");
    sealed = SealStatement(enterprise_, secret_, statement);
    batch.Put(engine_.handle(Family::kWorkforce), std::string(key),
              storage::Seal(envelope.position(), sealed.SerializeAsString()));
    return absl::OkStatus();
  }

 private:
  // The stored key, or a new one, which goes into the batch of the first statement.
  absl::Status TakeKeyOf(const std::string& enterprise, std::int64_t position,
                         rocksdb::WriteBatch& batch) {
    if (enterprise == enterprise_) return absl::OkStatus();
    enterprise_ = enterprise;
    const std::string name = WorkforceEncryptionKeyKey(enterprise).bytes;
    SAMBYD_ASSIGN_OR_RETURN(const auto stored,
                            Read(engine_, nullptr, Family::kWorkforceKeys, name));
    if (stored) return UnsealInto(*stored, secret_);
    secret_ = NewWorkforceKey();
    batch.Put(engine_.handle(Family::kWorkforceKeys), name,
              storage::Seal(position, secret_.SerializeAsString()));
    return absl::OkStatus();
  }

  const Engine& engine_;
  std::string enterprise_;
  v1::WorkforceEncryptionKey secret_;
};

absl::Status SealStatements(const Engine& engine, ForEach for_each) {
  StatementSealer sealer(engine);
  return for_each(engine, Family::kWorkforce,
                  [&](std::string_view key, std::string_view value, rocksdb::WriteBatch& batch) {
                    return sealer.Seal(key, value, batch);
                  });
}

// Format 3 holds contacts encrypted alone, format 4 statements too. Log and remembered requests
// hold them in the clear, and what is no longer there needs no rewriting.
absl::Status EncryptPersonalData(const Engine& engine) {
  SAMBYD_RETURN_IF_ERROR(SealContacts(engine, WriteForEach));
  SAMBYD_RETURN_IF_ERROR(SealStatements(engine, WriteForEach));
  SAMBYD_ASSIGN_OR_RETURN(v1::StoreState state, ReadState(engine, nullptr));
  state.set_first_record(state.position() + 1);
  rocksdb::WriteBatch batch;
  for (const Family family : {Family::kLog, Family::kRequests}) {
    batch.DeleteRange(engine.handle(family), "", "\xff");
  }
  batch.Put(engine.handle(Family::kMeta), kStateKey, state.SerializeAsString());
  const rocksdb::Status written = engine.db->Write({}, &batch);
  if (!written.ok()) return FromRocks(written, "forget the log");
  SAMBYD_RETURN_IF_ERROR(WriteCounts(engine));
  return ScrubFamilies(engine,
                       {Family::kContacts, Family::kWorkforce, Family::kLog, Family::kRequests},
                       engine.db->GetLatestSequenceNumber());
}

}  // namespace

absl::Status MigrateFrom(int version, const Engine& engine) {
  if (version == 0) return absl::OkStatus();
  if (version < 2) SAMBYD_RETURN_IF_ERROR(CheckPostingsOf(v1::DOCUMENT_KIND_LOT, engine));
  if (version < 4) {
    SAMBYD_RETURN_IF_ERROR(SealContacts(engine, TryForEach));
    SAMBYD_RETURN_IF_ERROR(SealStatements(engine, TryForEach));
  }
  // Format 2 lists lots by the deadline for expressing interest too.
  if (version < 2) SAMBYD_RETURN_IF_ERROR(WritePostingsOf(v1::DOCUMENT_KIND_LOT, engine));
  if (version < 4) SAMBYD_RETURN_IF_ERROR(EncryptPersonalData(engine));
  return absl::OkStatus();
}

}  // namespace sambyd::storage
