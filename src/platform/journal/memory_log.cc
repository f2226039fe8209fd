#include "platform/journal/memory_log.h"

#include <algorithm>

#include "platform/journal/chain.h"

namespace firebreak::journal {

MemoryLog::MemoryLog(const JournalId& id, Instant created_at)
    : id_(id), genesis_{.hash = genesis_hash(id, created_at)} {}

Head MemoryLog::head() const { return batches_.empty() ? genesis_ : batches_.back().after; }

IoResult<Head> MemoryLog::append(const NewBatch& batch) {
  const Head before = head();
  const IoResult<void> accepted = acceptable(before, batch);
  if (!accepted) return accepted.error();
  const Head after{before.position + batch.fact_count, batch_hash(before, batch),
                   batch.recorded_at};
  batches_.push_back({before, after, {batch.body.begin(), batch.body.end()}});
  return after;
}

IoResult<void> MemoryLog::read(Position after, const BatchVisitor& visit) {
  const auto first =
      std::partition_point(batches_.begin(), batches_.end(),
                           [after](const Kept& kept) { return kept.after.position <= after; });
  // By index: the visitor may append.
  for (auto i = static_cast<std::size_t>(first - batches_.begin()); i < batches_.size(); ++i) {
    const Kept& kept = batches_[i];
    const BatchRow row{kept.before.position + 1,
                       kept.after.position,
                       kept.after.recorded_at,
                       static_cast<std::uint32_t>(kept.after.position - kept.before.position),
                       kept.before.hash,
                       kept.after.hash,
                       kept.body};
    if (!visit(row)) break;
  }
  return {};
}

IoResult<Position> MemoryLog::position_at(Instant instant) {
  const auto later = std::partition_point(
      batches_.begin(), batches_.end(),
      [instant](const Kept& kept) { return kept.after.recorded_at <= instant; });
  return later == batches_.begin() ? Position{0} : std::prev(later)->after.position;
}

IoResult<std::optional<Hash>> MemoryLog::hash_at(Position position) {
  if (position == 0) return std::optional<Hash>(genesis_.hash);
  const auto found =
      std::partition_point(batches_.begin(), batches_.end(),
                           [position](const Kept& kept) { return kept.after.position < position; });
  if (found == batches_.end() || found->after.position != position) return std::optional<Hash>{};
  return std::optional<Hash>(found->after.hash);
}

}  // namespace firebreak::journal
