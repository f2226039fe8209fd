// Properties of register imports over random files with faults.
#include <set>

#include "base/random.h"
#include "engine/imports/testing_city.h"

namespace firebreak::imports {
namespace {

struct RandomFile {
  std::string bytes;
  std::set<std::string> secrets;  // Every name, number and phone in it.
};

class RegisterProperties : public TestingCity {
 protected:
  std::string random_row(Random& random, RandomFile& file) {
    const int who = static_cast<int>(random.below(120));
    const auto year = std::to_string(1950 + who % 60);
    std::string name = "虚构" + std::to_string(100'000 + who);
    std::string number = resident_number(year + "0314", who);
    std::string phone = "1390000" + std::to_string(1000 + who);
    file.secrets.insert({name, number, phone});
    if (random.chance(0.2)) number.clear();
    if (random.chance(0.05)) number += "9";
    if (random.chance(0.05)) name.clear();
    if (random.chance(0.05)) phone = "12";
    const std::string birth = random.chance(0.9) ? year + "-03-14" : "";
    const char* neighbourhoods[] = {"990101001", "990101002", "990102001", "990201001",
                                    "990999999"};
    const std::string presence = random.chance(0.3) ? "居住登记" : "";
    const std::string floor = random.chance(0.05) ? "顶层" : "3";
    return name + "," + number + "," + phone + "," + birth + "," +
           neighbourhoods[random.below(random.chance(0.1) ? 5 : 4)] + ",小区" +
           std::to_string(random.below(3)) + ",门" + std::to_string(random.below(20)) + "," +
           floor + "," + presence + (random.chance(0.03) ? ",多\n" : "\n");
  }
  RandomFile random_file(Random& random) {
    RandomFile file{.bytes = "姓名,身份证号,手机号,出生日期,社区代码,小区,室,楼层,登记类型\n"};
    const auto rows = random.between(0, 60);
    for (int i = 0; i < rows; ++i) file.bytes += random_row(random, file);
    return file;
  }
};

TEST_F(RegisterProperties, HoldForRandomFilesWithFaults) {
  import_invented_units();
  Random random(11);
  std::set<std::string> secrets;
  std::uint64_t created = 0;
  std::uint64_t rows = 0;
  for (int round = 0; round < 25; ++round) {
    const RandomFile file = random_file(random);
    secrets.insert(file.secrets.begin(), file.secrets.end());
    const std::string before = hash();
    const ImportOutcome dry = imported(ImportedTable::people, file.bytes, {.dry_run = true});
    ASSERT_EQ(hash(), before);
    const ImportOutcome real = imported(ImportedTable::people, file.bytes);
    ASSERT_EQ(counts(real), counts(dry)) << file.bytes;
    ASSERT_EQ(codes(real), codes(dry));
    ASSERT_EQ(real.rejected_csv, dry.rejected_csv);
    created += real.created;
    rows += real.rows_read;
    ASSERT_EQ(people(), created);
    // Whoever was taken is known by document the second time: nobody is made twice.
    const ImportOutcome again = imported(ImportedTable::people, file.bytes);
    ASSERT_EQ(again.rows_read, real.rows_read);
    ASSERT_EQ(again.created, 0U);
  }
  EXPECT_GT(rows, 400U);
  EXPECT_GT(created, 60U);
  const std::string bytes = journal_bytes();
  EXPECT_NE(bytes.find("小区1"), std::string::npos);  // The scan does find what is there.
  for (const std::string& secret : secrets) {
    ASSERT_EQ(bytes.find(secret), std::string::npos) << secret;
  }
  core::State replayed;
  ASSERT_TRUE(service::replay(log_, replayed, log_.head().position).has_value());
  EXPECT_EQ(replayed.hash(), hash());
}

}  // namespace
}  // namespace firebreak::imports
