#include "domain/laboratory/person_record.h"

#include <gtest/gtest.h>

#include "domain/laboratory/city_fixture.h"

namespace firebreak::laboratory {
namespace {

TEST(PersonRecord, ListsTubesByTimeOfCollectionWithoutVoidedOnes) {
  TwoCompounds city;
  const BindSpecimen first = city.binding("A", 0);
  city.later(60);
  city.accept(city.retest("S", 0));
  city.accept(city.retest("V", 0));
  city.accept(VoidTube{.tube_code = "V", .reason = "leaked"});
  city.accept(first);  // Uploaded last.
  const auto tubes = tubes_of(city.laboratory, PersonId{0});
  ASSERT_EQ(tubes.size(), 2U);
  EXPECT_EQ(tubes[0].tube, city.tube("A"));
  EXPECT_EQ(tubes[1].tube, city.tube("S"));
  EXPECT_EQ(tubes[1].purpose, TubePurpose::retest);
}

TEST(PersonRecord, CountsTheLastNegativeFromItsCollection) {
  TwoCompounds city;
  EXPECT_FALSE(last_negative(city.laboratory, PersonId{0}).has_value());
  city.accept(city.binding("A", 0));
  const Instant collected = city.now;
  city.later(300);
  city.accept(city.result("A", Outcome::negative));
  city.accept(city.retest("S", 0));
  city.accept(city.result("S", Outcome::positive));
  EXPECT_EQ(last_negative(city.laboratory, PersonId{0}), collected);
}

TEST(PersonRecord, NamesTheRoundsThatWereMissed) {
  TwoCompounds city;
  city.accept(city.binding("A", 0));
  city.accept(GrantExemption{
      .people = {PersonId{1}}, .reason = "vaccinated", .expires_at = kOpens + Duration::hours(40)});
  const auto missed = [&](std::uint32_t person) {
    return rounds_missed(city.laboratory, city.registry, PersonId{person}, city.now);
  };
  EXPECT_TRUE(missed(2).empty());  // Not over yet.
  city.later(24 * 60);
  EXPECT_TRUE(missed(0).empty());
  EXPECT_TRUE(missed(1).empty());
  EXPECT_EQ(missed(2), std::vector{RoundId{0}});
  EXPECT_TRUE(missed(9).empty());  // Lives outside the area.
}

}  // namespace
}  // namespace firebreak::laboratory
