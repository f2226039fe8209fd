// Chains of two real outbreaks, and what faulty lists contain.
#include "domain/tracing/chain.h"

#include <fstream>
#include <map>
#include <numeric>
#include <sstream>
#include <string>

#include <gtest/gtest.h>

#include "base/random.h"

namespace firebreak::tracing {
namespace {

constexpr auto kNobody = std::nullopt;

CaseId id(std::uint32_t value) { return CaseId{value}; }

using Row = std::map<std::string, std::string>;

// Enough of CSV for these two files: quoted fields may hold commas, none a quote or a line end.
std::vector<std::string> fields_of(const std::string& line) {
  std::vector<std::string> fields(1);
  bool quoted = false;
  for (const char c : line) {
    if (c == '"') {
      quoted = !quoted;
    } else if (c == ',' && !quoted) {
      fields.emplace_back();
    } else {
      fields.back() += c;
    }
  }
  return fields;
}

std::vector<Row> read(const std::string& name) {
  std::ifstream file(std::string(FIREBREAK_SOURCE_DIR) + "/data/outbreaks/" + name);
  EXPECT_TRUE(file.is_open()) << name;
  std::vector<Row> rows;
  std::string line;
  std::getline(file, line);
  const std::vector<std::string> names = fields_of(line);
  while (std::getline(file, line)) {
    const std::vector<std::string> fields = fields_of(line);
    Row& row = rows.emplace_back();
    for (std::size_t i = 0; i < fields.size(); ++i) row[names[i]] = fields[i];
  }
  return rows;
}

struct Outbreak {
  std::map<std::string, std::uint32_t> ids;
  std::vector<std::optional<Day>> onsets;
  std::vector<ChainLink> links;

