#include "engine/queries/unit_search.h"

#include <gtest/gtest.h>

#include "engine/queries/small_register.h"

namespace firebreak::queries {
namespace {

std::vector<std::string> names(const registry::State& state, std::string_view words,
                               std::size_t limit = kFoundMax) {
  std::vector<std::string> names;
  for (const Found found : search_names(state, words, limit)) {
    names.emplace_back(found.unit.known() ? state.units().name(found.unit)
                                          : state.places().name(found.place));
  }
  return names;
}

TEST(UnitSearch, TheVeryNameComesFirstThenBeginningsThenTheRest) {
  SmallRegister small;
  small.add_place("东菜场");
  small.add_unit(small.west, registry::UnitLevel::compound, "新东");
  EXPECT_EQ(names(small.state, "东"),
            (std::vector<std::string>{"东", "东社区", "东菜场", "西东社区", "新东"}));
}

TEST(UnitSearch, NeverFindsBuildingsNorMoreThanItsLimit) {
  SmallRegister small;
  EXPECT_TRUE(names(small.state, "1号楼").empty());
  EXPECT_TRUE(names(small.state, "").empty());
  for (int i = 0; i < 500; ++i) small.add_place("店" + std::to_string(i));
  EXPECT_EQ(names(small.state, "店").size(), kFoundMax);
  EXPECT_EQ(names(small.state, "店", 2), (std::vector<std::string>{"店0", "店1"}));
  EXPECT_EQ(names(small.state, "店499"), (std::vector<std::string>{"店499"}));
}

}  // namespace
}  // namespace firebreak::queries
