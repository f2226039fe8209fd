#include "engine/imports/places_import.h"

#include "engine/imports/testing_city.h"

namespace firebreak::imports {
namespace {

class PlacesImport : public TestingCity {};

TEST_F(PlacesImport, RegistersSchoolsWithTheirClasses) {
  import_invented_units();
  const std::string csv =
      "名称,类型,区,社区,经度,纬度,所属\n"
      "虚构小学,学校,甲区,春申社区,120.30,31.57,\n"
      "一年级1班,班级,,,,,虚构小学\n"
      "虚构超市,supermarket,,秋实村,,,\n"
      "虚构超市,supermarket,,秋实村,,,\n"  // 5
      "某家,household,,秋实村,,,\n"        // 6
      "二年级1班,班级,,,,,没有的小学\n"    // 7
      "虚构茶馆,茶馆,,秋实村,,,\n"         // 8
      ",学校,,秋实村,,,\n"                 // 9
      "虚构药店,药店,,,,,\n";              // 10
  const ImportOutcome dry = imported(ImportedTable::places, csv, {.dry_run = true});
  const ImportOutcome outcome = imported(ImportedTable::places, csv);
  EXPECT_EQ(counts(dry), counts(outcome));
  EXPECT_EQ(counts(outcome), "3 0 0 6");
  EXPECT_EQ(codes(outcome),
            "5:row.repeated 6:row.place_kind 7:row.place_parent 8:row.place_kind "
            "9:row.name_missing 10:row.address_missing");
  read([](const core::State& state) {
    const registry::Places& places = state.registry.places();
    EXPECT_EQ(places.size(), 3U);
    EXPECT_EQ(places.parent(PlaceId{1}), PlaceId{0});
    EXPECT_EQ(places.unit(PlaceId{1}), places.unit(PlaceId{0}));
    EXPECT_EQ(places.row(PlaceId{0}).position.latitude_microdegrees, 31'570'000);
    return true;
  });
  EXPECT_EQ(counts(imported(ImportedTable::places, csv)), "0 3 0 6");
}

}  // namespace
}  // namespace firebreak::imports
