// The State of the register: units, people, places, boundaries, and the account of every import.
//
// Invariants: every person's household is a unit; every place lies in a unit; imports balance.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/bitmap.h"
#include "base/fact_header.h"
#include "domain/registry/places.h"
#include "domain/registry/population.h"
#include "domain/registry/unit_tree.h"

namespace firebreak::registry {

class Fact;
class BoundaryRecorded;

using Boundary = std::vector<std::vector<GeoPoint>>;  // Closed rings, outer first.

struct ImportAccount {
  std::string file_name;
  std::string file_hash;
  Instant concluded_at;
  std::uint64_t rows_read = 0;  // = created + updated + held + rejected.
  std::uint64_t created = 0;
  std::uint64_t updated = 0;
  std::uint64_t held = 0;
  std::uint64_t rejected = 0;

  template <class Archive>
  void columns(Archive& archive) {
    archive("file_name", file_name);
    archive("file_hash", file_hash);
    archive("concluded_at", concluded_at);
    archive("rows_read", rows_read);
    archive("created", created);
    archive("updated", updated);
    archive("held", held);
    archive("rejected", rejected);
  }
};

// What applying a fact did to positions, for the bitmaps of other rooms.
struct PositionChanges {
  std::vector<Repositioned> moved;
  bool renumbered = false;
};

class State {
 public:
  const UnitTree& units() const { return units_; }
  const Population& people() const { return people_; }
  const Places& places() const { return places_; }
  const Boundary* boundary(UnitId unit) const;  // Null where none is recorded.
  // Drawn by a program for orientation: no official line.
  bool boundary_is_schematic(UnitId unit) const { return schematic_.test(unit.value); }
  const std::map<std::uint32_t, Boundary>& boundaries() const { return boundaries_; }
  const std::vector<ImportAccount>& imports() const { return imports_; }

  PositionChanges apply(const Fact& fact, const FactHeader& header);

  template <class Archive>
  void columns(Archive& archive) {
    archive("units", units_);
    archive("people", people_);
    archive("places", places_);
    archive("boundaries", boundaries_);
    archive("schematic", schematic_);
    archive("imports", imports_);
  }

 private:
  void record_boundary(const BoundaryRecorded& fact);

  UnitTree units_;
  Population people_;
  Places places_;
  std::map<std::uint32_t, Boundary> boundaries_;
  Bitmap schematic_;  // By UnitId.
  std::vector<ImportAccount> imports_;
};

}  // namespace firebreak::registry
