// The units of the register, province to household, numbered in preorder.
//
// A unit's id never changes. Its rank (place in preorder) is laid out by renumber(); then all units
// under a unit are one contiguous range of ranks. Units added since are late: they have no rank,
// and are found by walking up their parents, until the next renumbering. Unit 0 is the root.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "base/key_table.h"
#include "base/string_pool.h"
#include "domain/registry/geo_point.h"
#include "domain/registry/unit_level.h"

namespace firebreak::registry {

inline constexpr std::size_t kUnitsMax = 50'000'000;
inline constexpr int kUnitDepthMax = 16;

struct UnitRow {
  UnitId parent;  // Of the root: itself, 0.
  UnitLevel level = UnitLevel::household;
  std::string_view name;
  std::string_view code{};  // Official code, unique; empty where there is none.
  GeoPoint position{};
  std::int8_t floor = 0;  // Of a household; 0: not known.
};

struct RankRange {  // Half open.
  std::uint32_t first = 0;
  std::uint32_t last = 0;
};

class UnitTree {
 public:
  std::size_t size() const { return parent_.size(); }
  bool has(UnitId unit) const { return unit.value < parent_.size(); }
  UnitId add(const UnitRow& row);  // The next id. CHECKs: decide has refused what is impossible.

  UnitId parent(UnitId unit) const { return UnitId{parent_[unit.value]}; }
  UnitLevel level(UnitId unit) const { return level_[unit.value]; }
  std::string_view name(UnitId unit) const { return names_[unit.value]; }
  std::string_view code(UnitId unit) const;  // "" where it has none.
  // Its own position, or the nearest ancestor's that has one.
  GeoPoint position(UnitId unit) const;
  std::int8_t floor(UnitId unit) const { return floor_[unit.value]; }

  std::optional<UnitId> find_code(std::string_view code) const;
  std::optional<UnitId> find_child(UnitId parent, std::string_view name) const;
  // The unit itself or the nearest ancestor at this level; none if there is none.
  UnitId ancestor_at(UnitId unit, UnitLevel level) const;
  std::vector<UnitId> path(UnitId unit) const;        // Root first, the unit last.
  std::vector<UnitId> children(UnitId unit) const;    // In id order.
  bool contains(UnitId ancestor, UnitId unit) const;  // A unit contains itself.

  void renumber();
  std::size_t ranked() const { return by_rank_.size(); }
  bool late(UnitId unit) const { return rank_[unit.value] == kLate; }
  std::uint32_t rank(UnitId unit) const { return rank_[unit.value]; }  // CHECK: not late.
  UnitId by_rank(std::uint32_t rank) const { return UnitId{by_rank_[rank]}; }
  RankRange subtree(UnitId unit) const;  // Empty for a late unit.

  template <class Archive>
  void columns(Archive& archive) {
    archive("parent", parent_);
    archive("level", level_);
    archive("floor", floor_);
    archive("position", position_);
    archive("names", names_);
    archive("codes", codes_);
    archive("code_of", code_of_);
    archive("code_index", code_index_);
    archive("child_index", child_index_);
    archive("rank", rank_);
    archive("by_rank", by_rank_);
    archive("subtree_end", subtree_end_);
    archive("late", late_);
  }

 private:
  static constexpr std::uint32_t kLate = 0xffffffffU;

  std::vector<std::uint32_t> parent_;
  std::vector<UnitLevel> level_;
  std::vector<std::int8_t> floor_;
  std::vector<GeoPoint> position_;
  StringPool names_;
  StringPool codes_;                                              // Only of units that have one.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> code_of_;  // (unit, code), by unit.
  KeyTable code_index_;                                           // key_of(code) -> unit.
  KeyTable child_index_;                                          // (parent, name) -> unit.
  std::vector<std::uint32_t> rank_;
  std::vector<std::uint32_t> by_rank_;
  std::vector<std::uint32_t> subtree_end_;  // By rank.
  std::vector<std::uint32_t> late_;         // Units without a rank, in id order.
};

}  // namespace firebreak::registry
