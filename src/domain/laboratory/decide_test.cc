#include "domain/laboratory/decide.h"

#include <gtest/gtest.h>

#include "domain/laboratory/city_fixture.h"

namespace firebreak::laboratory {
namespace {

OpenRound second_round(const TwoCompounds& city) {
  return {.campaign = "drill",
          .name = "second",
          .units = {city.west, city.doors[3], city.west},
          .opens_at = kOpens,
          .deadline = kOpens + Duration::hours(14),
          .pool_size = 20};
}

TEST(Decide, RefusesToOpenARoundByNameInOrder) {
  TwoCompounds city;
  OpenRound request = second_round(city);
  request.campaign.clear();
  request.units.clear();
  request.deadline = kOpens;
  request.pool_size = 21;
  request.name = "first";
  EXPECT_EQ(city.refusal(request), "text.length");
  request.campaign = "drill";
  EXPECT_EQ(city.refusal(request), "round.units");
  request.units = {city.west, UnitId{999}};
  city.scope = city.east;
  EXPECT_EQ(city.refusal(request), "unit.unknown");
  request.units = {city.west};
  EXPECT_EQ(city.refusal(request), "scope.outside");
  city.scope = UnitId{0};
  EXPECT_EQ(city.refusal(request), "round.period");
  request.deadline = kOpens + Duration::hours(1);
  EXPECT_EQ(city.refusal(request), "round.pool_size");
  request.pool_size = 0;
  EXPECT_EQ(city.refusal(request), "round.name_taken");
}

TEST(Decide, OpensARoundOverUnitsNoneUnderAnother) {
  TwoCompounds city;
  city.accept(second_round(city));
  const Round& round = city.laboratory.round(RoundId{1});
  EXPECT_EQ(round.units, std::vector{city.west});
  EXPECT_EQ(round.pool_size, 20);
  EXPECT_EQ(round.pack_id, "invented");
  EXPECT_EQ(city.laboratory.round(RoundId{0}).pool_size, 3);  // The pack's.
}

TEST(Decide, RefusesPoolSizesAndClosingByName) {
  TwoCompounds city;
  SetPoolSize request{.round = RoundId{9}, .unit = UnitId{999}, .pool_size = 21};
  EXPECT_EQ(city.refusal(request), "round.unknown");
  request.round = RoundId{0};
  EXPECT_EQ(city.refusal(request), "unit.unknown");
  request.unit = city.east;
  city.scope = city.west;
  EXPECT_EQ(city.refusal(request), "scope.outside");
  EXPECT_EQ(city.refusal(CloseRound{.round = RoundId{0}}), "scope.outside");
  city.scope = UnitId{0};
  EXPECT_EQ(city.refusal(request), "round.pool_size");
  EXPECT_EQ(city.refusal(CloseRound{.round = RoundId{9}}), "round.unknown");
  request.pool_size = 1;
  city.accept(request);
  EXPECT_TRUE(city.accept(request).facts.empty());
  city.accept(CloseRound{.round = RoundId{0}});
  EXPECT_TRUE(city.accept(CloseRound{.round = RoundId{0}}).facts.empty());
  EXPECT_EQ(city.refusal(request), "round.closed");
}

TEST(Decide, RefusesStationsAndLaboratoriesByName) {
  TwoCompounds city;
  city.scope = city.west;
  EXPECT_EQ(city.refusal(OpenStation{.name = "", .unit = UnitId{999}}), "text.length");
  EXPECT_EQ(city.refusal(OpenStation{.name = "gate", .unit = UnitId{999}}), "unit.unknown");
  EXPECT_EQ(city.refusal(OpenStation{.name = "gate", .unit = city.east}), "scope.outside");
  EXPECT_EQ(city.refusal(OpenLaboratory{.name = ""}), "text.length");
  EXPECT_EQ(city.refusal(OpenLaboratory{.name = "first laboratory"}), "laboratory.name_taken");
}

TEST(Decide, RefusesExemptionsByNameInOrder) {
  TwoCompounds city;
  GrantExemption request{.people = {PersonId{0}, PersonId{99}},
                         .round = RoundId{9},
                         .reason = "tired",
                         .expires_at = city.now};
  EXPECT_EQ(city.refusal(request), "round.unknown");
  request.round = RoundId{0};
  EXPECT_EQ(city.refusal(request), "exemption.reason");
  request.reason = "vaccinated";
  EXPECT_EQ(city.refusal(request), "exemption.expired");
  request.expires_at = city.now + Duration::hours(49);
  EXPECT_EQ(city.refusal(request), "exemption.too_long");
  request.expires_at = city.now + Duration::hours(48);
  EXPECT_EQ(city.refusal(request), "person.unknown");
  request.people = {PersonId{0}};
  city.scope = city.west;
  EXPECT_EQ(city.refusal(request), "scope.outside");
  city.scope = UnitId{0};
  city.accept(request);
  EXPECT_TRUE(city.accept(request).facts.empty());
  request.people.assign(kRowsPerRequestMax + 1, PersonId{0});
  EXPECT_EQ(city.refusal(request), "laboratory.too_many_rows");
}

}  // namespace
}  // namespace firebreak::laboratory
