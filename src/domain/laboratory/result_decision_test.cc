#include <gtest/gtest.h>

#include "domain/laboratory/city_fixture.h"
#include "domain/laboratory/person_record.h"

namespace firebreak::laboratory {
namespace {

struct RefusedResult {
  const char* code;
  ReportResult row;
};

TEST(ResultDecision, RefusesByNameInOrder) {
  TwoCompounds city;
  city.accept(city.binding("VOID", 0));
  city.accept(VoidTube{.tube_code = "VOID", .reason = "broken"});
  city.accept(city.binding("DONE", 1));
  city.accept(city.result("DONE", Outcome::negative));
  city.accept(city.binding("EMPTY", 2));
  city.accept(UndoBinding{.tube_code = "EMPTY", .person = PersonId{2}, .reason = "wrong code"});

  const std::vector<GeneReading> bad{{.gene = "", .cycle_threshold = 99.0}};
  const std::vector<RefusedResult> table{
      {"tube.code", {.tube_code = "", .laboratory = {}, .readings = bad}},
      {"laboratory.unknown", {.tube_code = "X", .laboratory = {}, .readings = bad}},
      {"result.readings", {.tube_code = "X", .laboratory = LaboratoryId{0}, .readings = bad}},
      {"result.no_outcome", {.tube_code = "X", .laboratory = LaboratoryId{0}}},
      {"result.no_outcome", city.result("X", Outcome::none)},
      {"tube.unknown", city.result("X", Outcome::negative)},
      {"tube.voided", city.result("VOID", Outcome::negative)},
      {"result.conflicting", city.result("DONE", Outcome::positive)},
      {"result.empty_tube", city.result("EMPTY", Outcome::positive)},
  };
  for (const RefusedResult& entry : table) {
    EXPECT_EQ(city.refusal(entry.row), entry.code) << entry.row.tube_code;
  }
}

TEST(ResultDecision, TakesTheSameResultTwiceAsADuplicate) {
  TwoCompounds city;
  city.accept(city.binding("A", 0));
  city.accept(city.result("A", Outcome::negative));
  const Decision again = city.accept(city.result("A", Outcome::negative));
  EXPECT_EQ(again.rows.front().fate, RowFate::duplicate);
  EXPECT_TRUE(again.facts.empty());
}

TEST(ResultDecision, LetsADefiniteResultFollowAnInconclusiveOne) {
  TwoCompounds city;
  city.accept(city.binding("A", 0));
  city.accept(city.result("A", Outcome::inconclusive));
  city.accept(city.result("A", Outcome::positive));
  EXPECT_EQ(city.laboratory.tubes().outcome(city.tube("A")), Outcome::positive);
  EXPECT_EQ(city.laboratory.ledger().round(RoundId{0}).resulted, 1U);
}

TEST(ResultDecision, LetsALaboratoryCorrectItself) {
  TwoCompounds city;
  city.accept(city.binding("A", 0));
  city.accept(city.result("A", Outcome::positive));
  ReportResult row = city.result("A", Outcome::negative);
  row.corrects = true;
  const Decision decision = city.accept(row);
  EXPECT_TRUE(decision.facts.front().result_reported().corrects());
  EXPECT_TRUE(city.laboratory.results().pools().empty());
}

// A tube that left its station exists; its lane has merely not uploaded yet.
TEST(ResultDecision, KeepsTheResultOfATubeWhoseBindingsAreStillOnALane) {
  TwoCompounds city;
  const BindSpecimen offline = city.binding("A", 0);
  city.later(5);
  city.accept(city.hand_over({"A"}));
  city.later(60);
  city.accept(city.result("A", Outcome::negative));
  city.accept(offline);
  EXPECT_EQ(last_negative(city.laboratory, PersonId{0}), offline.collected_at);
}

TEST(ResultDecision, ReadsGeneTargetsByTheRuleOfThePack) {
  const std::vector<GeneReading> one{{.gene = "ORF1ab", .cycle_threshold = 36.5},
                                     {.gene = "N", .cycle_threshold = 0.0}};
  const std::vector<GeneReading> both{{.gene = "ORF1ab", .cycle_threshold = 22.0},
                                      {.gene = "N", .cycle_threshold = 23.4}};
  const std::vector<GeneReading> late{{.gene = "ORF1ab", .cycle_threshold = 41.0},
                                      {.gene = "N", .cycle_threshold = 0.0}};
  TwoCompounds city;
  std::uint32_t person = 0;
  const auto outcome = [&](const std::vector<GeneReading>& readings) {
    const std::string code = "T" + std::to_string(person);
    city.accept(city.binding(code, person++));
    city.accept(
        ReportResult{.tube_code = code, .laboratory = LaboratoryId{0}, .readings = readings});
    return city.laboratory.tubes().outcome(city.tube(code));
  };
  EXPECT_EQ(outcome(both), Outcome::positive);
  EXPECT_EQ(outcome(one), Outcome::positive);  // 单靶阳性, as the pack has it.
  EXPECT_EQ(outcome(late), Outcome::negative);
  city.pack.laboratory.single_target_is_positive = false;
  EXPECT_EQ(outcome(one), Outcome::inconclusive);
  const auto* stored = city.laboratory.results().readings(city.tube("T0"));
  ASSERT_NE(stored, nullptr);
  EXPECT_EQ(city.laboratory.results().gene((*stored)[1]), "N");
  EXPECT_EQ((*stored)[1].cycle_threshold_hundredths, 2340U);
}

TEST(ResultDecision, RecordsAntigensAndRefusesByName) {
  TwoCompounds city;
  city.scope = city.west;
  EXPECT_EQ(city.refusal(ReportAntigen{.person = PersonId{99}}), "person.unknown");
  EXPECT_EQ(city.refusal(ReportAntigen{.person = PersonId{0}}), "scope.outside");
  city.scope = UnitId{0};
  const ReportAntigen positive{.person = PersonId{0}, .positive = true};
  city.accept(positive);
  EXPECT_TRUE(city.accept(positive).facts.empty());
  city.later(60);
  city.accept(ReportAntigen{.person = PersonId{0}, .positive = false});
  const Results& results = city.laboratory.results();
  ASSERT_EQ(results.antigens().size(), 2U);
  EXPECT_EQ(results.last_antigen(PersonId{0})->positive, 0U);
  EXPECT_EQ(results.previous(*results.last_antigen(PersonId{0}))->positive, 1U);
}

TEST(ResultDecision, DecidesEachResultOfAFileOnItsOwn) {
  TwoCompounds city;
  city.accept(city.binding("A", 0));
  city.accept(city.binding("B", 1));
  const Decision file = city.accept(ReportResults{{
      city.result("A", Outcome::negative),
      city.result("A", Outcome::positive),  // Conflicts with an earlier row.
      city.result("X", Outcome::negative),
      city.result("B", Outcome::negative),
      city.result("B", Outcome::negative),
  }});
  EXPECT_EQ(file.rows[1].refusal.code, "result.conflicting");
  EXPECT_EQ(file.rows[2].refusal.code, "tube.unknown");
  EXPECT_EQ(file.rows[3].fate, RowFate::accepted);
  EXPECT_EQ(file.rows[4].fate, RowFate::duplicate);
  EXPECT_EQ(file.facts.size(), 2U);
}

}  // namespace
}  // namespace firebreak::laboratory
