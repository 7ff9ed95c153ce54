#include "lib/client/session.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <random>
#include <string>
#include <thread>

#include <grpcpp/support/status.h>

#include "absl/strings/str_format.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "lib/base/error.h"
#include "lib/rpc/status.h"

namespace sambyd::client {
namespace {

using std::chrono::milliseconds;

std::uint64_t RandomBits() {
  thread_local std::mt19937_64 random{std::random_device{}() |
                                      static_cast<std::uint64_t>(std::random_device{}()) << 32U};
  return random();
}

// A random number in [0, 1).
double RandomFraction() { return static_cast<double>(RandomBits() >> 11U) * 0x1p-53; }

// A random UUID (RFC 4122, version 4).
std::string RandomUuid() {
  const std::uint64_t high = (RandomBits() & ~0xF000ULL) | 0x4000ULL;
  const std::uint64_t low = (RandomBits() & ~(3ULL << 62U)) | 2ULL << 62U;
  return absl::StrFormat("%08x-%04x-%04x-%04x-%012x", high >> 32U, (high >> 16U) & 0xFFFFU,
                         high & 0xFFFFU, low >> 48U, low & 0xFFFFFFFFFFFFULL);
}

Options WithHooks(Options options) {
  Hooks& hooks = options.hooks;
  if (!hooks.wait) hooks.wait = [](milliseconds pause) { std::this_thread::sleep_for(pause); };
  if (!hooks.jitter) hooks.jitter = RandomFraction;
  if (!hooks.new_request_id) hooks.new_request_id = RandomUuid;
  return options;
}

// Sending the same bytes again would fail again. gRPC itself gives no details, only its text.
bool IsTooLarge(const grpc::Status& status) {
  const auto refusal = RefusalOf(rpc::FromGrpcStatus(status));
  if (refusal) return refusal->reason == Reason::kMessageTooLarge;
  return status.error_message().find("larger than max") != std::string::npos;
}

bool MayPass(const grpc::Status& status) {
  if (status.error_code() == grpc::StatusCode::UNAVAILABLE) return true;
  return status.error_code() == grpc::StatusCode::RESOURCE_EXHAUSTED && !IsTooLarge(status);
}

// How long the server asks to wait; 0 where it does not say.
milliseconds AskedPause(const grpc::Status& status) {
  google::rpc::Status wire;
  if (!wire.ParseFromString(status.error_details())) return milliseconds(0);
  for (const auto& detail : wire.details()) {
    google::rpc::RetryInfo retry;
    if (!detail.UnpackTo(&retry)) continue;
    return milliseconds(retry.retry_delay().seconds() * 1000 +
                        retry.retry_delay().nanos() / 1'000'000);
  }
  return milliseconds(0);
}

}  // namespace

Session::Session(std::shared_ptr<grpc::Channel> channel, Options options)
    : channel_(std::move(channel)), options_(WithHooks(std::move(options))) {}

void Session::Prepare(grpc::ClientContext& context) const {
  context.set_deadline(std::chrono::system_clock::now() + options_.stream_deadline);
  AddToken(context);
}

void Session::AddToken(grpc::ClientContext& context) const {
  const std::string token = options_.bearer_token ? options_.bearer_token() : "";
  if (!token.empty()) context.AddMetadata("authorization", "Bearer " + token);
}

void Session::RememberPosition(std::int64_t position) {
  std::int64_t known = position_.load();
  while (known < position && !position_.compare_exchange_weak(known, position)) {
  }
}

void Session::RememberPosition(const grpc::ClientContext& context) {
  const auto& metadata = context.GetServerTrailingMetadata();
  const auto entry = metadata.find(rpc::kPositionKey);
  if (entry == metadata.end()) return;
  std::int64_t told = 0;
  const grpc::string_ref text = entry->second;
  std::from_chars(text.data(), text.data() + text.size(), told);
  RememberPosition(told);
}

absl::Status Session::Retry(const CallOptions& options,
                            const std::function<grpc::Status(grpc::ClientContext&)>& attempt) {
  const RetryPolicy& policy = options_.retry;
  const auto limit = options.deadline.count() > 0 ? options.deadline : options_.deadline;
  const auto deadline = std::chrono::system_clock::now() + limit;
  const int most = options.max_attempts > 0 ? options.max_attempts : policy.max_attempts;
  milliseconds pause = policy.first_pause;
  for (int attempts = 1;; ++attempts) {
    grpc::ClientContext context;
    context.set_deadline(deadline);
    AddToken(context);
    const grpc::Status status = attempt(context);
    RememberPosition(context);
    if (status.ok() || attempts >= most || !MayPass(status)) {
      return rpc::FromGrpcStatus(status);
    }
    const auto shortened =
        std::chrono::duration_cast<milliseconds>(pause * (1.0 - options_.hooks.jitter() / 2));
    const milliseconds wait = std::max(shortened, AskedPause(status));
    if (std::chrono::system_clock::now() + wait >= deadline) return rpc::FromGrpcStatus(status);
    options_.hooks.wait(wait);
    pause = std::min(pause * 2, policy.longest_pause);
  }
}

}  // namespace sambyd::client
