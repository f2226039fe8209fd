#include "fronts/api/city_fixture.h"

namespace firebreak::api {
namespace {

namespace json = boost::json;

class MapRoutes : public CityFixture {};

TEST_F(MapRoutes, ShowsBuildingsOfTheBoxOnly) {
  const json::object all = got("/map/buildings?bbox=120,31,121,32");
  EXPECT_EQ(all.at("items").as_array().size(), 3U);
  EXPECT_FALSE(all.at("truncated").as_bool());
  const json::array west =
      got("/map/buildings?bbox=120.28,31.4,120.30,31.6").at("items").as_array();
  ASSERT_EQ(west.size(), 1U);
  EXPECT_EQ(west[0].at("name").as_string(), "西苑 3号楼");
  EXPECT_EQ(west[0].at("people").as_int64(), 4);
  EXPECT_EQ(west[0].at("missing").as_int64(), 0);  // There is no round.
  EXPECT_EQ(refused(get("/map/buildings?bbox=121,31,120,32")), "request.bounds");
  EXPECT_EQ(refused(get("/map/buildings?bbox=1,2,3,nan")), "request.bounds");
  EXPECT_EQ(refused(get("/map/buildings")), "request.missing");
}

TEST_F(MapRoutes, HeldPeopleComeFirstWhenThereIsNoRoomForAll) {
  open_round();
  play_positive_tube("T-1");
  ask(quarantine::Request(quarantine::ReleasePerson{.person = PersonId{0}, .reason = "试验"}));
  const json::object one = got("/map/buildings?bbox=120,31,121,32&limit=1");
  EXPECT_TRUE(one.at("truncated").as_bool());
  EXPECT_EQ(one.at("items").at(0).at("id").as_int64(), 6);
  EXPECT_EQ(one.at("items").at(0).at("held").as_int64(), 2);
  EXPECT_EQ(one.at("items").at(0).at("missing").as_int64(), 3);
}

TEST_F(MapRoutes, MarksPositiveTubesHeldPeopleAndZones) {
  open_round();
  play_positive_tube("T-1");
  ask(zoning::Request(zoning::AdoptZone{.name = "东社区管控区",
                                        .level = zoning::ZoneLevel::restricted,
                                        .units = {UnitId{2}, UnitId{6}},
                                        .adoption = {.reason = "混管阳性", .adopted_by = "甲"}}));
  const json::object marks = got("/map/marks");
  const json::array tubes = marks.at("tubes").at("features").as_array();
  ASSERT_EQ(tubes.size(), 1U);
  EXPECT_EQ(tubes[0].at("properties").at("tube").as_string(), "T-1");
  const json::array held = marks.at("held").at("features").as_array();
  ASSERT_EQ(held.size(), 1U);
  EXPECT_EQ(held[0].at("properties").at("people").as_int64(), 3);
  const json::array zones = marks.at("zones").at("features").as_array();
  ASSERT_EQ(zones.size(), 2U);
  EXPECT_EQ(zones[0].at("geometry").at("type").as_string(), "Polygon");
  EXPECT_EQ(zones[1].at("geometry").at("type").as_string(), "Point");
}

TEST_F(MapRoutes, BoundariesSayThatTheyAreSchematic) {
  const json::object areas = got("/map/boundaries?level=neighbourhood");
  EXPECT_TRUE(areas.at("schematic").as_bool());
  ASSERT_EQ(areas.at("features").as_array().size(), 2U);
  const json::value& east = areas.at("features").at(0);
  EXPECT_EQ(east.at("properties").at("people").as_int64(), 12);
  EXPECT_EQ(east.at("geometry").at("coordinates").at(0).as_array().size(), 5U);
  EXPECT_TRUE(got("/map/boundaries?level=district").at("features").as_array().empty());
  EXPECT_EQ(refused(get("/map/boundaries?level=household")), "request.word");
}

}  // namespace
}  // namespace firebreak::api