  void add(const std::string& label, const std::string& onset) {
    ids[label] = static_cast<std::uint32_t>(onsets.size());
    onsets.push_back(parse_day(onset));  // "NA" is no day.
  }
  void link(const std::string& from, const std::string& to) {
    links.push_back({.from = id(ids.at(from)), .to = id(ids.at(to))});
  }
};

TEST(Chain, OfMersInKorea2015) {
  Outbreak mers;
  for (const Row& row : read("mers-korea-2015/linelist.csv")) {
    mers.add(row.at("id"), row.at("dt_onset"));
  }
  for (const Row& row : read("mers-korea-2015/contacts.csv")) {
    mers.link(row.at("from"), row.at("to"));
  }
  ASSERT_EQ(mers.onsets.size(), 162U);
  ASSERT_EQ(mers.links.size(), 98U);
  const Chain chain = chain_of(mers.onsets, mers.links);
  const auto node = [&](const char* label) { return chain.cases[mers.ids.at(label)]; };
  EXPECT_EQ(node("SK_1").generation, 0U);
  EXPECT_EQ(node("SK_14").generation, 1U);  // Infected by the first, infected 38.
  // Named for 38 and 21; two cases have several sources named, and each gets the latest.
  EXPECT_EQ(node("SK_14").secondary_cases, 37U);
  EXPECT_EQ(node("SK_16").secondary_cases, 20U);
  EXPECT_EQ(node("SK_39").sources_named + node("SK_107").sources_named, 5U);
  EXPECT_EQ(chain.unknown_sources, 162U - 95U);
  EXPECT_EQ(chain.roots, (std::vector<CaseId>{id(mers.ids.at("SK_1")), id(mers.ids.at("SK_76"))}));
  EXPECT_EQ(chain.isolated.size(), 65U);
  EXPECT_EQ(chain.per_generation, (std::vector<std::uint32_t>{2, 28, 64, 3}));
  EXPECT_TRUE(chain.cycles.empty());
}

TEST(Chain, OfMeaslesInHagelloch1861) {
  Outbreak measles;
  const std::vector<Row> rows = read("measles-hagelloch-1861/linelist.csv");
  for (const Row& row : rows) measles.add(row.at("case_ID"), row.at("date_of_prodrome"));
  for (const Row& row : rows) {
    if (row.at("infector") != "NA") measles.link(row.at("infector"), row.at("case_ID"));
  }
  const Chain chain = chain_of(measles.onsets, measles.links);
  ASSERT_EQ(chain.cases.size(), 188U);
  EXPECT_EQ(chain.cases[measles.ids.at("45")].secondary_cases, 30U);
  EXPECT_EQ(chain.unknown_sources, 4U);
  EXPECT_TRUE(chain.cycles.empty());
  EXPECT_EQ(std::accumulate(chain.per_generation.begin(), chain.per_generation.end(), 0U) +
                chain.isolated.size(),
            188U);
  EXPECT_EQ(chain.per_generation.size(), 6U);
  EXPECT_EQ(chain.per_generation[3], 102U);
}

TEST(Chain, PrefersTheLatestSourceThatFellIllBefore) {
  const std::vector<std::optional<Day>> onsets{Day{10}, Day{14}, Day{20}, Day{16}};
  const std::vector<ChainLink> links{
      {id(0), id(3)}, {id(1), id(3)}, {id(2), id(3)}, {id(0), id(3)}, {id(3), id(3)}};
  const Chain chain = chain_of(onsets, links);
  EXPECT_EQ(chain.cases[3].parent, id(1));
  EXPECT_EQ(chain.cases[3].sources_named, 3U);
}

TEST(Chain, ReportsAndCutsCycles) {
  const std::vector<std::optional<Day>> onsets(6, kNobody);
  const std::vector<ChainLink> links{
      {id(2), id(1)}, {id(3), id(2)}, {id(1), id(3)}, {id(1), id(4)}, {id(4), id(5)}};
  const Chain chain = chain_of(onsets, links);
  EXPECT_EQ(chain.cycles, (std::vector<std::vector<CaseId>>{{id(1), id(2), id(3)}}));
  EXPECT_TRUE(chain.cases[1].cut_from_cycle);
  EXPECT_EQ(chain.roots, std::vector<CaseId>{id(1)});
  EXPECT_EQ(chain.isolated, std::vector<CaseId>{id(0)});
  EXPECT_EQ(chain.cases[2].generation, 2U);
  EXPECT_EQ(chain.cases[5].generation, 2U);
  EXPECT_EQ(chain.unknown_sources, 1U);
}

// Property: whatever the links, every case is one generation below its parent, has its parent's
// root, and is counted once.
TEST(Chain, IsAForestWhateverTheLinks) {
  Random random(5);
  for (int round = 0; round < 200; ++round) {
    const auto cases = static_cast<std::uint32_t>(random.between(1, 40));
    std::vector<std::optional<Day>> onsets(cases);
    for (auto& onset : onsets) {
      if (random.chance(0.8)) onset = Day{static_cast<std::int32_t>(random.below(30))};
    }
    std::vector<ChainLink> links(random.below(60));
    for (ChainLink& link : links) {
      link = {.from = id(static_cast<std::uint32_t>(random.below(cases))),
              .to = id(static_cast<std::uint32_t>(random.below(cases)))};
    }
    const Chain chain = chain_of(onsets, links);
    std::uint32_t secondary_cases = 0;
    std::uint32_t with_parent = 0;
    for (const ChainNode& node : chain.cases) {
      secondary_cases += node.secondary_cases;
      if (!node.parent.known()) {
        EXPECT_EQ(node.generation, 0U);
        continue;
      }
      ++with_parent;
      EXPECT_EQ(node.generation, chain.cases[node.parent.value].generation + 1);
      EXPECT_EQ(node.root, chain.cases[node.parent.value].root);
    }
    EXPECT_EQ(secondary_cases, with_parent);
    EXPECT_EQ(std::accumulate(chain.per_generation.begin(), chain.per_generation.end(), 0U) +
                  chain.isolated.size(),
              cases);
  }
}

}  // namespace
}  // namespace firebreak::tracing
