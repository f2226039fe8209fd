#include "engine/queries/timeline_marks.h"

#include <algorithm>
#include <array>

namespace firebreak::queries {
namespace {

// What a person looks for when they go back, by MilestoneKind: 0 is kept longest.
int lightness(const core::Milestone& mark) {
  constexpr std::array<int, core::kMilestoneKindCount> kLightness{4, 0, 3, 3, 2, 1, 1, 1, 0, 0};
  return kLightness[static_cast<std::size_t>(mark.kind)];
}

}  // namespace

std::vector<core::Milestone> timeline_marks(const core::Milestones& milestones, std::size_t limit) {
  std::vector<core::Milestone> marks = milestones.all();
  if (marks.size() <= limit) return marks;
  std::ranges::stable_sort(marks, {}, lightness);  // Of one weight, the oldest are kept.
  marks.resize(limit);
  std::ranges::sort(marks, {}, &core::Milestone::position);
  return marks;
}

}  // namespace firebreak::queries
