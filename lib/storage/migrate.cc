#include "lib/storage/migrate.h"

#include "lib/base/status.h"
#include "lib/storage/document.h"
#include "lib/storage/envelope.h"
#include "lib/storage/rebuild.h"
#include "lib/storage/scrub.h"
#include "lib/storage/sealed_contact.h"

namespace sambyd::storage {
namespace {

// A contact is written together with its key, so that one that has a key is done.
absl::Status SealContacts(const Engine& engine) {
  return WriteForEach(
      engine, Family::kContacts,
      [&](std::string_view key, std::string_view value, rocksdb::WriteBatch& batch) {
        SAMBYD_ASSIGN_OR_RETURN(const auto done,
                                Read(engine, nullptr, Family::kEncryptionKeys, key));
        if (done) return absl::OkStatus();
        SAMBYD_ASSIGN_OR_RETURN(const v1::Envelope envelope, Unseal(value));
        sambyd::v1::Contact contact;
        if (!contact.ParseFromString(envelope.message())) return Corrupt("a contact");
        const v1::EncryptionKey secret = NewKey();
        const auto sealed = SealContact(OwnerOf(key).value_or(""), secret, contact);
        const std::string name(key);
        batch.Put(engine.handle(Family::kContacts), name,
                  Seal(envelope.position(), sealed.SerializeAsString()));
        batch.Put(engine.handle(Family::kEncryptionKeys), name,
                  Seal(envelope.position(), secret.SerializeAsString()));
        return absl::OkStatus();
      });
}

// Format 3 holds contacts encrypted alone. Log and remembered requests hold them in the clear, and
// what is no longer there needs no rewriting.
absl::Status EncryptContacts(const Engine& engine) {
  SAMBYD_RETURN_IF_ERROR(SealContacts(engine));
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
  return ScrubFamilies(engine, {Family::kContacts, Family::kLog, Family::kRequests},
                       engine.db->GetLatestSequenceNumber());
}

}  // namespace

absl::Status MigrateFrom(int version, const Engine& engine) {
  // Format 2 lists lots by the deadline for expressing interest too.
  if (version < 2) SAMBYD_RETURN_IF_ERROR(WritePostingsOf(v1::DOCUMENT_KIND_LOT, engine));
  if (version > 0 && version < 3) SAMBYD_RETURN_IF_ERROR(EncryptContacts(engine));
  return absl::OkStatus();
}

}  // namespace sambyd::storage
