// The same story on both stages: a Writer on this thread, and the running service.
#include "fronts/scenario/stages.h"

#include "fronts/scenario/story_fixture.h"

namespace firebreak::scenario {
namespace {

constexpr std::string_view kStory = R"(
seed number 5
end at "2022-03-30 17:00"
pack covid19_omicron_city
place street code 320211001
person A lives_in street age 20..60
infected A pcr_from "2022-03-29 12:00" antigen_from "2022-03-29 12:00"
laboratories count 2 tubes_per_day 330000 of_people 7462135
respond hold_pool_member after 5..20
respond antigen_test after 5..20
respond single_retest after 5..20
day 2022-03-30
08:00 round one campaign c title t area street deadline "2022-03-30 20:00"
08:00 arrivals one hourly 2,1 strangers 4% undone 1% twice 5% late 5% laboratory_hours 3..4
08:10 tube pool with A round one size 5
12:00 result pool
12:00 note held count held_because_of tube pool
17:00 note positives count antigen_positives
17:00 reconcile one into_report yes
)";

StoryReport play_on(const Stage& stage, const ScenarioText& scenario, const synthesis::City& city) {
  CityLoad load{.city = city, .ask = stage.ask};
  EXPECT_TRUE(load_city(load, true).has_value());
  auto report = play(scenario, stage, {.read = source_file});
  if (!report) {
    ADD_FAILURE() << to_text(report.error());
    return {};
  }
  return std::move(*report);
}

TEST(Stages, PlayTheSameStoryToTheSameState) {
  const ScenarioText scenario = read_scenario(kStory, "a.scn").value();
  const Instant begin = beginning_of(scenario).value();
  const synthesis::City& city = synthesis::city_of(synthesis::kCityPeople / 100);

  journal::MemoryLog local_log(journal::JournalId{}, begin);
  LocalCity local(local_log, begin);
  const StoryReport alone = play_on(local.stage(), scenario, city);

  journal::MemoryLog log(journal::JournalId{}, begin);
  journal::MemoryLog unused(journal::JournalId{}, begin);
  StoryClock clock(begin);
  service::TimeMachine past(unused, {}, {});
  service::Service service({}, log, clock, past);
  const StoryReport served = play_on(service_stage(service, clock), scenario, city);

  EXPECT_EQ(alone.figures.at("held"), 5U);
  EXPECT_EQ(golden_text(alone), golden_text(served));
  EXPECT_EQ(alone.state_hash, served.state_hash);
  EXPECT_EQ(replayed_hash(local_log).value(), alone.state_hash);
}

TEST(Stages, SayWhichLineWasRefused) {
  const auto scenario = read_scenario(
      "pack covid19_omicron_city\n"
      "laboratories count 1 tubes_per_day 10 of_people 10\n"
      "place city code 3202\n"
      "day 2022-03-30\n"
      "08:00 zone everything level lockdown area city by alone reason \"nobody agreed\"\n",
      "a.scn");
  const Instant begin = beginning_of(*scenario).value();
  journal::MemoryLog log(journal::JournalId{}, begin);
  LocalCity local(log, begin);
  const Stage stage = local.stage();
  CityLoad load{.city = synthesis::city_of(5'000), .ask = stage.ask};
  ASSERT_TRUE(load_city(load, true).has_value());
  const auto report = play(*scenario, stage, {.read = source_file});
  ASSERT_FALSE(report.has_value());
  EXPECT_EQ(report.error().code, "scenario.refused");
  EXPECT_EQ(report.error().values[1].value, "5");
  EXPECT_EQ(report.error().values[3].value, "zone.second_person");
}

}  // namespace
}  // namespace firebreak::scenario
