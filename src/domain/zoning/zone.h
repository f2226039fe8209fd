// One zone: a named set of units of any kind, and its level over time.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/instant.h"
#include "domain/policy/pack.h"

namespace firebreak::zoning {

using policy::ZoneLevel;

struct ZoneStep {
  ZoneLevel level = ZoneLevel::none;  // none: lifted.
  Instant from{};
  std::string reason{};
  std::string adopted_by{};
  std::string second_person{};

  template <class Archive>
  void columns(Archive& archive) {
    archive("level", level);
    archive("from", from);
    archive("reason", reason);
    archive("adopted_by", adopted_by);
    archive("second_person", second_person);
  }
};

struct Zone {
  std::string name;
  std::vector<std::uint32_t> units;  // UnitId, ascending; not empty.
  std::vector<ZoneStep> steps;       // In the order adopted; not empty.
  std::string pack_id;
  std::string pack_version;

  ZoneLevel level() const { return steps.back().level; }  // As last adopted.
  ZoneLevel level_at(Instant instant) const {
    ZoneLevel level = ZoneLevel::none;
    for (const ZoneStep& step : steps) {
      if (step.from <= instant) level = step.level;
    }
    return level;
  }

  template <class Archive>
  void columns(Archive& archive) {
    archive("name", name);
    archive("units", units);
    archive("steps", steps);
    archive("pack_id", pack_id);
    archive("pack_version", pack_version);
  }
};

}  // namespace firebreak::zoning
