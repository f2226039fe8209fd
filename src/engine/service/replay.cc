#include "engine/service/replay.h"

#include <fmt/format.h>
#include <google/protobuf/arena.h>

#include "engine/core/fact.pb.h"

namespace firebreak::service {
namespace {

constexpr std::size_t kArenaBlockBytes = std::size_t{1} << 20;

IoError unreadable(core::Position position) {
  return {
      .code = "journal.unreadable",
      .message = fmt::format("the batch that ends at position {} is not one of facts", position)};
}

}  // namespace

IoResult<void> replay(journal::Log& log, core::State& state, core::Position until,
                      const ReplayProgress& progress) {
  if (state.position() >= until) return {};
  std::optional<IoError> fault;
  std::vector<char> block(kArenaBlockBytes);  // Reused, so that a batch costs no allocation.
  const auto visit = [&](const journal::BatchRow& row) {
    google::protobuf::ArenaOptions options;
    options.initial_block = block.data();
    options.initial_block_size = block.size();
    google::protobuf::Arena arena(options);
    auto* batch = google::protobuf::Arena::CreateMessage<core::Batch>(&arena);
    if (!batch->ParseFromArray(row.body.data(), static_cast<int>(row.body.size())) ||
        batch->facts_size() != static_cast<int>(row.fact_count)) {
      fault = unreadable(row.position);
      return false;
    }
    core::Position position = row.first_position;
    for (const core::Fact& fact : batch->facts()) {
      if (position > until) return false;
      if (position > state.position()) state.apply(fact, Instant{batch->recorded_at()});
      ++position;
    }
    if (progress) progress(state.position());
    return state.position() < until;
  };
  if (auto read = log.read(state.position(), visit); !read) return read.error();
  if (fault) return *fault;
  return {};
}

}  // namespace firebreak::service
