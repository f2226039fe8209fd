#include "engine/service/writer.h"

#include <algorithm>

#include <google/protobuf/arena.h>

#include "base/check.h"
#include "engine/core/fact.pb.h"
#include "engine/core/step.h"

namespace firebreak::service {
namespace {

std::uint32_t rooms_of(const core::Batch& batch) {
  std::uint32_t rooms = 0;
  for (const core::Fact& fact : batch.facts()) {
    if (fact.room_case() != core::Fact::ROOM_NOT_SET) {
      rooms |= 1U << (static_cast<int>(fact.room_case()) - core::Fact::kPolicy);
    }
  }
  return rooms;
}

}  // namespace

Writer::Writer(core::State& state, journal::Log& log, const io::Clock& clock)
    : state_(state), log_(log), clock_(clock), durable_(state.position()) {
  CHECK(state.position() == log.head().position);
}

Instant Writer::now() const { return std::max(clock_.now(), state_.recorded_at()); }

std::size_t Writer::decide(std::span<const core::Envelope> envelopes) {
  CHECK(answers_.empty());  // commit() comes between.
  google::protobuf::Arena arena;
  auto* batch = google::protobuf::Arena::CreateMessage<core::Batch>(&arena);
  recorded_at_ = now();
  batch->set_recorded_at(recorded_at_.milliseconds);
  std::size_t decided = 0;
  int facts_at_check = 0;
  while (decided < envelopes.size() && batch->facts_size() < kBatchFactsMax) {
    answers_.push_back(core::step(state_, envelopes[decided], recorded_at_, *batch));
    ++decided;
    // Measuring a batch walks it, so it is done only now and then.
    if (batch->facts_size() - facts_at_check > kBatchFactsMax / 8 || facts_at_check == 0) {
      facts_at_check = batch->facts_size();
      if (batch->ByteSizeLong() > kBatchBytesMax) break;
    }
  }
  fact_count_ = static_cast<std::uint32_t>(batch->facts_size());
  rooms_changed_ = rooms_of(*batch);
  body_.clear();
  if (fact_count_ > 0) CHECK(batch->SerializeToString(&body_));
  return decided;
}

IoResult<std::vector<Answer>> Writer::commit() {
  if (stopped_) return *stopped_;
  if (fact_count_ > 0) {
    const auto head = log_.append({.body = std::as_bytes(std::span(body_)),
                                   .fact_count = fact_count_,
                                   .recorded_at = recorded_at_});
    if (!head) {
      stopped_ = head.error();
      answers_.clear();
      return head.error();
    }
    CHECK(head->position == state_.position());
    durable_ = head->position;
  }
  fact_count_ = 0;
  return std::exchange(answers_, {});
}

IoResult<Answer> Writer::call(const core::Envelope& envelope) {
  if (stopped_) return *stopped_;
  decide(std::span(&envelope, 1));
  auto answers = commit();
  if (!answers) return answers.error();
  return std::move(answers->front());
}

}  // namespace firebreak::service
