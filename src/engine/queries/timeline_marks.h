// The marks of the time slider: milestones, oldest first, the weightiest kept when there are more.
#pragma once

#include <vector>

#include "engine/core/milestones.h"

namespace firebreak::queries {

inline constexpr std::size_t kTimelineMarksMax = 1000;

std::vector<core::Milestone> timeline_marks(const core::Milestones& milestones,
                                            std::size_t limit = kTimelineMarksMax);

}  // namespace firebreak::queries
