// The people of the register, laid out so that everybody under a unit is one range of positions.
//
// A PersonId never changes. A position is laid out by renumber() in the order of household ranks;
// whoever arrives or moves later gets a position at the end (the overflow), found by walking up
// from the household. A position left by a move stays empty until then. `registered` holds the
// positions of people on the register, so counting an area is counting bits (see area_count.h).
#pragma once

#include <cstdint>
#include <vector>

#include "base/bitmap.h"
#include "domain/registry/affiliates.h"
#include "domain/registry/person.h"
#include "domain/registry/unit_tree.h"

namespace firebreak::registry {

inline constexpr std::uint32_t kPeopleMax = 100'000'000;

struct PositionRange {  // Half open.
  std::uint32_t first = 0;
  std::uint32_t last = 0;
};

// What other rooms' bitmaps by position must follow.
struct Repositioned {
  std::uint32_t from;
  std::uint32_t to;
};

class Population {
 public:
  std::size_t size() const { return people_; }  // People, provisional ones too.
  std::uint32_t ids_end() const { return static_cast<std::uint32_t>(household_.size()); }
  bool has(PersonId person) const {
    return person.value < household_.size() && household_[person.value] != UnitId::kNone;
  }
  void add(const PersonRow& row);
  Repositioned move(PersonId person, UnitId household);
  void update(const PersonRow& row);  // All but the household.

  PersonRow row(PersonId person) const;
  UnitId household(PersonId person) const { return UnitId{household_[person.value]}; }
  PlaceId affiliation(PersonId person) const { return PlaceId{affiliation_[person.value]}; }
  Day birth_day(PersonId person) const { return Day{birth_day_[person.value]}; }
  std::uint8_t presence(PersonId person) const { return presence_[person.value]; }
  std::uint8_t priority(PersonId person) const { return priority_[person.value]; }
  bool provisional(PersonId person) const { return (kind_[person.value] & kProvisional) != 0; }

  std::uint32_t position(PersonId person) const { return position_[person.value]; }
  PersonId at(std::uint32_t position) const { return PersonId{person_at_[position]}; }  // Or none.
  std::uint32_t positions() const { return static_cast<std::uint32_t>(person_at_.size()); }
  std::uint32_t laid_out() const { return laid_out_; }            // Positions before the overflow.
  PositionRange range(const UnitTree& units, UnitId unit) const;  // Without the overflow.

  const Bitmap& registered() const { return registered_; }  // By position.

  // Calls visit(person) once for everybody who belongs to this workplace or class.
  template <class Visit>
  void for_each_affiliate(PlaceId place, Visit visit) const {
    affiliates_.for_each(place, affiliation_, visit);
  }

  void renumber(const UnitTree& units);  // After units.renumber(): positions change for all.

  template <class Archive>
  void columns(Archive& archive) {
    archive("people", people_);
    archive("household", household_);
    archive("birth_day", birth_day_);
    archive("kind", kind_);
    archive("presence", presence_);
    archive("priority", priority_);
    archive("affiliation", affiliation_);
    archive("position", position_);
    archive("person_at", person_at_);
    archive("laid_out", laid_out_);
    archive("range_begin", range_begin_);
    archive("registered", registered_);
    archive("affiliates", affiliates_);
  }

 private:
  static constexpr std::uint8_t kSexBits = 3;
  static constexpr std::uint8_t kProvisional = 4;
  void place_at_end(PersonId person);

  std::uint64_t people_ = 0;
  std::vector<std::uint32_t> household_;  // By PersonId; none where the id is not in use.
  std::vector<std::int32_t> birth_day_;
  std::vector<std::uint8_t> kind_;  // Sex and provisional.
  std::vector<std::uint8_t> presence_;
  std::vector<std::uint8_t> priority_;
  std::vector<std::uint32_t> affiliation_;
  std::vector<std::uint32_t> position_;
  std::vector<std::uint32_t> person_at_;  // By position.
  std::uint32_t laid_out_ = 0;
  std::vector<std::uint32_t> range_begin_;  // By unit rank, one more at the end.
  Bitmap registered_;
  Affiliates affiliates_;
};

}  // namespace firebreak::registry
