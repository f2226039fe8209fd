// Records facts into a batch and applies each at once, so that what follows sees it.
//
// Header and key are those of the request being answered. Reactions record through the same
// recorder; every recorded fact is looked at by react() exactly once, in order.
#pragma once

#include <string_view>

#include "base/fact_header.h"
#include "base/key_table.h"
#include "domain/duties/requests.h"
#include "domain/quarantine/requests.h"
#include "engine/core/state.h"

namespace firebreak::core {

class Batch;
class Fact;

inline constexpr int kFactsPerRequestMax = 2'000'000;

class Recorder {
 public:
  // The state must be what the facts of the batch so far were applied to.
  Recorder(State& state, Batch& batch, const FactHeader& header, Key key);

  const State& state() const { return state_; }
  const FactHeader& header() const { return header_; }

  template <class RoomFact>
  void record(RoomFact fact);  // One of the rooms' Fact messages.

  // The reactions' vocabulary. Each looks first whether there is anything to do.
  void hold(const quarantine::HoldPerson& request);
  void open_duty(const duties::OpenDuty& request);
  void complete_duty(policy::DutyKind kind, duties::Subject subject, std::string_view evidence);
  void withdraw_duty(policy::DutyKind kind, duties::Subject subject, std::string_view reason);

 private:
  Fact& next_fact();
  void apply(const Fact& fact);

  State& state_;
  Batch& batch_;
  FactHeader header_;
  Key key_;  // For the first fact only.
};

}  // namespace firebreak::core
