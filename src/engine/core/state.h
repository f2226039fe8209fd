// The State: what the facts so far add up to, in columns, the same bytes from the same facts.
//
// apply() is the only thing that changes it; it is deterministic and cannot fail, because decide()
// has refused what is impossible. A State may be copied: large immutable parts are shared.
#pragma once

#include <string>

#include "base/key_table.h"
#include "domain/accounts/state.h"
#include "domain/duties/state.h"
#include "domain/laboratory/state.h"
#include "domain/policy/state.h"
#include "domain/quarantine/state.h"
#include "domain/registry/state.h"
#include "domain/tracing/state.h"
#include "domain/zoning/state.h"
#include "engine/core/milestones.h"
#include "engine/core/position.h"

namespace firebreak::core {

class Fact;

// Changes with every change of what columns() lists: snapshots of another version are replayed.
inline constexpr std::uint32_t kStateVersion = 1;

struct RollCall {
  std::string label;
  Instant at{};
  Position position = 0;

  template <class Archive>
  void columns(Archive& archive) {
    archive("label", label);
    archive("at", at);
    archive("position", position);
  }
};

class State {
 public:
  policy::State policy;
  accounts::State accounts;
  registry::State registry;
  duties::State duties;
  laboratory::State laboratory;
  tracing::State tracing;
  zoning::State zoning;
  quarantine::State quarantine;

  Position position() const { return position_; }
  Instant recorded_at() const { return recorded_at_; }  // Of the last fact.
  const std::vector<RollCall>& roll_calls() const { return roll_calls_; }
  const Milestones& milestones() const { return milestones_; }
  const policy::Pack* pack() const { return policy.current(); }
  // The position of the first fact of a request that this key was used for.
  std::optional<std::uint32_t> find_key(Key key) const { return keys_.find(key); }

  void apply(const Fact& fact, Instant recorded_at);

  // For a journal of its own that begins where this State is: positions and keys start anew.
  void restart_positions() {
    position_ = 0;
    keys_ = {};
  }

  std::string hash() const;  // 32 hexadecimal digits over every column.

  template <class Archive>
  void columns(Archive& archive) {
    archive("policy", policy);
    archive("accounts", accounts);
    archive("registry", registry);
    archive("duties", duties);
    archive("laboratory", laboratory);
    archive("tracing", tracing);
    archive("zoning", zoning);
    archive("quarantine", quarantine);
    archive("position", position_);
    archive("recorded_at", recorded_at_);
    archive("keys", keys_);
    archive("roll_calls", roll_calls_);
    archive("milestones", milestones_);
  }

 private:
  Position position_ = 0;
  Instant recorded_at_{};
  KeyTable keys_;
  std::vector<RollCall> roll_calls_;
  Milestones milestones_;
};

}  // namespace firebreak::core
