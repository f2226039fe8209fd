// The three source texts, read and cross-checked: districts with outlines, their streets, their
// committees, and the landmarks that must exist.
//
// Refuses, with file, line and reason: a missing column, a code that does not nest, an outline that
// is no ring, a district without an outline, a landmark in no known unit (`synthesis.bad_source`).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/synthesis/plane.h"
#include "base/result.h"

namespace firebreak::synthesis {

inline constexpr std::size_t kSourceBytesMax = 16U << 20U;
inline constexpr std::size_t kCommitteesMax = 20'000;
inline constexpr std::size_t kPartsMax = 500;  // Streets of a district, communities of a street.
inline constexpr std::size_t kRingPointsMax = 100'000;

struct CitySources {
  std::string_view communities_csv;
  std::string_view districts_geojson;
  std::string_view landmarks_csv;
};

enum class LandmarkKind : std::uint8_t {
  compound,
  section,   // A compound with named sections, one of them `part`.
  building,  // A compound with a building numbered `part`.
  village_group,
  apartment_building,  // Stands by itself, in no compound.
  office_tower,
  college,
  school,
};

struct Landmark {
  LandmarkKind kind;
  std::uint64_t committee_code;
  std::string name;
  std::string part;
};

struct Committee {
  std::uint64_t code;
  std::string name;
  bool village;  // 村委会
  bool zone;     // 虚拟社区: a development zone's own, with hardly any homes.
  std::vector<Landmark> landmarks;
};

struct Street {
  std::uint64_t code;
  std::string name;
  std::optional<Point> centre;  // Roughly, where known.
  std::vector<Committee> committees;
};

struct District {
  std::uint64_t code;
  std::string name;
  Ring outline;
  Point centre;
  std::vector<Street> streets;
};

struct Atlas {
  std::vector<District> districts;
};

Result<Atlas> read_atlas(const CitySources& sources);

// "柏庄" of "柏庄社区居委会": what shops and compounds there are named after.
std::string_view stem_of(std::string_view committee_name);

}  // namespace firebreak::synthesis
