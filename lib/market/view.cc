#include "lib/market/view.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "lib/market/chunk.h"

namespace sambyd::market {
namespace {

// A chunk is rebuilt as a whole when one of its rows changes, and each query looks its codes up in
// every chunk: smaller chunks make changes cheaper, larger ones queries.
constexpr std::size_t kChunkRows = 1024;

using Chunks = std::vector<std::shared_ptr<const Chunk>>;

// Sorted by id; of several entries with one id the last stays.
template <class T>
void SortAndKeepLast(std::vector<T>& values) {
  std::ranges::stable_sort(values, {}, &T::id);
  const auto last = std::unique(values.rbegin(), values.rend(),
                                [](const T& a, const T& b) { return a.id == b.id; });
  values.erase(values.begin(), last.base());
}

// Cuts rows into chunks of equal size, at most kChunkRows each.
void AppendChunks(std::span<const Enterprise> rows, Chunks& chunks) {
  const std::size_t count = (rows.size() + kChunkRows - 1) / kChunkRows;
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t begin = rows.size() * i / count;
    const std::size_t end = rows.size() * (i + 1) / count;
    chunks.push_back(std::make_shared<const Chunk>(rows.subspan(begin, end - begin)));
  }
}

// Both are sorted by id.
std::vector<Enterprise> Merge(std::vector<Enterprise> rows, std::span<Change> changes) {
  std::vector<Enterprise> merged;
  merged.reserve(rows.size() + changes.size());
  auto row = std::make_move_iterator(rows.begin());
  const auto end = std::make_move_iterator(rows.end());
  for (Change& change : changes) {
    while (row != end && row->id < change.id) merged.push_back(*row++);
    if (row != end && row->id == change.id) ++row;
    if (change.row) merged.push_back(*std::move(change.row));
  }
  merged.insert(merged.end(), row, end);
  return merged;
}

}  // namespace

View::View(Chunks chunks) : chunks_(std::move(chunks)) {
  for (const auto& chunk : chunks_) size_ += chunk->size();
}

std::shared_ptr<const View> View::Build(std::vector<Enterprise> rows) {
  SortAndKeepLast(rows);
  Chunks chunks;
  AppendChunks(rows, chunks);
  return std::shared_ptr<const View>(new View(std::move(chunks)));
}

std::shared_ptr<const View> View::With(std::span<const Change> given) const {
  std::vector<Change> changes(given.begin(), given.end());
  SortAndKeepLast(changes);
  Chunks chunks;
  std::span<Change> left(changes);
  std::vector<Enterprise> open;  // rows of a chunk grown small, to be joined with the next
  for (std::size_t i = 0; i < chunks_.size(); ++i) {
    const auto end =
        i + 1 == chunks_.size()
            ? left.end()
            : std::ranges::lower_bound(left, chunks_[i + 1]->Id(0), {},
                                       [](const Change& c) -> std::string_view { return c.id; });
    const auto mine = left.first(static_cast<std::size_t>(end - left.begin()));
    left = left.subspan(mine.size());
    if (mine.empty() && open.empty()) {
      chunks.push_back(chunks_[i]);
      continue;
    }
    std::vector<Enterprise> rows = Merge(chunks_[i]->DecodeAll(), mine);
    open.insert(open.end(), std::make_move_iterator(rows.begin()),
                std::make_move_iterator(rows.end()));
    if (open.size() < kChunkRows / 4) continue;
    AppendChunks(open, chunks);
    open.clear();
  }
  std::vector<Enterprise> rest = Merge(std::move(open), left);
  AppendChunks(rest, chunks);
  return std::shared_ptr<const View>(new View(std::move(chunks)));
}

std::optional<Enterprise> View::Find(std::string_view id) const {
  const auto after =
      std::ranges::upper_bound(chunks_, id, {}, [](const auto& chunk) { return chunk->Id(0); });
  if (after == chunks_.begin()) return std::nullopt;
  const Chunk& chunk = **std::prev(after);
  const auto row = chunk.FindRow(id);
  if (!row) return std::nullopt;
  return chunk.Decode(*row);
}

std::size_t View::MemoryBytes() const {
  std::size_t bytes = sizeof(View) + chunks_.capacity() * sizeof(chunks_[0]);
  for (const auto& chunk : chunks_) bytes += chunk->MemoryBytes();
  return bytes;
}

}  // namespace sambyd::market
