// What becomes of each kind of row of a register file.
#include "engine/imports/register_import.h"

#include "domain/registry/requests.h"
#include "engine/imports/testing_city.h"
#include "platform/journal/faulty_log.h"
#include "platform/tables/text_encoding.h"
#include "platform/tables/xlsx_writer.h"

namespace firebreak::imports {
namespace {

constexpr auto kPeople = ImportedTable::people;
constexpr std::string_view kHeader =
    "姓名,证件类型,身份证号,手机号,性别,出生日期,区,街道,社区,小区,楼栋,单元,室,楼层,登记类型\n";

class RegisterImport : public TestingCity {
 protected:
  RegisterImport() { import_invented_units(); }

  ImportOutcome take(const std::string& rows, ImportOptions options = {}) {
    return imported(kPeople, std::string(kHeader) + rows, std::move(options));
  }
};

// One row of an .xlsx, as bytes.
std::string workbook() {
  const vault::TestingFolder folder;
  const std::string path = folder.file("people.xlsx");
  auto writer = tables::XlsxWriter::create(path, {{"姓名"}, {"身份证号"}, {"区"}, {"社区"}, {"室"}},
                                           {.created_at = TestingCity::kNow});
  const std::string number = resident_number("20050607", 8);
  const std::string_view row[] = {"测试表", number, "乙区", "春申社区", "8"};
  EXPECT_TRUE((*writer)->write_row(row).has_value());
  EXPECT_TRUE((*writer)->finish().has_value());
  return vault::read_bytes(path);
}

const std::string kAnn = resident_number("19800517", 12);
const std::string kBen = resident_number("19911203", 7);

std::string full_row(const std::string& name, const std::string& number) {
  return name + ",," + number +
         ",13800000001,,,甲区,虚江街道,春申社区居委会,南园,3幢,2单元,401室,4,\n";
}

TEST_F(RegisterImport, RegistersAPersonBehindADoorThatItMakes) {
  const ImportOutcome outcome = take(full_row("测试安", kAnn) + full_row("测试本", kBen));
  EXPECT_EQ(counts(outcome), "2 0 0 0");
  EXPECT_EQ(outcome.notes.at("units_created"), 4U);
  EXPECT_TRUE(outcome.rejected_csv.empty());
  const PersonId ann = person_of(kAnn);
  EXPECT_EQ(home_of(ann), "甲区/虚江街道/春申社区居委会/南园/3幢/2单元/401室");
  EXPECT_EQ(row_of(ann).birth_day, *make_day(1980, 5, 17));
  EXPECT_EQ(row_of(ann).sex, registry::Sex::female);  // 12 is even.
  EXPECT_EQ(row_of(ann).presence, 1);
  EXPECT_FALSE(row_of(ann).provisional);
  EXPECT_EQ(row_of(person_of(kBen)).household, row_of(ann).household);
  EXPECT_EQ(read([&](const core::State& state) {
              return state.registry.units().floor(state.registry.people().household(ann));
            }),
            4);
  const auto accounts = read([](const core::State& state) { return state.registry.imports(); });
  EXPECT_EQ(accounts.back().created, 2U);
  EXPECT_EQ(accounts.back().file_hash.size(), 64U);
}

TEST_F(RegisterImport, DryRunCountsTheSameAndChangesNothing) {
  const std::string rows = full_row("测试安", kAnn) + full_row("测试本", kAnn) +
                           "测试丙,,,,男,1990-01-01,甲区,虚江街道,没有社区,,,,,,\n" +
                           "测试丁,,,,男,1990-01-01,,,秋实村,,,,,,\n";
  const std::string before = hash();
  const ImportOutcome dry = take(rows, {.dry_run = true});
  EXPECT_EQ(hash(), before);
  EXPECT_EQ(dry.position, 0U);
  EXPECT_TRUE(vault_->find_by_name("测试安").value().empty());
  const ImportOutcome real = take(rows);
  EXPECT_EQ(counts(dry), "2 0 0 2");
  EXPECT_EQ(counts(real), counts(dry));
  EXPECT_EQ(codes(real), codes(dry));
  EXPECT_EQ(real.rejected_csv, dry.rejected_csv);
  EXPECT_EQ(real.notes, dry.notes);
  EXPECT_NE(hash(), before);
  EXPECT_GT(real.position, 0U);
}

TEST_F(RegisterImport, ReadsAllEncodingsWorkbooksAndEnglishHeaders) {
  const std::string bom = "\xEF\xBB\xBF" + std::string(kHeader) + full_row("测试安", kAnn);
  EXPECT_EQ(counts(imported(kPeople, bom)), "1 0 0 0");
  std::string gb;
  tables::encode_text(std::string(kHeader) + full_row("测试安", kAnn) + full_row("测试本", kBen),
                      tables::TextEncoding::gb18030, gb);
  EXPECT_EQ(counts(imported(kPeople, gb)), "1 1 0 0");
  EXPECT_EQ(vault_->find_by_name("测试本").value().size(), 1U);
  const std::string english = "full name,identity number,community_code,room\nAda Invented," +
                              resident_number("20010203", 5) + ",990102001,7\n";
  EXPECT_EQ(counts(imported(kPeople, english)), "1 0 0 0");
  EXPECT_EQ(counts(imported(kPeople, workbook())), "1 0 0 0");
  EXPECT_EQ(home_of(person_of(resident_number("20050607", 8))), "乙区/云桥街道/春申社区居委会/8");
}

TEST_F(RegisterImport, RejectsWhatIsWrongWithItsLineAndReason) {
  std::string wrong = kAnn;
  wrong.back() = wrong.back() == '1' ? '2' : '1';
  const std::string place = ",甲区,虚江街道,春申社区居委会,,,,,,\n";
  const ImportOutcome outcome =
      take(",,,,,1990-01-01" + place +                              // 2
           "测试甲,," + wrong + ",,," + place +                     // 3
           "测试乙,狗证,1234,,," + place +                          // 4
           "测试丙,,,,," + place +                                  // 5: no birth date
           "测试丁,," + kAnn + ",,男," + place +                    // 6: the number says female
           "测试戊,," + kAnn + ",,,1990-01-01" + place +            // 7
           "测试己,,,12,,1990-01-01" + place +                      // 8: phone
           "测试庚,,,,外星,1990-01-01" + place +                    // 9
           "测试辛,,,,,1990-13-01" + place +                        // 10
           "测试壬,,,,,1890-01-01" + place +                        // 11
           "测试癸,,,,,1990-01-01,甲区,虚江街道,,,,,,,\n" +         // 12
           "测试子,,,,,1990-01-01,,,春申社区,,,,,,\n" +             // 13: in two districts
           "测试丑,,,,,1990-01-01,甲区,,春申社区,,,,1室,地下,\n" +  // 14
           "测试寅,,,,,1990-01-01,甲区,,春申社区,,,,,,来过\n" +     // 15
           "测试卯,,,,,1990-01-01,甲区\n");                         // 16
  EXPECT_EQ(codes(outcome),
            "2:row.name_missing 3:document.check_digit 4:document.kind_unknown "
            "5:row.birth_missing 6:row.sex_differs 7:row.birth_differs 8:phone.shape 9:row.sex "
            "10:table.not_a_day 11:person.birth_day 12:row.address_missing "
            "13:row.neighbourhood_ambiguous 14:row.floor 15:row.presence 16:table.too_few_cells");
  EXPECT_EQ(counts(outcome), "0 0 0 15");
  EXPECT_EQ(people(), 0U);
}

TEST_F(RegisterImport, UpdatesAKnownPersonAndTakesNothingAway) {
  take(full_row("测试安", kAnn));
  const PersonId ann = person_of(kAnn);
  take("测试安,," + kAnn + ",,,,,,秋实村,,老屋,,,,居住登记\n");
  EXPECT_EQ(home_of(ann), "甲区/远山镇/秋实村委会/老屋");
  EXPECT_EQ(row_of(ann).presence, 3);
  const UnitId old_house = row_of(ann).household;
  // A row that knows the neighbourhood only does not take her out of her house in it.
  const ImportOutcome again = take("测试安,," + kAnn + ",,,,,,秋实村,,,,,,扫码\n");
  EXPECT_EQ(counts(again), "0 1 0 0");
  EXPECT_EQ(row_of(ann).household, old_house);
  EXPECT_EQ(row_of(ann).presence, 11);
  EXPECT_EQ(people(), 1U);
  const auto reading =
      vault_->read(ann, vault::Fields::all(), {kNow, "tester", "the phone is still there"});
  EXPECT_EQ(reading->phone.text, "13800000001");
}

TEST_F(RegisterImport, KnowsANumberOfFifteenDigits) {
  const std::string old_number = "990101" + kAnn.substr(8, 9);
  ASSERT_EQ(old_number.size(), 15U);
  EXPECT_EQ(counts(take(full_row("测试安", old_number))), "1 0 0 0");
  EXPECT_EQ(counts(take(full_row("测试安", kAnn))), "0 1 0 0");
  const ImportOutcome both = take(full_row("测试安", kAnn) + full_row("测试安", old_number));
  EXPECT_EQ(codes(both), "3:row.repeated");
}

TEST_F(RegisterImport, HoldsAPossibleDuplicateUntilAPersonDecides) {
  const std::string plain = "测试安,,,,女,1980-05-17,,,秋实村,,,,,,";
  take(full_row("测试安", kAnn));
  const ImportOutcome held = take(plain + "\n" + "测试安,,,,女,1980-05-18,,,秋实村,,,,,,\n");
  EXPECT_EQ(counts(held), "1 0 1 0");
  EXPECT_EQ(codes(held), "2:row.possible_duplicate");
  const std::string header = std::string(kHeader.substr(0, kHeader.size() - 1)) + ",处理\n";
  EXPECT_EQ(counts(imported(kPeople, header + plain + ",同一人\n")), "0 1 0 0");
  EXPECT_EQ(home_of(person_of(kAnn)), "甲区/远山镇/秋实村委会");  // Document and all still hers.
  EXPECT_EQ(counts(imported(kPeople, header + plain + ",另一人\n")), "1 0 0 0");
  EXPECT_EQ(counts(imported(kPeople, header + plain + ",也许\n")), "0 0 0 1");
  EXPECT_EQ(people(), 3U);
}

TEST_F(RegisterImport, HoldsTwoRowsWithoutDocumentOfOneFile) {
  const std::string row = "测试安,,,,女,1980-05-17,,,秋实村,,,,,,\n";
  const ImportOutcome outcome = take(row + row);
  EXPECT_EQ(counts(outcome), "1 0 1 0");
}

TEST_F(RegisterImport, AffiliatesToTheNearestWorkplaceOfThatName) {
  imported(ImportedTable::places,
           "名称,类型,社区代码\n虚构电子,企业,990101002\n虚构电子,企业,990201001\n虚构小学,学校,"
           "990102001\n");
  const std::string header = "姓名,身份证号,区,社区,工作单位\n";
  const ImportOutcome outcome =
      imported(kPeople, header + "测试安," + kAnn + ",甲区,春申社区,虚构电子\n测试本," + kBen +
                            ",乙区,春申社区,没有的厂\n测试丙," + resident_number("20120101", 3) +
                            ",乙区,春申社区,虚构小学\n");
  EXPECT_EQ(counts(outcome), "3 0 0 0");
  EXPECT_EQ(outcome.notes.at("workplace_unknown"), 1U);
  EXPECT_EQ(row_of(person_of(kAnn)).affiliation, PlaceId{0});
  EXPECT_FALSE(row_of(person_of(kBen)).affiliation.known());
  EXPECT_EQ(row_of(person_of(resident_number("20120101", 3))).affiliation, PlaceId{2});
}

TEST_F(RegisterImport, GivesBackWhatItRejectedToBeMendedAndImportedAgain) {
  const auto words = [](const Refusal& refusal) { return "原因:" + refusal.code; };
  const ImportOutcome first =
      take("测试安,," + kAnn + ",+8613800000001,,,甲区,虚江街道,春深社区,南园,=1+1,,401室,4,\n" +
               full_row("测试本", kBen),
           {.words = words});
  EXPECT_EQ(counts(first), "1 0 0 1");
  std::string csv = first.rejected_csv;
  EXPECT_NE(csv.find("原因 reason"), std::string::npos);
  EXPECT_NE(csv.find("原因:row.neighbourhood_unknown"), std::string::npos);
  EXPECT_EQ(csv.find("测试本"), std::string::npos);
  EXPECT_NE(csv.find("'=1+1"), std::string::npos);  // Never run as a formula.
  csv.replace(csv.find("春深"), std::string_view("春深").size(), "春申");
  const ImportOutcome second = imported(kPeople, csv, {.words = words});
  EXPECT_EQ(counts(second), "1 0 0 0");
  EXPECT_EQ(home_of(person_of(kAnn)), "甲区/虚江街道/春申社区居委会/南园/=1+1/401室");
}

TEST_F(RegisterImport, RejectsAUnitNameOfAnotherLevel) {
  take("测试安,," + kAnn + ",,,,,,秋实村,,1,,,,\n");
  EXPECT_EQ(codes(take("测试本,," + kBen + ",,,,,,秋实村,,,,1,,\n")), "2:row.unit_level_differs");
}

TEST_F(RegisterImport, RefusesAFileAsAWhole) {
  EXPECT_EQ(import(kPeople, "").error().code, "table.empty");
  EXPECT_EQ(import(kPeople, "地址\n1\n").error().code, "table.missing_column");
  EXPECT_EQ(counts(imported(kPeople, "姓名\n")), "0 0 0 0");
}

TEST_F(RegisterImport, TakesUpPeopleWhomOnlyTheVaultKnows) {
  const vault::PersonRecord orphan{.subject = vault_->reserve(1).value(),
                                   .name = "测试安",
                                   .document_kind = vault::DocumentKind::resident_identity_card,
                                   .document_number = kAnn};
  ASSERT_TRUE(vault_->put_many(std::span(&orphan, 1), Day{19'000}).has_value());
  const std::string rows = full_row("测试安", kAnn);
  EXPECT_EQ(counts(take(rows, {.dry_run = true})), "1 0 0 0");
  EXPECT_EQ(counts(take(rows)), "1 0 0 0");
  EXPECT_EQ(person_of(kAnn), orphan.subject);
  EXPECT_EQ(people(), 1U);
}

// Killed at any append, imported again: everybody is on the register once.
TEST_F(RegisterImport, CanBeRepeatedAfterItWasKilled) {
  std::string rows;
  for (int i = 0; i < 40; ++i) {
    rows += full_row("测试" + std::to_string(i), resident_number("19700101", i));
  }
  for (std::uint64_t seed = 0; seed < 6; ++seed) {
    journal::FaultyLog faulty(log_, {.seed = seed, .failure_chance = 0.5});
    start(faulty);
    const auto outcome = import(kPeople, std::string(kHeader) + rows);
    if (!outcome) {
      EXPECT_EQ(outcome.error().code, "service.stopped");
    }
    start(log_);
  }
  const ImportOutcome last = take(rows);
  EXPECT_EQ(last.created + last.updated, 40U);
  EXPECT_EQ(people(), 40U);
  for (int i = 0; i < 40; ++i) person_of(resident_number("19700101", i));  // Exactly one each.
}

TEST_F(TestingCity, RegisterImportNeedsUnits) {
  EXPECT_EQ(import(kPeople, "姓名\n测试安\n").error().code, "import.no_units");
}

}  // namespace
}  // namespace firebreak::imports
