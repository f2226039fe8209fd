#include "engine/core/milestones.h"

#include "domain/laboratory/tube.h"
#include "engine/core/fact.pb.h"

namespace firebreak::core {

std::uint32_t Milestones::next(MilestoneKind kind) {
  counts_.resize(kMilestoneKindCount);
  return counts_[static_cast<std::size_t>(kind)]++;
}

void Milestones::add(MilestoneKind kind, std::uint32_t subject, Position position,
                     Instant recorded_at) {
  all_.push_back({.kind = kind, .subject = subject, .position = position, .at = recorded_at});
}

void Milestones::note(const Fact& fact, Position position, Instant recorded_at) {
  if (position == 1) began_at_ = recorded_at;
  const auto mark = [&](MilestoneKind kind, std::uint32_t subject) {
    add(kind, subject, position, recorded_at);
  };
  if (fact.has_laboratory()) {
    const laboratory::Fact& room = fact.laboratory();
    if (room.has_round_opened()) mark(MilestoneKind::round_opened, room.round_opened().round());
    if (room.has_result_reported() &&
        room.result_reported().outcome() ==
            static_cast<std::uint32_t>(laboratory::Outcome::positive)) {
      mark(MilestoneKind::positive_tube, room.result_reported().tube());
    }
    if (room.has_antigen_reported() && room.antigen_reported().positive()) {
      mark(MilestoneKind::antigen_positive, room.antigen_reported().person());
    }
  } else if (fact.has_registry() && fact.registry().has_import_concluded()) {
    mark(MilestoneKind::import, next(MilestoneKind::import));
  } else if (fact.has_tracing() && fact.tracing().has_case_opened()) {
    mark(MilestoneKind::case_opened, fact.tracing().case_opened().case_id());
  } else if (fact.has_zoning()) {
    const zoning::Fact& room = fact.zoning();
    if (room.has_zone_adopted()) mark(MilestoneKind::zone_adopted, room.zone_adopted().zone());
    if (room.has_zone_level_changed()) {
      mark(MilestoneKind::zone_changed, room.zone_level_changed().zone());
    }
    if (room.has_zone_lifted()) mark(MilestoneKind::zone_lifted, room.zone_lifted().zone());
  } else if (fact.has_policy()) {
    mark(MilestoneKind::pack_adopted, next(MilestoneKind::pack_adopted));
  } else if (fact.has_engine()) {
    mark(MilestoneKind::roll_call, next(MilestoneKind::roll_call));
  }
}

}  // namespace firebreak::core
