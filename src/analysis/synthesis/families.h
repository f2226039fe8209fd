// Who lives behind a door: families with ages that fit each other, and the lone people of
// dormitories and homes. Together they give the census's household sizes, ages and sexes.
#pragma once

#include <array>
#include <cstdint>

#include "analysis/synthesis/city.h"
#include "analysis/synthesis/weighted_choice.h"
#include "base/random.h"

namespace firebreak::synthesis {

inline constexpr std::size_t kFamilySizeMax = 6;

struct Member {
  std::int32_t birth_day = 0;
  Sex sex = Sex::female;
  std::uint8_t priority = 0;
  std::uint8_t presence = 0;
};

struct Family {
  std::array<Member, kFamilySizeMax> members;
  std::uint32_t size = 0;
};

enum class CollectiveKind : std::uint8_t { college, factory, hospital, care_home };

int age_on(Day day, std::int32_t birth_day);  // Completed years.

class FamilyMaker {
 public:
  explicit FamilyMaker(Day today);

  // At most `size_max` people (1 or more). `rurality` from -1 to 1 shifts the mix of families:
  // villages hold more grandparents, towns more lone and young people; 0 is the city's mix.
  Family family(std::uint32_t size_max, double rurality, Random& random) const;
  Member resident(CollectiveKind kind, Random& random) const;

 private:
  static constexpr int kMixes = 9;
  Member member(int age, Sex sex, Random& random) const;
  void grow(Family& family, std::uint32_t shape, Random& random) const;

  Day today_;
  WeightedChoices mixes_;  // One table of family shapes for each step of rurality.
};

}  // namespace firebreak::synthesis
