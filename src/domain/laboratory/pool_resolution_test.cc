#include "domain/laboratory/pool_resolution.h"

#include <gtest/gtest.h>

#include "domain/laboratory/city_fixture.h"

namespace firebreak::laboratory {
namespace {

class PositivePool : public ::testing::Test {
 protected:
  PositivePool() {
    for (const std::uint32_t person : {0U, 1U, 2U}) city.accept(city.binding("P", person));
    city.accept(city.result("P", Outcome::positive));
  }
  void single(std::uint32_t person, Outcome outcome) {
    const std::string code = "S" + std::to_string(city.laboratory.tubes().size());
    city.accept(city.retest(code, person));
    last = city.accept(city.result(code, outcome));
  }
  bool resolved_now() const { return last.facts.back().has_pool_resolved(); }
  Resolution resolution() const { return pool_status(city.laboratory, city.tube("P")).resolution; }
  const PoolRecord& record() const {
    return city.laboratory.results().pools().at(city.tube("P").value);
  }

  TwoCompounds city;
  Decision last;
};

TEST_F(PositivePool, WaitsForTheLastMember) {
  single(2, Outcome::negative);
  single(0, Outcome::positive);
  EXPECT_FALSE(resolved_now());
  EXPECT_EQ(resolution(), Resolution::pending);
  single(1, Outcome::negative);
  EXPECT_TRUE(resolved_now());
  EXPECT_EQ(resolution(), Resolution::one_positive);
  EXPECT_EQ(record().positive, std::vector{PersonId{0}});
}

TEST_F(PositivePool, NamesSeveralInTheOrderOfTheTube) {
  single(2, Outcome::positive);
  single(0, Outcome::positive);
  single(1, Outcome::negative);
  EXPECT_EQ(resolution(), Resolution::several_positive);
  EXPECT_EQ(record().positive, (std::vector{PersonId{0}, PersonId{2}}));
}

TEST_F(PositivePool, StaysUnresolvedWhenAllAreNegative) {
  for (const std::uint32_t person : {0U, 1U, 2U}) single(person, Outcome::negative);
  EXPECT_TRUE(resolved_now());
  EXPECT_EQ(resolution(), Resolution::unresolved_negative);
  EXPECT_TRUE(record().positive.empty());
}

TEST_F(PositivePool, AsksAgainAfterAnInconclusiveSingle) {
  single(0, Outcome::negative);
  single(1, Outcome::negative);
  single(2, Outcome::inconclusive);
  EXPECT_FALSE(resolved_now());
  single(2, Outcome::negative);
  EXPECT_TRUE(resolved_now());
}

TEST_F(PositivePool, IsResolvedOnceByTwoLastResultsOfOneFile) {
  single(0, Outcome::negative);
  city.accept(city.retest("X", 1));
  city.accept(city.retest("Y", 2));
  const Decision file = city.accept(
      ReportResults{{city.result("X", Outcome::positive), city.result("Y", Outcome::negative)}});
  ASSERT_EQ(file.facts.size(), 3U);
  EXPECT_EQ(file.facts[2].pool_resolved().positive_person_size(), 1);
}

TEST_F(PositivePool, IsResolvedWhenTheOneItWaitedForWasNeverInIt) {
  single(0, Outcome::positive);
  single(1, Outcome::negative);
  last = city.accept(UndoBinding{.tube_code = "P", .person = PersonId{2}, .reason = "wrong code"});
  EXPECT_TRUE(resolved_now());
  EXPECT_EQ(record().resolved, 1);
}

TEST_F(PositivePool, IsResolvedAnewWhenASingleResultIsCorrected) {
  for (const std::uint32_t person : {0U, 1U, 2U}) single(person, Outcome::negative);
  const auto retests = city.laboratory.retests_of(RoundId{0}, PersonId{1});
  ReportResult row =
      city.result(std::string(city.laboratory.tubes().code(retests[0])), Outcome::positive);
  row.corrects = true;
  last = city.accept(row);
  EXPECT_TRUE(resolved_now());
  EXPECT_EQ(record().positive, std::vector{PersonId{1}});
}

TEST_F(PositivePool, IsOpenAgainWhenARetestWasOfSomebodyElse) {
  for (const std::uint32_t person : {0U, 1U, 2U}) single(person, Outcome::negative);
  const auto retests = city.laboratory.retests_of(RoundId{0}, PersonId{1});
  city.accept(UndoBinding{.tube_code = std::string(city.laboratory.tubes().code(retests[0])),
                          .person = PersonId{1},
                          .reason = "somebody else's code"});
  EXPECT_EQ(record().resolved, 0);
  EXPECT_EQ(resolution(), Resolution::pending);
}

TEST_F(PositivePool, IsNoPoolWhenOnePersonWasInTheTube) {
  city.accept(city.binding("ONE", 5));
  city.accept(city.result("ONE", Outcome::positive));
  EXPECT_FALSE(is_positive_pool(city.laboratory, city.tube("ONE")));
}

}  // namespace
}  // namespace firebreak::laboratory
