// Every scenario of the tree: stories must be readable, small ones must hold.
#include <algorithm>
#include <filesystem>

#include "fronts/scenario/rule_scenario.h"
#include "fronts/scenario/story_fixture.h"

namespace firebreak::scenario {
namespace {

std::vector<std::string> scenario_files() {
  const std::filesystem::path root(FIREBREAK_SOURCE_DIR);
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root / "scenarios")) {
    if (entry.path().extension() != ".scn") continue;
    files.push_back(std::filesystem::relative(entry.path(), root).string());
  }
  std::ranges::sort(files);
  return files;
}

TEST(Scenarios, AllHold) {
  std::uint32_t stories = 0;
  std::uint32_t checked = 0;
  for (const std::string& file : scenario_files()) {
    const auto scenario = read_scenario(source_file(file).value(), file);
    ASSERT_TRUE(scenario.has_value()) << to_text(scenario.error());
    if (beginning_of(*scenario)) {
      const auto readable = check_scenario(*scenario);
      EXPECT_TRUE(readable.has_value()) << to_text(readable.error());
      ++stories;
      continue;
    }
    const auto outcome = check_rules(*scenario, source_file);
    ASSERT_TRUE(outcome.has_value()) << to_text(outcome.error());
    EXPECT_GT(outcome->checked, 0U) << file << " expects nothing";
    checked += outcome->checked;
    for (const RuleFailure& failure : outcome->failures) {
      ADD_FAILURE() << file << ":" << failure.line << ": expected " << failure.expected << ", is "
                    << failure.actual;
    }
  }
  EXPECT_GE(stories, 2U);
  EXPECT_GE(checked, 30U);
}

RuleOutcome rules_of(std::string_view text) {
  return check_rules(read_scenario(text, "a.scn").value(), source_file).value();
}

TEST(Scenarios, SayWhichLineDoesNotHold) {
  const RuleOutcome outcome = rules_of(
      "pack covid19_edition_9\n"
      "case C1 onset 2022-03-10 isolated 2022-03-12\n"
      "expect infectious_period C1 = 2022-03-07..2022-03-12\n"
      "refuse infectious_period C1 : case.no_anchor\n"
      "expect pool_size lockdown = household\n");
  EXPECT_EQ(outcome.checked, 3U);
  ASSERT_EQ(outcome.failures.size(), 2U);
  EXPECT_EQ(outcome.failures[0].line, 3U);
  EXPECT_EQ(outcome.failures[0].actual, "2022-03-08..2022-03-12");
  EXPECT_EQ(outcome.failures[1].line, 4U);
}

std::string fault_of_story(std::string_view text) {
  const auto checked = check_scenario(read_scenario(text, "a.scn").value());
  return checked ? "" : checked.error().code;
}

TEST(Scenarios, AreHeldAgainstTheirVerbsBeforeAnythingIsPlayed) {
  const std::string day = "day 2022-03-30\n";
  EXPECT_EQ(fault_of_story(day + "20:00 roll_call 20:00\n"), "");
  EXPECT_EQ(fault_of_story(day + "20:00 dance now\n"), "scenario.verb");
  EXPECT_EQ(fault_of_story("roll_call 20:00\n"), "scenario.time_missing");
  EXPECT_EQ(fault_of_story(day + "20:00 pack x\n"), "scenario.time_given");
  EXPECT_EQ(fault_of_story(day + "20:00 classify A\n"), "scenario.missing");
  EXPECT_EQ(fault_of_story("seed number 1\n"), "scenario.empty");
}

}  // namespace
}  // namespace firebreak::scenario
