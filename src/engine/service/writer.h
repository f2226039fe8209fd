// The one writer: decides what has queued, commits it as one batch, and answers.
//
// One thread. Everything that a request does is in the batch that is durable before the request is
// answered. When the journal cannot take a batch the writer is stopped for good: the State has
// facts that are nowhere else, so the process must end and replay (journal.stopped).
#pragma once

#include <span>
#include <vector>

#include "engine/core/request.h"
#include "engine/core/state.h"
#include "platform/io/clock.h"
#include "platform/journal/log.h"

namespace firebreak::service {

using Answer = Result<core::Accepted>;

inline constexpr std::size_t kBatchBytesMax = std::size_t{8} << 20;
inline constexpr int kBatchFactsMax = 8192;

class Writer {
 public:
  // The state must be what the log's facts add up to.
  Writer(core::State& state, journal::Log& log, const io::Clock& clock);

  // Decides as many of the envelopes as fit one batch, at least one, and applies them. Their
  // answers wait in the writer until commit() has made them durable.
  std::size_t decide(std::span<const core::Envelope> envelopes);

  // The answers to what was decided, in order. An error has stopped the writer.
  IoResult<std::vector<Answer>> commit();

  // Both, for one envelope: for programs of one thread.
  IoResult<Answer> call(const core::Envelope& envelope);

  core::Position durable() const { return durable_; }
  // Bit i is set when the last decided batch holds a fact of the room that is field 16 + i of
  // core::Fact (engine/core/fact.proto).
  std::uint32_t rooms_changed() const { return rooms_changed_; }
  const std::optional<IoError>& stopped() const { return stopped_; }

 private:
  Instant now() const;  // Never before what was recorded last.

  core::State& state_;
  journal::Log& log_;
  const io::Clock& clock_;
  core::Position durable_;
  std::vector<Answer> answers_;
  std::string body_;
  std::uint32_t fact_count_ = 0;
  std::uint32_t rooms_changed_ = 0;
  Instant recorded_at_{};
  std::optional<IoError> stopped_;
};

}  // namespace firebreak::service
