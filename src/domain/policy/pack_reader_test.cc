#include "domain/policy/pack_reader.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <sstream>

#include <gtest/gtest.h>

#include "domain/policy/shipped_pack_fixture.h"
#include "domain/policy/toml_tree.h"

namespace firebreak::policy {
namespace {

// `toml` with the first `from` replaced; `from` must be there.
std::string replaced(std::string toml, const std::string& from, const std::string& to) {
  const std::size_t at = toml.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return at == std::string::npos ? toml : toml.replace(at, from.size(), to);
}

std::string mended(const std::string& from, const std::string& to) {
  return replaced(shipped_toml("covid19_omicron_city"), from, to);
}

std::string value_of(const Refusal& refusal, std::string_view name) {
  const auto found = std::ranges::find(refusal.values, name, &RefusalValue::name);
  return found == refusal.values.end() ? "(absent)" : found->value;
}

struct Mutation {
  std::string from;
  std::string to;
  std::string code;
  std::string key;
};

TEST(PackReader, NamesEveryKindOfError) {
  const std::vector<Mutation> mutations{
      {"before_anchor = ", "days_before = \"1 d\"\nbefore_anchor = ", "pack.unknown_key",
       "infectious_period.days_before"},
      {"traced = true\n", "", "pack.missing_key", "second_degree.traced"},
      {"before_anchor = \"4 d\"", "before_anchor = 4", "pack.missing_unit",
       "infectious_period.before_anchor"},
      {"before_anchor = \"4 d\"", "before_anchor = \"4\"", "pack.missing_unit",
       "infectious_period.before_anchor"},
      {"before_anchor = \"4 d\"", "before_anchor = \"4 days\"", "pack.unknown_word",
       "infectious_period.before_anchor"},
      {"before_anchor = \"4 d\"", "before_anchor = \"31 d\"", "pack.out_of_range",
       "infectious_period.before_anchor"},
      {"before_anchor = \"4 d\"", "before_anchor = \"36 h\"", "pack.out_of_range",
       "infectious_period.before_anchor"},
      {"pool_size_max = 20", "pool_size_max = \"20\"", "pack.wrong_type",
       "laboratory.pool_size_max"},
      {"pool_size_max = 20", "pool_size_max = 21", "pack.out_of_range", "laboratory.pool_size_max"},
      {"cycle_threshold_positive_max = 40.0", "cycle_threshold_positive_max = nan",
       "pack.out_of_range", "laboratory.cycle_threshold_positive_max"},
      {"pool_size = 20\n", "pool_size = 21\n", "pack.out_of_range",
       "zones.precautionary.pool_size"},
      {"[\"class_group\"]", "[\"classroom\"]", "pack.unknown_word",
       "contacts.close_contact.rules.same_class.places"},
      {"party = \"department\"", "party = \"ministry\"", "pack.unknown_word",
       "clocks.notify_sampling_team.party"},
      {"id = \"same_class\"", "id = \"same_household\"", "pack.duplicate_id",
       "contacts.close_contact.rules.same_household.id"},
      {"source = \"shanghai_2022\"\n", "", "pack.no_source", "infectious_period.before_anchor"},
      {"source = \"shanghai_2022\"", "source = \"unverified\"", "pack.no_source",
       "infectious_period.before_anchor"},
      {"source = \"shanghai_2022\"", "source = \"paris_2022\"", "pack.dangling_reference",
       "infectious_period.before_anchor"},
      {"contact_class = \"close_contact\"", "contact_class = \"near_contact\"",
       "pack.dangling_reference", "quarantine.near_contact.contact_class"},
      {"traced = true", "traced = false", "pack.dangling_reference", "second_degree.traced"},
      {"[1, 4, 7, 14]", "[1, 4, 7, 15]", "pack.out_of_range",
       "quarantine.close_contact.facility_test_days"},
      {"[1, 4, 7, 14]", "[1, 7, 4, 14]", "pack.out_of_range",
       "quarantine.close_contact.facility_test_days"},
      {"effective_until = 2022-06-27", "effective_until = 2022-03-21", "pack.effective_dates",
       "effective_until"},
      {"effective_until = 2022-06-27", "effective_until = \"2022-06-27\"", "pack.wrong_type",
       "effective_until"},
      {"[clocks.notify_police]", "[clocks.notify_press]", "pack.unknown_key",
       "clocks.notify_press"},
      {"source_of.pool_size", "source_of.pool_sizes", "pack.unknown_key",
       "zones.lockdown.source_of.pool_sizes"},
      {"en = \"close contact\"", "fr = \"cas contact\"", "pack.missing_key",
       "contacts.close_contact.title.en"},
      {"effective_until = 2022-06-27", "effective_until = 2022-06-31", "pack.syntax", ""},
      {"[infectious_period]", "[infectious_period", "pack.syntax", ""}};
  for (const Mutation& mutation : mutations) {
    const std::string toml = mended(mutation.from, mutation.to);
    const Result<Pack> pack = read_pack(toml, "city.toml");
    ASSERT_FALSE(pack.has_value()) << mutation.to;
    EXPECT_EQ(pack.error().code, mutation.code) << mutation.to;
    EXPECT_EQ(pack.error().field, mutation.key) << mutation.to;
    EXPECT_EQ(value_of(pack.error(), "file"), "city.toml");
    EXPECT_GT(std::stoi(value_of(pack.error(), "line")), 0) << mutation.to;
  }
}

TEST(PackReader, PointsAtLineAndColumnAndSaysWhatMayStandThere) {
  const std::string toml = mended("before_anchor = \"4 d\"", "before_anchor = \"40 d\"");
  const Refusal refusal = read_pack(toml, "city.toml").error();
  const auto line =
      1 + std::count(toml.begin(),
                     toml.begin() + static_cast<std::ptrdiff_t>(toml.find("before_anchor")), '\n');
  EXPECT_EQ(value_of(refusal, "line"), std::to_string(line));
  EXPECT_EQ(value_of(refusal, "column"), "1");
  EXPECT_EQ(value_of(refusal, "found"), "\"40 d\"");
  EXPECT_EQ(value_of(refusal, "expected"), "0..30 d");
  EXPECT_EQ(value_of(refusal, "more"), "0");
}

TEST(PackReader, FindsAllErrorsOfAFileInItsOrder) {
  std::string toml = mended("before_anchor = \"4 d\"", "before_anchor = 4");
  toml = replaced(toml, "finish_within = \"24 h\"", "finish_within = \"0 h\"");
  toml = replaced(toml, "\nstays = ", "\nstay = ");
  const std::vector<Refusal> problems = pack_problems(toml, "city.toml");
  std::vector<std::string> codes;
  for (const Refusal& problem : problems) codes.push_back(problem.code + " " + problem.field);
  EXPECT_EQ(codes, (std::vector<std::string>{"pack.missing_unit infectious_period.before_anchor",
                                             "pack.out_of_range round.finish_within",
                                             "pack.missing_key retention.stays",
                                             "pack.unknown_key retention.stay"}));
  EXPECT_EQ(value_of(read_pack(toml, "city.toml").error(), "more"), "3");
}

// The example of docs/formats/policy_pack.md is a pack.
TEST(PackReader, ReadsTheExampleOfItsDocument) {
  std::ifstream file(FIREBREAK_SOURCE_DIR "/docs/formats/policy_pack.md");
  const std::string page{std::istreambuf_iterator<char>(file), {}};
  const std::size_t begin = page.find("```toml\n") + 8;
  const std::string toml = page.substr(begin, page.find("```", begin) - begin);
  const Result<Pack> pack = read_pack(toml, "policy_pack.md");
  ASSERT_TRUE(pack.has_value()) << pack.error().code << " " << pack.error().field;
  EXPECT_EQ(pack->id, "new_respiratory");
  EXPECT_EQ(pack->zone(ZoneLevel::lockdown).test_days.size(), 4U);
  EXPECT_FALSE(pack->round.planned);
}

// Every kind that the reader knows is on the format's page.
TEST(PackReader, HasEveryKindOfPlaceAndClockOnItsPage) {
  std::ifstream file(FIREBREAK_SOURCE_DIR "/docs/formats/policy_pack.md");
  const std::string page{std::istreambuf_iterator<char>(file), {}};
  for (const PlaceKindName& kind : kPlaceKindNames) {
    EXPECT_NE(page.find("`" + std::string(kind.code) + "`"), std::string::npos) << kind.code;
  }
  for (int i = 0; i < kDutyKindCount; ++i) {
    const std::string code(code_of(static_cast<DutyKind>(i)));
    EXPECT_NE(page.find("`" + code + "`"), std::string::npos) << code;
    EXPECT_EQ(duty_kind_of(code), static_cast<DutyKind>(i));
  }
}

TEST(PackReader, RefusesWhatIsTooLargeBeforeParsingIt) {
  EXPECT_EQ(read_pack(std::string(kPackBytesMax + 1, '\n'), "x").error().code, "pack.too_large");
  std::string deep = "a";
  while (deep.size() < kPackLineBytesMax) deep += ".a";
  EXPECT_EQ(read_pack("\n" + deep + " = 1", "x").error().code, "pack.too_large");
  EXPECT_EQ(value_of(read_pack("\n" + deep + " = 1", "x").error(), "line"), "2");
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

std::string joined(const std::vector<std::string>& lines, std::size_t at,
                   const std::string& instead) {
  std::string text;
  for (std::size_t i = 0; i < lines.size(); ++i) text += (i == at ? instead : lines[i]) + "\n";
  return text;
}

// Deleting any key refuses the pack, unless the format says that the key is optional.
TEST(PackReader, MissesEveryKeyThatIsNotOptional) {
  const std::set<std::string> optional{
      "effective_until", "gap_max",        "crowd_max",           "escalate_after",
      "household_pool",  "home_test_days", "facility_test_days",  "release_round_within",
      "test_days",       "dispersion",     "residents_per_staff", "after_anchor_max",
      "results",         "hotline_tickets"};
  const std::regex key_pattern(R"(^ *([a-z0-9_.]+) = .*)");
  int deleted = 0;
  for (const std::string_view id : kShippedPacks) {
    const std::vector<std::string> lines = lines_of(shipped_toml(id));
    for (std::size_t i = 0; i < lines.size(); ++i) {
      std::smatch match;
      if (!std::regex_match(lines[i], match, key_pattern)) continue;
      const std::string key = match[1];
      // Without its exception a number falls back to its table's source; and a table's source that
      // only speaks for words may go.
      if (key.starts_with("source") || optional.contains(key)) continue;
      const Result<Pack> pack = read_pack(joined(lines, i, ""), std::string(id));
      EXPECT_FALSE(pack.has_value()) << id << ":" << i + 1 << ": " << lines[i];
      ++deleted;
    }
  }
  EXPECT_GT(deleted, 500);
}

// No number of a pack may be negative, whatever its key.
TEST(PackReader, RefusesEveryNumberBelowZero) {
  const std::regex number(R"(^( *[a-z0-9_.]+ = \[?"?)[0-9.]+((, [0-9]+)*\]?( min| h| d)?"?)$)");
  int changed = 0;
  for (const std::string_view id : kShippedPacks) {
    const std::vector<std::string> lines = lines_of(shipped_toml(id));
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (!std::regex_match(lines[i], number) || lines[i].starts_with("version")) continue;
      const std::string negative = std::regex_replace(lines[i], number, "$1-1$2");
      const Result<Pack> pack = read_pack(joined(lines, i, negative), std::string(id));
      EXPECT_FALSE(pack.has_value()) << id << ":" << i + 1 << ": " << negative;
      if (!pack) {
        EXPECT_EQ(pack.error().code, "pack.out_of_range") << negative;
        EXPECT_EQ(value_of(pack.error(), "line"), std::to_string(i + 1));
      }
      ++changed;
    }
  }
  EXPECT_GT(changed, 300);
}

// A number has its own source, or its table's; without both the pack is refused.
TEST(PackReader, RefusesEveryNumberThatLosesItsSources) {
  for (const std::string_view id : kShippedPacks) {
    std::string toml;
    for (const std::string& line : lines_of(shipped_toml(id))) {
      if (line.find("source = ") == std::string::npos && !line.starts_with("source_of.") &&
          line.find("  source_of.") == std::string::npos) {
        toml += line + "\n";
      }
    }
    const std::vector<Refusal> problems = pack_problems(toml, "x");
    EXPECT_GE(problems.size(), 20U);
    for (const Refusal& problem : problems) EXPECT_EQ(problem.code, "pack.no_source");
  }
}

}  // namespace
}  // namespace firebreak::policy
