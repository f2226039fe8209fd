// The append-only log of batches of facts: what every journal, real or not, promises.
//
// Facts are numbered from 1 without gaps; a batch is durable as a whole or not there. Its
// recorded_at never goes back, and its hash covers all batches before it. Bodies are opaque bytes.
// A batch that is out of limits or earlier than the head is refused and changes nothing; after any
// other failed append the log refuses all further ones (`journal.stopped`), because only a fresh
// opening can tell whether the failed batch was kept.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <span>
#include <string>

#include "base/instant.h"
#include "base/result.h"

namespace firebreak::journal {

inline constexpr std::size_t kBodyBytesMax = std::size_t{64} << 20;
inline constexpr std::uint32_t kFactsPerBatchMax = 1U << 20;

using Position = std::uint64_t;               // Of a fact; 0 is before the first.
using Hash = std::array<std::byte, 32>;       // BLAKE2b-256.
using JournalId = std::array<std::byte, 16>;  // Random, given by whoever creates the journal.

struct NewBatch {
  std::span<const std::byte> body;
  std::uint32_t fact_count;  // 1 to kFactsPerBatchMax.
  Instant recorded_at;       // At least head().recorded_at.
};

struct BatchRow {
  Position first_position;
  Position position;  // Of the last fact in the batch.
  Instant recorded_at;
  std::uint32_t fact_count;
  Hash previous_hash;
  Hash hash;
  std::span<const std::byte> body;  // Lives as long as the visit.
};

struct Head {
  Position position = 0;
  Hash hash{};  // Of the last batch; of the journal's identity while it is empty.
  Instant recorded_at{std::numeric_limits<std::int64_t>::min()};
  friend bool operator==(const Head&, const Head&) = default;
};

using BatchVisitor = std::function<bool(const BatchRow&)>;  // False: that was enough.

class Log {
 public:
  virtual ~Log() = default;
  virtual const JournalId& id() const = 0;
  virtual Head head() const = 0;

  // The new head, once the batch is durable.
  virtual IoResult<Head> append(const NewBatch& batch) = 0;

  // In order, from the batch that holds position `after` + 1. Each batch's hash and its place in
  // the chain are checked before it is shown; the first that fails ends the reading with an error.
  virtual IoResult<void> read(Position after, const BatchVisitor& visit) = 0;

  // The last position recorded at or before `instant`; 0 where there is none.
  virtual IoResult<Position> position_at(Instant instant) = 0;

  // The chain's hash at the end of a batch; absent where no batch ends there.
  virtual IoResult<std::optional<Hash>> hash_at(Position position) = 0;
};

// Hexadecimal, lower case.
std::string to_text(std::span<const std::byte> bytes);

}  // namespace firebreak::journal
