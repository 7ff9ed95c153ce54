#include "services/sambydd/admin_service.h"

#include <utility>

#include "google/protobuf/util/time_util.h"
#include "lib/base/log.h"
#include "lib/base/status.h"
#include "services/sambydd/version.h"

namespace sambyd::server {

AdminService::AdminService(const rpc::Funnel& funnel, const storage::Store& store,
                           const changelog::ChangeLog& log, const application::Publisher& publisher,
                           const application::SearchSlots& slots,
                           const application::AnswerCache& cache,
                           application::LotReindexer& reindexer, storage::BackupTarget backups,
                           Timestamp start_time)
    : funnel_(funnel),
      store_(store),
      log_(log),
      publisher_(publisher),
      slots_(slots),
      cache_(cache),
      reindexer_(reindexer),
      backups_(std::move(backups)),
      start_time_(start_time) {}

grpc::Status AdminService::GetStatus(grpc::ServerContext* context,
                                     const v1::GetStatusRequest* request,
                                     v1::GetStatusResponse* response) {
  return funnel_.Serve(context, "AdminService.GetStatus", request, [&](rpc::Call& call) {
    const auto published = publisher_.Current();
    const storage::Snapshot& snapshot = *published->snapshot;
    call.set_position(published->position());
    response->set_version(kVersion);
    response->set_format_version(storage::kFormatVersion);
    response->set_position(published->position());
    response->set_tenders(snapshot.Count<v1::Tender>());
    response->set_lots(snapshot.Count<v1::Lot>());
    response->set_enterprises(snapshot.Count<v1::Enterprise>());
    response->set_market_bytes(static_cast<std::int64_t>(published->market->MemoryBytes()));
    const storage::StoreStatistics stored = store_.Statistics();
    response->set_disk_bytes(stored.table_bytes + stored.wal_bytes);
    response->set_model_version(reindexer_.model_version());
    *response->mutable_start_time() = google::protobuf::util::TimeUtil::MicrosecondsToTimestamp(
        start_time_.time_since_epoch().count());
    response->set_read_only(log_.read_only());
    response->set_read_only_reason(store_.failure());
    const application::SearchSlots::Counts searches = slots_.counts();
    response->set_searches_running(searches.running);
    response->set_searches_waiting(searches.waiting);
    response->set_searches_refused(searches.refused);
    const application::AnswerCache::Counts answers = cache_.counts();
    response->set_cache_hits(answers.hits);
    response->set_cache_misses(answers.misses);
    response->set_cache_bytes(answers.bytes);
    return absl::OkStatus();
  });
}

grpc::Status AdminService::ReindexLots(grpc::ServerContext* context,
                                       const v1::ReindexLotsRequest* request,
                                       grpc::ServerWriter<v1::ReindexLotsResponse>* writer) {
  return funnel_.ServeStream(context, "AdminService.ReindexLots", request, [&](rpc::Call& call) {
    return reindexer_.Run([&](const v1::ReindexLotsResponse& progress) {
      call.set_position(progress.position());
      return !call.cancelled() && writer->Write(progress);
    });
  });
}

grpc::Status AdminService::CreateBackup(grpc::ServerContext* context,
                                        const v1::CreateBackupRequest* request,
                                        v1::Backup* response) {
  return funnel_.Serve(
      context, "AdminService.CreateBackup", request, [&](rpc::Call& call) -> absl::Status {
        SAMBYD_ASSIGN_OR_RETURN(const storage::Backup backup, store_.CreateBackup(backups_));
        call.set_position(backup.position);
        Log(Severity::kInfo, "backup written",
            {{"id", std::uint64_t{backup.id}},
             {"position", backup.position},
             {"bytes", backup.bytes}});
        response->set_id(backup.id);
        response->mutable_create_time()->set_seconds(backup.create_time.time_since_epoch().count());
        response->set_position(backup.position);
        response->set_format_version(backup.format_version);
        response->set_bytes(backup.bytes);
        response->set_files(backup.files);
        return absl::OkStatus();
      });
}

}  // namespace sambyd::server
