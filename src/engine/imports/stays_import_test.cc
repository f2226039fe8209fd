#include "engine/imports/stays_import.h"

#include "engine/imports/testing_city.h"

namespace firebreak::imports {
namespace {

TEST_F(TestingCity, StaysImportAccountsForEachRow) {
  import_invented_units();
  const std::string number = resident_number("19800517", 12);
  imported(ImportedTable::people, "姓名,身份证号,社区代码\n测试安," + number + ",990102001\n");
  imported(ImportedTable::places,
           "名称,类型,社区代码\n虚构茶馆,餐厅,990102001\n虚构书店,商店,990102001\n"
           "虚构书店,商店,990101001\n");
  const std::string header = "证件号码,场所,场所编号,进入时间,离开时间\n";
  const std::string good = number + ",虚构茶馆,,2022-03-29 10:00,2022-03-29 10:40\n";
  const ImportOutcome outcome = imported(
      ImportedTable::stays,
      header + good + number + ",,1,2022-03-29 11:00,2022-03-29 11:10\n" + good +  // 4
          number + ",虚构书店,,2022-03-29 12:00,2022-03-29 12:10\n" +              // 5: two of them
          number + ",虚构茶馆,,2022-03-29 12:10,2022-03-29 12:00\n" +              // 6
          resident_number("19800517", 14) + ",虚构茶馆,,2022-03-29,2022-03-29 12:00\n" +  // 7
          ",虚构茶馆,,2022-03-29 12:00,2022-03-29 12:10\n" +                              // 8
          number + ",,99,2022-03-29 12:00,2022-03-29 12:10\n" +                           // 9
          number + ",虚构茶馆,,昨天,2022-03-29 12:10\n");                                 // 10
  EXPECT_EQ(counts(outcome), "2 0 0 7");
  EXPECT_EQ(codes(outcome),
            "4:row.repeated 5:row.place_unknown 6:stay.duration 7:row.person_unknown "
            "8:row.person_missing 9:place.unknown 10:table.not_a_time");
  EXPECT_EQ(counts(imported(ImportedTable::stays, header + good)), "0 1 0 0");
  EXPECT_EQ(read([](const core::State& state) { return state.tracing.stays().size(); }), 2U);
}

}  // namespace
}  // namespace firebreak::imports
