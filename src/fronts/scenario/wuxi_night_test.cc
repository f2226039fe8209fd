// The night at a hundredth of the city: what must hold at any size, and this size's own figures.
//
// FIREBREAK_UPDATE_GOLDEN=1 fronts_tests --gtest_filter='WuxiNight.*' writes the figures anew; the
// change is reviewed like any other.
#include <algorithm>
#include <array>
#include <cstdlib>
#include <set>

#include "domain/laboratory/reconciliation.h"
#include "fronts/scenario/story_fixture.h"

namespace firebreak::scenario {
namespace {

using duties::SubjectKind;
using policy::DutyKind;

constexpr std::uint32_t kHundredth = synthesis::kCityPeople / 100;
constexpr const char* kGolden = "scenarios/wuxi_night/night.golden";

class WuxiNight : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    played_ = new Played(play_file("scenarios/wuxi_night/night.scn", kHundredth));
  }
  static void TearDownTestSuite() {
    delete played_;
    played_ = nullptr;
  }
  void SetUp() override { ASSERT_EQ(played_->fault, ""); }

  const core::State& state() const { return played_->state(); }
  const StoryReport& report() const { return played_->report; }
  std::uint64_t figure(const std::string& name) const { return report().figures.at(name); }

  static Played* played_;
};

Played* WuxiNight::played_ = nullptr;

TEST_F(WuxiNight, HasTheFiguresOfTheNight) {
  EXPECT_EQ(figure("held_from_first_pool"), 10U);
  EXPECT_EQ(figure("pcr_positive_at_0100"), 5U);
  EXPECT_EQ(figure("antigen_positive_at_0100"), 2U);
  EXPECT_EQ(figure("zones_adopted"), 14U);
  EXPECT_EQ(figure("communities"), 1'254U);
  EXPECT_EQ(figure("people"), kHundredth);
  EXPECT_GT(figure("close_contacts_at_0300"), figure("pcr_positive_at_0100"));
  EXPECT_EQ(report().roll_calls.size(), 4U);
}

TEST_F(WuxiNight, BalancesAtEveryReconciliation) {
  ASSERT_EQ(report().reconciliations.size(), 3U);
  for (const ReconciliationReport& row : report().reconciliations) {
    const queries::Figures& counts = row.counts;
    EXPECT_EQ(counts.registered, counts.sampled + counts.exempt + counts.missing);
    EXPECT_EQ(counts.sampled,
              counts.at_station + counts.in_transit + counts.in_laboratory + counts.resulted);
  }
  EXPECT_TRUE(state().laboratory.ledger().balanced());
}

TEST_F(WuxiNight, LeavesThreeDifferentNumbersAtNoon) {
  EXPECT_GT(figure("sampled"), figure("registered") * 85 / 100);
  EXPECT_LT(figure("resulted"), figure("sampled") * 3 / 4);
  EXPECT_GT(figure("in_laboratory"), figure("sampled") / 10);
  EXPECT_GT(figure("resulted"), figure("sampled") / 10);
  EXPECT_GT(figure("missing"), 0U);
  EXPECT_GT(figure("exempt"), 0U);
  EXPECT_GT(figure("not_on_register"), 0U);
}

TEST_F(WuxiNight, FindsTheTenInTenHomes) {
  std::set<UnitId> homes;
  for (const quarantine::Hold& hold : state().quarantine.holds()) {
    if (hold.reason != quarantine::HoldReason::pool_member) continue;
    if (homes.size() < 10) homes.insert(hold.unit);
  }
  EXPECT_EQ(homes.size(), 10U);
}

// A hold is somebody's duty: to find the person, to test, or to bring a contact into quarantine.
TEST_F(WuxiNight, OwesADutyForEverybodyHeld) {
  for (const quarantine::Hold& hold : state().quarantine.holds()) {
    const duties::Subject person{.kind = SubjectKind::person, .id = hold.person.value};
    const bool owed = std::ranges::any_of(
        std::array{DutyKind::hold_pool_member, DutyKind::single_retest,
                   DutyKind::isolate_close_contact, DutyKind::isolate_second_degree},
        [&](DutyKind kind) { return state().duties.find(kind, person).has_value(); });
    const bool as_case = state().tracing.open_case_of(hold.person).has_value();
    EXPECT_TRUE(owed || as_case) << "held " << hold.person.value;
  }
}

TEST_F(WuxiNight, OpensADutyForEachPersonAndPartyOfAPositiveTube) {
  const laboratory::Tubes& tubes = state().laboratory.tubes();
  std::size_t pools = 0;
  for (const auto& [id, pool] : state().laboratory.results().pools()) {
    const TubeId tube{id};
    if (!tubes.is_pool(tube)) continue;
    ++pools;
    const duties::Subject about{.kind = SubjectKind::tube, .id = id};
    for (const DutyKind kind :
         {DutyKind::notify_sampling_team, DutyKind::notify_community, DutyKind::notify_police}) {
      EXPECT_TRUE(state().duties.find(kind, about).has_value());
    }
    for (const PersonId member : tubes.members(tube)) {
      const duties::Subject person{.kind = SubjectKind::person, .id = member.value};
      EXPECT_TRUE(state().duties.find(DutyKind::single_retest, person).has_value());
      EXPECT_NE(state().quarantine.latest(member), nullptr);
    }
  }
  EXPECT_GE(pools, 1U);
}

TEST_F(WuxiNight, SamplesSealedPlacesAtTheDoorAHouseholdATube) {
  const laboratory::Tubes& tubes = state().laboratory.tubes();
  std::size_t at_doors = 0;
  for (std::uint32_t i = 0; i < tubes.size(); ++i) {
    const TubeId tube{i};
    if (!tubes.household_pool(tube) || tubes.members(tube).empty()) continue;
    ++at_doors;
    const UnitId door = state().registry.people().household(tubes.members(tube).front());
    for (const PersonId member : tubes.members(tube)) {
      EXPECT_EQ(state().registry.people().household(member), door);
    }
  }
  EXPECT_GT(at_doors, 0U);
}

TEST_F(WuxiNight, SurvivesTheMistakesOfTheLanes) {
  for (const char* mistake : {"bindings_late", "uploads_repeated", "tubes_voided"}) {
    EXPECT_GT(figure(mistake), 0U) << mistake;
  }
  EXPECT_EQ(report().rows_refused, (std::map<std::string, std::uint64_t>{}));
}

TEST_F(WuxiNight, EscalatesWhatIsLate) {
  EXPECT_TRUE(std::ranges::any_of(
      state().duties.duties(), [](const duties::Duty& duty) { return duty.escalation_level > 0; }));
}

TEST_F(WuxiNight, ReplaysToTheSameState) {
  EXPECT_EQ(report().state_hash, state().hash());
  EXPECT_EQ(report().state_hash_replayed, report().state_hash);
}

TEST_F(WuxiNight, KeepsItsGoldenFigures) {
  const std::string golden = golden_text(report());
  if (std::getenv("FIREBREAK_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(std::string(FIREBREAK_SOURCE_DIR) + "/" + kGolden) << golden;
    return;
  }
  EXPECT_EQ(source_file(kGolden).value(), golden);
}

}  // namespace
}  // namespace firebreak::scenario
