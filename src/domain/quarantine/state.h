// The State of quarantine: every hold there ever was, and who is held now.
//
// Invariant: at most one active hold a person; a stronger reason does not shorten it.
#pragma once

#include <map>
#include <vector>

#include "base/fact_header.h"
#include "domain/quarantine/hold.h"

namespace firebreak::quarantine {

class Fact;

class State {
 public:
  const std::vector<Hold>& holds() const { return holds_; }
  const Hold* active(PersonId person) const;  // Null when not held.
  const Hold* latest(PersonId person) const;  // Null when never held.
  std::size_t active_count() const { return active_count_; }

  void apply(const Fact& fact, const FactHeader& header);

  template <class Archive>
  void columns(Archive& archive) {
    archive("holds", holds_);
    archive("latest", latest_);
    archive("active_count", active_count_);
  }

 private:
  std::vector<Hold> holds_;
  std::map<std::uint32_t, std::uint32_t> latest_;  // PersonId -> index of their last hold.
  std::uint64_t active_count_ = 0;
};

}  // namespace firebreak::quarantine
