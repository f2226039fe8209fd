// Measured contacts of a real office: what contact search finds is what the file says.
#include "engine/imports/contact_pairs_import.h"

#include <map>
#include <sstream>

#include "domain/policy/pack_reader.h"
#include "domain/policy/requests.h"
#include "engine/imports/meetings.h"
#include "engine/imports/testing_city.h"

namespace firebreak::imports {
namespace {

constexpr std::string_view kOffice = "/data/outbreaks/workplace-contacts-2013/";
constexpr Day kFirstDay{19'068};  // 2022-03-17

std::string file_of_office(const std::string& name) {
  return vault::read_bytes(std::string(FIREBREAK_SOURCE_DIR) + std::string(kOffice) + name);
}

struct FileRow {
  std::int64_t t;
  int i;
  int j;
};

std::vector<FileRow> contact_rows() {
  std::istringstream lines(file_of_office("contacts.csv"));
  std::string line;
  std::getline(lines, line);
  std::vector<FileRow> rows;
  while (std::getline(lines, line)) {
    for (char& c : line) c = c == ',' ? ' ' : c;
    std::istringstream fields(line);
    FileRow row{};
    fields >> row.t >> row.i >> row.j;
    rows.push_back(row);
  }
  return rows;
}

class ContactPairsImport : public TestingCity {
 protected:
  void import_departments() {
    EXPECT_EQ(counts(imported(ImportedTable::departments, file_of_office("departments.csv"),
                              {.city_name = "Office 2013"})),
              "92 0 0 0");
  }
  PersonId labelled(int label) {
    return vault_->find_by_document(vault::DocumentKind::other, std::to_string(label))
        .value()
        .at(0);
  }
  void adopt_pack() {
    const std::string path = std::string(FIREBREAK_SOURCE_DIR) + "/policies/covid19_edition_9.toml";
    const auto adopted =
        service_->call({.request = policy::AdoptPack{.toml = vault::read_bytes(path)}});
    ASSERT_TRUE(adopted.has_value()) << adopted.error().code;
  }
};

TEST_F(ContactPairsImport, FindsWhomACaseMetAndForHowLong) {
  import_departments();
  const ImportOptions options{.first_day = kFirstDay};
  const std::string bytes = file_of_office("contacts.csv");
  const ImportOutcome dry =
      imported(ImportedTable::contact_pairs, bytes, {.dry_run = true, .first_day = kFirstDay});
  const ImportOutcome outcome = imported(ImportedTable::contact_pairs, bytes, options);
  EXPECT_EQ(counts(outcome), "9827 0 0 0");
  EXPECT_EQ(counts(dry), counts(outcome));
  EXPECT_EQ(dry.notes, outcome.notes);
  EXPECT_EQ(outcome.notes.at("pairs"), 755U);
  adopt_pack();
  // A case of person 271, who fell ill on the third day.
  const Day onset = kFirstDay + 2;
  const auto opened =
      imported(ImportedTable::cases, "id,person,onset\nC1,271," + to_text(onset) + "\n");
  EXPECT_EQ(counts(opened), "1 0 0 0");
  ASSERT_TRUE(
      service_->call({.request = tracing::Request(tracing::ListContacts{.case_id = CaseId{0}})})
          .has_value());
  // The slow way: 20 seconds for every line of the file within the window.
  const auto list =
      read([](const core::State& state) { return *state.tracing.contacts(CaseId{0}); });
  std::map<std::uint32_t, std::uint32_t> seconds;
  for (const FileRow& row : contact_rows()) {
    if (row.i != 271 && row.j != 271) continue;
    const Instant until = start_of(kFirstDay) + Duration::seconds(row.t);
    if (until <= list.window_from || until > list.window_until) continue;
    seconds[labelled(row.i == 271 ? row.j : row.i).value] += 20;
  }
  std::map<std::uint32_t, std::uint32_t> expected;
  for (const auto& [person, sum] : seconds) {
    if (sum >= 15 * 60) expected[person] = sum / 60;  // The shortest of the pack's rules.
  }
  std::map<std::uint32_t, std::uint32_t> found;
  for (const tracing::Contact& contact : list.contacts) {
    if (contact.degree == 1) found[contact.person.value] = contact.minutes;
  }
  EXPECT_EQ(found, expected);
  EXPECT_EQ(expected.size(), 4U);
}

TEST_F(ContactPairsImport, TakesTheSameFileTwice) {
  import_departments();
  const std::string rows = "t,i,j\n28820,492,938\n28840,938,492\n28860,492,938\n28920,492,938\n";
  const ImportOutcome first =
      imported(ImportedTable::contact_pairs, rows, {.first_day = kFirstDay});
  EXPECT_EQ(counts(first), "4 0 0 0");
  EXPECT_EQ(first.notes.at("meetings"), 2U);
  EXPECT_EQ(counts(imported(ImportedTable::contact_pairs, rows, {.first_day = kFirstDay})),
            "0 4 0 0");
  EXPECT_EQ(read([](const core::State& state) { return state.tracing.stays().size(); }), 4U);
  EXPECT_EQ(counts(imported(ImportedTable::departments, file_of_office("departments.csv"))),
            "0 92 0 0");
}

TEST_F(ContactPairsImport, RejectsWhatCannotBe) {
  import_departments();
  const ImportOutcome outcome = imported(ImportedTable::contact_pairs,
                                         "t,i,j\n28820,492,492\n28820,492,1\nnoon,492,938\n"
                                         "0,492,938\n28820,492,938\n28820,938,492\n",
                                         {.first_day = kFirstDay});
  EXPECT_EQ(codes(outcome),
            "2:row.same_person 3:row.person_unknown 4:table.not_whole 5:row.second "
            "7:row.repeated");
  EXPECT_EQ(counts(outcome), "1 0 0 5");
  EXPECT_EQ(import(ImportedTable::contact_pairs, "t,i,j\n").error().code,
            "import.first_day_missing");
  EXPECT_EQ(codes(imported(ImportedTable::departments, "i,department\n1,\n,A\n2,A\n2,B\n")),
            "2:row.department_missing 3:row.label_missing 5:row.repeated");
}

TEST(Meetings, JoinsReadingsThatFollowWithoutAGap) {
  const PersonId a{1};
  const PersonId b{2};
  const PersonId c{3};
  const auto meetings = meetings_of(
      {{a, b, 60, 0}, {a, b, 20, 1}, {a, c, 40, 2}, {a, b, 40, 3}, {a, b, 100, 4}, {a, b, 100, 5}});
  ASSERT_EQ(meetings.size(), 3U);
  EXPECT_EQ(meetings[0].from_second, 0);
  EXPECT_EQ(meetings[0].until_second, 60);
  EXPECT_EQ(meetings[0].rows, (std::vector<std::uint32_t>{1, 3, 0}));
  EXPECT_EQ(meetings[1].from_second, 80);
  EXPECT_EQ(meetings[1].rows.size(), 2U);
  EXPECT_EQ(meetings[2].high, c);
}

}  // namespace
}  // namespace firebreak::imports
