#include "platform/journal/chain.h"

#include <bit>
#include <string_view>

#include <fmt/format.h>
#include <sodium.h>

#include "base/check.h"

namespace firebreak::journal {
namespace {

static_assert(std::endian::native == std::endian::little, "numbers are hashed as they lie");

constexpr std::string_view kGenesisTag = "firebreak-journal-1";
constexpr std::string_view kBatchTag = "firebreak-batch-1";

// Chooses the fast implementation for this processor; harmless when called again.
void start_sodium() {
  static const int started = sodium_init();
  CHECK(started >= 0);
}

class Hasher {
 public:
  Hasher() {
    start_sodium();
    crypto_generichash_init(&state_, nullptr, 0, sizeof(Hash));
  }
  void add(const void* bytes, std::size_t size) {
    crypto_generichash_update(&state_, static_cast<const unsigned char*>(bytes), size);
  }
  void add(std::string_view text) { add(text.data(), text.size()); }
  void add(std::uint64_t number) { add(&number, sizeof(number)); }
  Hash finish() {
    Hash hash;
    crypto_generichash_final(&state_, reinterpret_cast<unsigned char*>(hash.data()), hash.size());
    return hash;
  }

 private:
  crypto_generichash_state state_;
};

}  // namespace

Hash genesis_hash(const JournalId& id, Instant created_at) {
  Hasher hasher;
  hasher.add(kGenesisTag);
  hasher.add(id.data(), id.size());
  hasher.add(static_cast<std::uint64_t>(created_at.milliseconds));
  return hasher.finish();
}

Hash batch_hash(const Head& before, const NewBatch& batch) {
  Hasher hasher;
  hasher.add(kBatchTag);
  hasher.add(before.hash.data(), before.hash.size());
  hasher.add(std::uint64_t{before.position + 1});
  hasher.add(std::uint64_t{batch.fact_count});
  hasher.add(static_cast<std::uint64_t>(batch.recorded_at.milliseconds));
  hasher.add(batch.body.data(), batch.body.size());
  return hasher.finish();
}

IoResult<void> acceptable(const Head& before, const NewBatch& batch) {
  if (batch.fact_count == 0) return IoError{"journal.batch_empty", "a batch holds no facts"};
  if (batch.fact_count > kFactsPerBatchMax || batch.body.size() > kBodyBytesMax) {
    return IoError{
        "journal.batch_too_large",
        fmt::format("a batch of {} facts and {} bytes; at most {} and {} are taken",
                    batch.fact_count, batch.body.size(), kFactsPerBatchMax, kBodyBytesMax)};
  }
  if (batch.recorded_at < before.recorded_at) {
    return IoError{"journal.time_reversed",
                   fmt::format("a batch recorded at {} cannot follow one recorded at {}",
                               to_text(batch.recorded_at), to_text(before.recorded_at))};
  }
  return {};
}

IoResult<void> Chain::follow(const BatchRow& row) {
  const Position first = head_.position + 1;
  const NewBatch batch{row.body, row.fact_count, row.recorded_at};
  if (row.first_position != first) {
    return IoError{"journal.gap", fmt::format("fact {} is missing: the next batch starts at {}",
                                              first, row.first_position)};
  }
  const IoResult<void> accepted = acceptable(head_, batch);
  if (!accepted) {
    return IoError{"journal.broken", fmt::format("the batch at fact {} is damaged: {}", first,
                                                 accepted.error().message)};
  }
  if (row.previous_hash != head_.hash) {
    return IoError{"journal.broken", fmt::format("the batch at fact {} does not follow the one "
                                                 "before it: its previous hash differs",
                                                 first)};
  }
  if (row.position != row.first_position + row.fact_count - 1 ||
      row.hash != batch_hash(head_, batch)) {
    return IoError{"journal.broken",
                   fmt::format("the batch at fact {} was changed after it was recorded: its "
                               "content does not give its hash",
                               first)};
  }
  head_ = {row.position, row.hash, row.recorded_at};
  return {};
}

std::string to_text(std::span<const std::byte> bytes) {
  std::string text;
  text.reserve(bytes.size() * 2);
  for (const std::byte byte : bytes) text += fmt::format("{:02x}", static_cast<unsigned>(byte));
  return text;
}

}  // namespace firebreak::journal
