// Who belongs to a workplace or a class: the affiliation column turned round.
//
// Laid out by renumber(): everybody with one affiliation is then one range. Whoever came or changed
// since is late and looked through one by one until the next renumbering, as in the population.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "base/bitmap.h"
#include "base/ids.h"

namespace firebreak::registry {

class Affiliates {
 public:
  using Column = std::span<const std::uint32_t>;  // PlaceId or none, by PersonId.

  void changed(PersonId person);  // The person's affiliation is not what it was.
  void lay_out(Column affiliation);

  // Calls visit(person) once for everybody whose affiliation is `place`: the laid out in the order
  // of their ids, then the late.
  template <class Visit>
  void for_each(PlaceId place, Column affiliation, Visit visit) const {
    const std::span<const std::uint32_t> laid_out = range(place);
    for (const std::uint32_t person : laid_out) {
      if (affiliation[person] == place.value) visit(PersonId{person});
    }
    for (const std::uint32_t person : late_) {
      if (affiliation[person] != place.value) continue;
      if (!std::ranges::binary_search(laid_out, person)) visit(PersonId{person});
    }
  }

  template <class Archive>
  void columns(Archive& archive) {
    archive("begin", begin_);
    archive("person", person_);
    archive("late", late_);
    archive("is_late", is_late_);
  }

 private:
  std::span<const std::uint32_t> range(PlaceId place) const;

  std::vector<std::uint32_t> begin_;   // By PlaceId, one more at the end.
  std::vector<std::uint32_t> person_;  // By place, then person.
  std::vector<std::uint32_t> late_;    // Each person once, in the order of their first change.
  Bitmap is_late_;                     // By PersonId.
};

}  // namespace firebreak::registry
