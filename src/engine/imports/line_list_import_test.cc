// Line lists of real outbreaks, and what faulty ones contain.
#include "engine/imports/line_list_import.h"

#include "domain/tracing/chain.h"
#include "engine/imports/testing_city.h"

namespace firebreak::imports {
namespace {

constexpr auto kCases = ImportedTable::cases;
constexpr auto kLinks = ImportedTable::links;

std::string outbreak(const std::string& name) {
  const std::string bytes =
      vault::read_bytes(std::string(FIREBREAK_SOURCE_DIR) + "/data/outbreaks/" + name);
  EXPECT_FALSE(bytes.empty()) << name;
  return bytes;
}

class LineListImport : public TestingCity {
 protected:
  tracing::Chain chain() const {
    return read([](const core::State& state) {
      std::vector<std::optional<Day>> onsets;
      for (std::uint32_t i = 0; i < state.tracing.case_count(); ++i) {
        onsets.push_back(state.tracing.case_record(CaseId{i}).onset);
      }
      std::vector<tracing::ChainLink> links;
      for (std::size_t i = 0; i < state.tracing.link_count(); ++i) {
        const tracing::ContactLink link = state.tracing.link(i);
        links.push_back({.from = link.from_case, .to = link.to_case});
      }
      return tracing::chain_of(onsets, links);
    });
  }
  CaseId labelled(const std::string& label) const {
    return read([&](const core::State& state) {
      return state.tracing.find_label(label).value_or(CaseId::none());
    });
  }
};

TEST_F(LineListImport, OfMersInKorea2015) {
  const std::string list = outbreak("mers-korea-2015/linelist.csv");
  const std::string links = outbreak("mers-korea-2015/contacts.csv");
  EXPECT_EQ(counts(imported(kCases, list, {.dry_run = true})), "162 0 0 0");
  EXPECT_EQ(counts(imported(kCases, list)), "162 0 0 0");
  EXPECT_EQ(counts(imported(kLinks, links, {.dry_run = true})), "98 0 0 0");
  EXPECT_EQ(counts(imported(kLinks, links)), "98 0 0 0");
  const tracing::Chain found = chain();
  EXPECT_EQ(found.per_generation, (std::vector<std::uint32_t>{2, 28, 64, 3}));
  EXPECT_EQ(found.cases[labelled("SK_14").value].secondary_cases, 37U);
  EXPECT_EQ(found.unknown_sources, 67U);
  EXPECT_EQ(
      read([](const core::State& state) { return std::string(state.tracing.link(0).setting); }),
      "Emergency room");
  EXPECT_EQ(counts(imported(kCases, list)), "0 162 0 0");
  EXPECT_EQ(counts(imported(kLinks, links)), "0 98 0 0");
}

TEST_F(LineListImport, OfMeaslesInHagelloch1861WithInfectors) {
  const std::string list = outbreak("measles-hagelloch-1861/linelist.csv");
  const ImportOutcome dry = imported(kCases, list, {.dry_run = true});
  const ImportOutcome outcome = imported(kCases, list);
  EXPECT_EQ(counts(outcome), "188 0 0 0");
  EXPECT_EQ(dry.notes, outcome.notes);
  EXPECT_EQ(outcome.notes.at("links_recorded"), 184U);
  const tracing::Chain found = chain();
  EXPECT_EQ(found.unknown_sources, 4U);
  EXPECT_EQ(found.per_generation.size(), 6U);
  EXPECT_EQ(found.cases[labelled("45").value].secondary_cases, 30U);
}

TEST_F(LineListImport, OfSingapore2020WithRelatedCases) {
  const ImportOutcome outcome = imported(kCases, outbreak("singapore-2020/linelist.csv"));
  EXPECT_EQ(counts(outcome), "93 0 0 0");
  EXPECT_EQ(outcome.notes.at("links_recorded"), 65U);
  EXPECT_EQ(outcome.notes.contains("link_case_unknown"), false);
  const tracing::Chain found = chain();
  EXPECT_TRUE(found.cycles.empty());
  EXPECT_EQ(found.roots.size(), 16U);
  EXPECT_EQ(found.isolated.size(), 34U);
  // Cases 54, 57 and 58 name each other; 54 and 58 fell ill on the 10th, 57 on the 11th.
  EXPECT_FALSE(found.cases[labelled("54").value].parent.known());
  EXPECT_EQ(found.cases[labelled("58").value].parent, labelled("54"));
}

TEST_F(LineListImport, AccountsForEachKindOfRow) {
  const std::string header = "编号,发病日期,采样日期,分类,来源,感染来源\n";
  const std::string rows =
      "甲1,2022-03-25,2022-03-28 14:00,确诊,输入,NA\n"
      "甲2,2022/3/27,,无症状,本土,甲1\n"
      "甲2,2022-03-27,,,,\n"  // 4
      "甲3,2022-04-01,,,,\n"  // 5
      "甲4,,2022-03-31,,,\n"  // 6
      "甲5,27.3.,,,,\n"       // 7
      ",2022-03-27,,,,\n"     // 8
      "甲6,,,也许,,\n"        // 9
      "甲7,,,,火星,\n"        // 10
      "甲8,,,,,没有;甲2\n";
  const ImportOutcome dry = imported(kCases, header + rows, {.dry_run = true});
  const ImportOutcome outcome = imported(kCases, header + rows);
  EXPECT_EQ(counts(outcome), "3 0 0 7");
  EXPECT_EQ(codes(outcome),
            "4:row.repeated 5:case.onset 6:case.future 7:table.not_a_day 8:case.label "
            "9:row.classification 10:row.origin");
  EXPECT_EQ(codes(dry), codes(outcome));
  EXPECT_EQ(dry.notes, outcome.notes);
  EXPECT_EQ(outcome.notes.at("links_recorded"), 2U);
  EXPECT_EQ(outcome.notes.at("link_case_unknown"), 1U);
  read([](const core::State& state) {
    const tracing::CaseRecord one = state.tracing.case_record(CaseId{0});
    EXPECT_EQ(one.origin, tracing::CaseOrigin::imported);
    EXPECT_EQ(one.found_how, tracing::CaseFound::imported_list);
    EXPECT_EQ(to_text(*one.positive_specimen_at), "2022-03-28T14:00:00+08:00");
    EXPECT_EQ(state.tracing.case_record(CaseId{1}).classification,
              tracing::CaseClassification::asymptomatic);
    return true;
  });
}

TEST_F(LineListImport, UpdatesACaseAndTakesNothingAway) {
  imported(kCases, "id,onset,specimen\nX1,2022-03-20,2022-03-22\n");
  EXPECT_EQ(counts(imported(kCases, "id,onset,classification\nX1,2022-03-19,\n")), "0 1 0 0");
  read([](const core::State& state) {
    const tracing::CaseRecord one = state.tracing.case_record(CaseId{0});
    EXPECT_EQ(one.onset, make_day(2022, 3, 19));
    EXPECT_TRUE(one.positive_specimen_at.has_value());
    EXPECT_EQ(one.classification, tracing::CaseClassification::confirmed);
    return true;
  });
}

TEST_F(LineListImport, OpensTheCaseOfARegisteredPerson) {
  import_invented_units();
  const std::string number = resident_number("19800517", 12);
  imported(ImportedTable::people, "姓名,身份证号,社区代码\n测试安," + number + ",990102001\n");
  const ImportOutcome outcome =
      imported(kCases, "id,身份证号,onset\nP1," + number + ",2022-03-20\nP2," + number +
                           ",2022-03-21\nP3," + resident_number("19800517", 14) + ",2022-03-21\n");
  EXPECT_EQ(counts(outcome), "1 0 1 1");
  EXPECT_EQ(codes(outcome), "3:case.already_open 4:row.person_unknown");
  EXPECT_EQ(
      read([&](const core::State& state) { return state.tracing.case_record(CaseId{0}).person; }),
      person_of(number));
  EXPECT_EQ(journal_bytes().find(number), std::string::npos);
}

TEST_F(LineListImport, LinksOnlyCasesThatAreThere) {
  imported(kCases, "id,onset\nA,2022-03-01\nB,2022-03-05\n");
  const ImportOutcome outcome = imported(kLinks,
                                         "from,to,setting,day\nA,B,Ward 3,2022-03-03\n"
                                         "A,B,Ward 3,2022-03-03\n"  // 3
                                         "A,C,,\n"                  // 4
                                         "A,A,,\n"                  // 5
                                         "A,B,Ward 4,3 March\n");   // 6
  EXPECT_EQ(counts(outcome), "1 0 0 4");
  EXPECT_EQ(codes(outcome), "3:row.repeated 4:row.case_unknown 5:link.ends 6:table.not_a_day");
}

}  // namespace
}  // namespace firebreak::imports
