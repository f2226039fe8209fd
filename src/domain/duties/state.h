// The State of the duties: every duty that ever arose, in the order of their ids.
//
// Invariants: at most one open duty of a kind for a subject; a duty ends once.
#pragma once

#include <optional>
#include <vector>

#include "base/fact_header.h"
#include "base/key_table.h"
#include "domain/duties/duty.h"

namespace firebreak::duties {

class Fact;

class State {
 public:
  const std::vector<Duty>& duties() const { return duties_; }
  bool has(DutyId duty) const { return duty.value < duties_.size(); }
  const Duty& duty(DutyId id) const { return duties_[id.value]; }
  // The last duty of this kind that arose for the subject, open or ended.
  std::optional<DutyId> find(policy::DutyKind kind, Subject subject) const;
  std::optional<DutyId> find_open(policy::DutyKind kind, Subject subject) const;
  std::size_t open_count() const { return open_count_; }

  void apply(const Fact& fact, const FactHeader& header);

  template <class Archive>
  void columns(Archive& archive) {
    archive("duties", duties_);
    archive("by_subject", by_subject_);
    archive("open_count", open_count_);
  }

 private:
  std::vector<Duty> duties_;
  KeyTable by_subject_;  // (kind, subject) -> the last duty.
  std::uint64_t open_count_ = 0;
};

}  // namespace firebreak::duties
