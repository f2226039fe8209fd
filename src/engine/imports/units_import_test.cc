#include "engine/imports/units_import.h"

#include <fstream>
#include <iterator>

#include "engine/imports/testing_city.h"

namespace firebreak::imports {
namespace {

constexpr auto kUnits = ImportedTable::units;

class UnitsImport : public TestingCity {};

TEST_F(UnitsImport, MakesTheRealCity) {
  std::ifstream file(std::string(FIREBREAK_SOURCE_DIR) + "/data/wuxi/communities.csv",
                     std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), {}};
  ASSERT_FALSE(bytes.empty());
  const ImportOutcome dry = imported(kUnits, bytes, {.dry_run = true, .city_name = "无锡市"});
  EXPECT_EQ(read([](const core::State& state) { return state.registry.units().size(); }), 0U);
  const ImportOutcome outcome = imported(kUnits, bytes, {.city_name = "无锡市"});
  EXPECT_EQ(counts(outcome), "1254 0 0 0");
  EXPECT_EQ(counts(dry), counts(outcome));
  read([](const core::State& state) {
    const registry::UnitTree& units = state.registry.units();
    EXPECT_EQ(units.name(UnitId{0}), "无锡市");
    EXPECT_EQ(units.children(UnitId{0}).size(), 7U);
    const auto one = units.find_code("320205001001");
    EXPECT_TRUE(one.has_value());
    EXPECT_EQ(units.level(*one), registry::UnitLevel::neighbourhood);
    EXPECT_EQ(units.name(units.ancestor_at(*one, registry::UnitLevel::subdistrict)), "东亭街道");
    return true;
  });
  EXPECT_EQ(counts(imported(kUnits, bytes)), "0 1254 0 0");
}

TEST_F(UnitsImport, NeedsANameForAnEmptyRegister) {
  EXPECT_EQ(import(kUnits, kInventedUnits).error().code, "import.city_missing");
}

TEST_F(UnitsImport, HoldsARenamedUnitAndRejectsOneThatMoved) {
  import_invented_units();
  const std::string header(kInventedUnits.substr(0, kInventedUnits.find('\n') + 1));
  const ImportOutcome outcome =
      imported(kUnits, header +
                           "990101001,春晖社区居委会,990101,虚江街道,9901,甲区\n"  // 2
                           "990102001,秋实村委会,990101,虚江街道,9901,甲区\n"      // 3
                           "990101009,夏禾社区居委会,990101,虚江街道,9901,甲区\n"  // 4
                           "990101005,冬藏社区居委会,990101,虚江街道,9901,甲区\n"  // 5: new
                           "990101005,冬藏社区居委会,990101,虚江街道,9901,甲区\n"  // 6
                           ",,990101,虚江街道,9901,甲区\n"                         // 7
                           "990301001,新区社区居委会,990301,新街道,9901,丙区\n");  // 8
  EXPECT_EQ(codes(outcome),
            "2:row.unit_name_differs 3:row.unit_elsewhere 4:row.unit_code_differs 6:row.repeated "
            "7:row.name_missing 8:row.unit_name_differs");
  EXPECT_EQ(counts(outcome), "1 0 2 4");
  // A row that is refused leaves nothing behind.
  EXPECT_EQ(outcome.notes.at("units_created"), 1U);
}

TEST_F(UnitsImport, TakesChineseHeadersWithoutCodes) {
  const ImportOutcome outcome = imported(
      kUnits,
      "区,街道,社区,经度,纬度\n甲区,虚江街道,春申社区,120.5,31.5\n甲区,虚江街道,夏禾社区,200,31\n",
      {.city_name = "虚构市"});
  EXPECT_EQ(counts(outcome), "1 0 0 1");
  EXPECT_EQ(codes(outcome), "3:row.coordinates");
  EXPECT_EQ(read([](const core::State& state) {
              return state.registry.units().position(UnitId{3}).longitude_microdegrees;
            }),
            120'500'000);
}

}  // namespace
}  // namespace firebreak::imports
