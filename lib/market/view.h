#ifndef LIB_MARKET_VIEW_H_
#define LIB_MARKET_VIEW_H_

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lib/market/enterprise.h"

namespace sambyd::market {

class Chunk;

// What became of one enterprise: its new row, or none when it is gone.
struct Change {
  std::string id;
  std::optional<Enterprise> row;  // row->id equals id
};

// An immutable snapshot of all enterprises, in columns by ascending id. It is cut into chunks of
// about a thousand rows, each with its own postings by CPV, and snapshots share the chunks that did
// not change. What a view answers depends on its rows alone, never on how it came about.
// Thread-safe; a snapshot lives as long as somebody holds it.
class View {
 public:
  // Of several rows with one id the last counts.
  static std::shared_ptr<const View> Build(std::vector<Enterprise> rows);

  // The snapshot after `changes`, applied in order. Costs the chunks touched, so changes are best
  // given in batches.
  std::shared_ptr<const View> With(std::span<const Change> changes) const;

  std::size_t size() const { return size_; }

  // The row of an enterprise: its capabilities by ascending code, places and certificates sorted.
  std::optional<Enterprise> Find(std::string_view id) const;

  // Heap bytes held by the columns and postings.
  std::size_t MemoryBytes() const;

  // By ascending id; the chunks never overlap. For matching.
  std::span<const std::shared_ptr<const Chunk>> chunks() const { return chunks_; }

 private:
  explicit View(std::vector<std::shared_ptr<const Chunk>> chunks);

  std::vector<std::shared_ptr<const Chunk>> chunks_;
  std::size_t size_ = 0;
};

}  // namespace sambyd::market

#endif  // LIB_MARKET_VIEW_H_
