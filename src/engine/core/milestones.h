// The moments that people look for when they go back in time, with the position of each.
//
// Kept with the State because no room knows positions. Appended in the order of the journal, never
// changed; a corrected result leaves its mark where it was first reported.
#pragma once

#include <cstdint>
#include <vector>

#include "base/instant.h"
#include "engine/core/position.h"

namespace firebreak::core {

class Fact;

// Values are of snapshots: append only.
enum class MilestoneKind : std::uint32_t {
  import = 0,
  round_opened = 1,
  positive_tube = 2,
  antigen_positive = 3,
  case_opened = 4,
  zone_adopted = 5,
  zone_changed = 6,
  zone_lifted = 7,
  roll_call = 8,
  pack_adopted = 9,
};
inline constexpr std::uint32_t kMilestoneKindCount = 10;

struct Milestone {
  MilestoneKind kind{};
  std::uint32_t subject = 0;  // The id, or the index, of what the kind says.
  Position position = 0;
  Instant at{};  // Recorded.
};

class Milestones {
 public:
  const std::vector<Milestone>& all() const { return all_; }
  Instant began_at() const { return began_at_; }  // When the first fact was recorded.

  // Looks at one fact that was just applied.
  void note(const Fact& fact, Position position, Instant recorded_at);

  template <class Archive>
  void columns(Archive& archive) {
    archive("all", all_);
    archive("began_at", began_at_);
    archive("counts", counts_);
  }

 private:
  void add(MilestoneKind kind, std::uint32_t subject, Position position, Instant recorded_at);
  std::uint32_t next(MilestoneKind kind);

  std::vector<Milestone> all_;
  Instant began_at_{};
  std::vector<std::uint32_t> counts_;  // By kind, of those without an id of their own.
};

}  // namespace firebreak::core
