#include <gtest/gtest.h>

#include "base/archive.h"
#include "base/random.h"
#include "domain/laboratory/city_fixture.h"
#include "domain/laboratory/pool_resolution.h"

namespace firebreak::laboratory {
namespace {

struct RefusedBinding {
  const char* code;
  BindSpecimen row;
};

// One row per refusal, in precedence order: each is wrong in its own way and in the ways of those
// below it that it can be, so the first that holds is the one that is named.
TEST(BindingDecision, RefusesByNameInOrder) {
  TwoCompounds city;
  city.accept(OpenRound{.campaign = "drill",
                        .name = "second",
                        .units = {city.west},
                        .opens_at = kOpens,
                        .deadline = kOpens + Duration::hours(14)});
  for (std::uint32_t person : {0U, 1U, 2U}) city.accept(city.binding("FULL", person));
  city.accept(city.binding("GONE", 3));
  city.accept(city.hand_over({"GONE"}));
  city.accept(city.binding("VOID", 4));
  city.accept(VoidTube{.tube_code = "VOID", .reason = "broken"});
  city.accept(city.retest("SINGLE", 5));
  city.later(60);

  const auto change = [](BindSpecimen row, auto edit) {
    edit(row);
    return row;
  };
  const std::vector<RefusedBinding> table{
      {"tube.code", change(city.binding("has space", 99), [](auto& r) { r.round = {}; })},
      {"round.unknown", change(city.binding("FULL", 99), [](auto& r) { r.round = RoundId{9}; })},
      {"station.unknown",
       change(city.binding("FULL", 99), [](auto& r) { r.station = StationId{9}; })},
      {"person.unknown", city.binding("FULL", 99)},
      {"clock.ahead", change(city.binding("FULL", 6),
                             [](auto& r) { r.collected_at = r.collected_at + Duration::days(2); })},
      {"tube.other_round", change(city.binding("FULL", 6), [](auto& r) { r.round = RoundId{1}; })},
      {"tube.voided", change(city.binding("VOID", 6), [](auto& r) { r.station = StationId{1}; })},
      {"tube.purpose",
       change(city.binding("SINGLE", 6), [](auto& r) { r.station = StationId{1}; })},
      {"tube.other_station",
       change(city.binding("GONE", 6), [](auto& r) { r.station = StationId{1}; })},
      {"tube.closed", city.binding("GONE", 0)},
      {"person.bound_twice", city.binding("FULL", 3)},
      {"tube.full", city.binding("FULL", 6)},
  };
  for (const RefusedBinding& entry : table) {
    EXPECT_EQ(city.refusal(entry.row), entry.code) << entry.row.tube_code;
  }
  city.scope = city.west;
  EXPECT_EQ(city.refusal(city.binding("NEW", 99)), "scope.outside");
}

TEST(BindingDecision, RefusesWhatWasCollectedAfterTheRoundWasClosed) {
  TwoCompounds city;
  const BindSpecimen before = city.binding("A", 0);
  city.later(5);
  city.accept(CloseRound{.round = RoundId{0}});
  city.later(60);
  EXPECT_EQ(city.refusal(city.binding("A", 1)), "round.closed");
  const Decision late = city.accept(before);
  EXPECT_EQ(late.rows.front().flags, kAfterClosing);
}

TEST(BindingDecision, TakesTheSameBindingTwiceAsADuplicate) {
  TwoCompounds city;
  const BindSpecimen row = city.binding("A", 0);
  city.accept(row);
  const std::uint64_t before = city.facts_applied;
  city.accept(CloseRound{.round = RoundId{0}});
  city.later(10'000);  // Days late, whatever happened since.
  const Decision again = city.accept(row);
  EXPECT_EQ(again.rows.front().fate, RowFate::duplicate);
  EXPECT_EQ(again.rows.front().tube, city.tube("A"));
  EXPECT_EQ(city.facts_applied, before + 1);
}

TEST(BindingDecision, AcceptsALateUploadOfWhatWasCollectedBeforeTheHandOver) {
  TwoCompounds city;
  city.accept(city.binding("A", 0));
  const BindSpecimen offline = city.binding("A", 1);
  city.later(30);
  city.accept(city.hand_over({"A"}));
  city.later(60);
  EXPECT_EQ(city.accept(offline).rows.front().flags, kLate);
  EXPECT_EQ(city.laboratory.tubes().members(city.tube("A")).size(), 2U);
}

// Whoever is bound after the result was in the tube, so the tube's result is this person's.
TEST(BindingDecision, GivesTheResultToWhoeverIsBoundLater) {
  TwoCompounds city;
  const BindSpecimen offline = city.binding("A", 1);
  city.accept(city.binding("A", 0));
  city.later(120);
  city.accept(city.result("A", Outcome::positive));
  city.later(60);
  EXPECT_EQ(city.accept(offline).rows.front().flags, kLate | kAfterResult);
  const std::uint32_t position = city.registry.people().position(PersonId{1});
  EXPECT_TRUE(city.laboratory.round(RoundId{0}).marks.resulted.test(position));
  EXPECT_TRUE(is_positive_pool(city.laboratory, city.tube("A")));
}

// The hand-over may be uploaded before any binding of the tube.
TEST(BindingDecision, ClaimsATubeThatWasFirstSeenOnItsWay) {
  TwoCompounds city;
  const BindSpecimen first = city.binding("A", 0);
  const BindSpecimen second = city.binding("A", 1);
  city.later(20);
  city.accept(city.receipt({"A"}));
  EXPECT_FALSE(city.laboratory.tubes().station(city.tube("A")).known());
  city.accept(BindSpecimens{{first, second}});
  EXPECT_EQ(city.laboratory.tubes().station(city.tube("A")), StationId{0});
  EXPECT_EQ(city.laboratory.tubes().capacity(city.tube("A")), 3);
  EXPECT_EQ(city.laboratory.tubes().members(city.tube("A")).size(), 2U);
  EXPECT_EQ(city.laboratory.ledger().station(StationId{0}).in(Custody::laboratory), 1U);
  EXPECT_TRUE(city.laboratory.ledger().balanced());
}

TEST(BindingDecision, FlagsWhatIsOddAndTakesItAllTheSame) {
  TwoCompounds city;
  BindSpecimen ahead = city.binding("A", 0);
  ahead.collected_at = ahead.collected_at + Duration::hours(3);
  EXPECT_EQ(city.accept(ahead).rows.front().flags, kClockAhead);
  BindSpecimen behind = city.binding("A", 1);
  behind.collected_at = Instant{0};
  EXPECT_EQ(city.accept(behind).rows.front().flags, kClockBehind);
  EXPECT_EQ(city.accept(city.binding("A", 9)).rows.front().flags, kOutsideArea);
  const PersonId guest = city.add_person(city.doors[0], true);
  EXPECT_EQ(city.accept(city.binding("B", guest.value)).rows.front().flags, kNotRegistered);
  EXPECT_EQ(city.laboratory.round(RoundId{0}).flagged[4], 1U);  // kOutsideArea.
}

TEST(BindingDecision, DecidesEachRowOfABatchOnItsOwnButInOrder) {
  TwoCompounds city;
  const Decision batch = city.accept(BindSpecimens{{
      city.binding("A", 0),
      city.binding("A", 0),   // A duplicate of an earlier row.
      city.binding("B", 0),   // Bound twice, by an earlier row.
      city.binding("A", 99),  // Unknown.
      city.binding("A", 1),
      city.binding("A", 2),
      city.binding("A", 3),  // Full, by earlier rows.
      city.binding("B", 3),
  }});
  using enum RowFate;
  const std::vector<RowFate> fates{accepted, duplicate, refused, refused,
                                   accepted, accepted,  refused, accepted};
  for (std::size_t i = 0; i < fates.size(); ++i) EXPECT_EQ(batch.rows[i].fate, fates[i]) << i;
  EXPECT_EQ(batch.rows[2].refusal.code, "person.bound_twice");
  EXPECT_EQ(batch.rows[2].refusal.values.front().value, "A");
  EXPECT_EQ(batch.rows[3].refusal.code, "person.unknown");
  EXPECT_EQ(batch.rows[6].refusal.code, "tube.full");
  EXPECT_EQ(city.laboratory.tubes().size(), 2U);
  EXPECT_EQ(city.laboratory.tubes().members(city.tube("A")).size(), 3U);
}

// Property: a batch gives the same State as its rows one by one.
TEST(BindingDecision, ABatchIsItsRowsOneByOne) {
  Random random(20220330);
  for (int trial = 0; trial < 50; ++trial) {
    TwoCompounds together;
    TwoCompounds singly;
    BindSpecimens batch;
    for (int i = 0; i < 40; ++i) {
      const std::string code = "T" + std::to_string(random.below(9));
      batch.rows.push_back(together.binding(code, static_cast<std::uint32_t>(random.below(20))));
      batch.rows.back().station = StationId{static_cast<std::uint32_t>(random.below(2))};
      if (random.chance(0.1)) batch.rows.back().purpose = TubePurpose::retest;
    }
    const Decision decision = together.accept(batch);
    for (std::size_t i = 0; i < batch.rows.size(); ++i) {
      const Result<Decision> one = singly.ask(batch.rows[i]);
      ASSERT_EQ(one.has_value(), decision.rows[i].fate != RowFate::refused);
      if (!one) {
        ASSERT_EQ(one.error().code, decision.rows[i].refusal.code);
      } else {
        ASSERT_EQ(one->rows.front().fate, decision.rows[i].fate);
        singly.accept(batch.rows[i]);
      }
    }
    HashArchive one;
    HashArchive two;
    together.laboratory.columns(one);
    singly.laboratory.columns(two);
    ASSERT_EQ(one.hex(), two.hex());
  }
}

TEST(BindingDecision, FillsATubeByTheStricterRuleOfStationAndHome) {
  TwoCompounds city;
  city.accept(SetPoolSize{.round = RoundId{0}, .unit = city.doors[1], .pool_size = 1});
  city.accept(city.binding("A", 0));  // Door 0: three to a tube.
  EXPECT_EQ(city.accept(city.binding("A", 3)).rows.front().flags, kStricterPool);
  city.accept(city.binding("B", 4));  // Door 1: alone.
  EXPECT_EQ(city.refusal(city.binding("B", 5)), "tube.full");
  city.accept(SetPoolSize{.round = RoundId{0}, .unit = city.doors[1], .pool_size = 0});
  city.accept(city.binding("C", 5));
  EXPECT_EQ(city.laboratory.tubes().capacity(city.tube("C")), 3);
}

TEST(BindingDecision, KeepsAHouseholdPoolToOneHousehold) {
  TwoCompounds city;
  city.accept(
      SetPoolSize{.round = RoundId{0}, .unit = city.east, .pool_size = 1, .household_pool = true});
  for (const std::uint32_t person : {0U, 1U, 2U}) city.accept(city.binding("A", person));
  EXPECT_EQ(city.refusal(city.binding("A", 3)), "tube.other_household");
}

TEST(BindingDecision, UndoesAWrongBindingWithATrace) {
  TwoCompounds city;
  city.accept(BindSpecimens{{city.binding("A", 0), city.binding("A", 1), city.binding("A", 2)}});
  const UndoBinding undo{.tube_code = "A", .person = PersonId{1}, .reason = "somebody else's code"};
  EXPECT_EQ(city.refusal(UndoBinding{.tube_code = "a b", .person = {}, .reason = ""}), "tube.code");
  EXPECT_EQ(city.refusal(UndoBinding{.tube_code = "X", .person = {}, .reason = ""}), "text.length");
  EXPECT_EQ(city.refusal(UndoBinding{.tube_code = "X", .person = {}, .reason = "r"}),
            "tube.unknown");
  city.accept(undo);
  EXPECT_EQ(city.refusal(undo), "binding.unknown");
  const auto members = city.laboratory.tubes().members(city.tube("A"));
  EXPECT_EQ(std::vector(members.begin(), members.end()), (std::vector{PersonId{0}, PersonId{2}}));
  EXPECT_EQ(city.laboratory.lost_tube_of(RoundId{0}, PersonId{1}), city.tube("A"));
  city.accept(city.binding("B", 1));  // Not bound twice any more.
}

}  // namespace
}  // namespace firebreak::laboratory
