// Real outbreaks through the command line, as docs/validation.md says: import, chain, contacts.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "base/instant.h"
#include "fronts/cli/run.h"
#include "platform/io/clock.h"

namespace firebreak::cli {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

class CommandLine : public testing::Test {
 protected:
  CommandLine() {
    std::string name = (fs::temp_directory_path() / "firebreak_cli_XXXXXX").string();
    EXPECT_NE(::mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  ~CommandLine() override {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }

  // Runs `firebreak --data CITY words...` in this process; what it printed is in printed_.
  int firebreak(std::vector<std::string> words) {
    words.insert(words.begin(), {"firebreak", "--data", folder_ + "/city", "--quiet"});
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    const int code = run(static_cast<int>(arguments.size()), arguments.data());
    std::fflush(stdout);
    printed_ = testing::internal::GetCapturedStdout();
    complained_ = testing::internal::GetCapturedStderr();
    return code;
  }
  json::object json_of(std::vector<std::string> words) {
    words.insert(words.begin(), {"--format", "json"});
    EXPECT_EQ(firebreak(words), 0) << complained_;
    boost::system::error_code error;
    const json::value value = json::parse(printed_, error);
    EXPECT_TRUE(value.is_object()) << printed_;
    return value.is_object() ? value.get_object() : json::object{};
  }
  std::int64_t number(const json::object& object, std::string_view key) const {
    return object.contains(key) ? object.at(key).to_number<std::int64_t>() : -1;
  }
  static std::string outbreak(const std::string& name) {
    return std::string(FIREBREAK_SOURCE_DIR) + "/data/outbreaks/" + name;
  }
  std::string file(const std::string& name, const std::string& bytes) const {
    std::ofstream(folder_ + "/" + name, std::ios::binary) << bytes;
    return folder_ + "/" + name;
  }
  std::vector<std::int64_t> generations(const json::object& chain) const {
    std::vector<std::int64_t> cases;
    for (const json::value& generation : chain.at("generations").as_array()) {
      cases.push_back(number(generation.as_object(), "cases"));
    }
    return cases;
  }

  std::string folder_;
  std::string printed_;
  std::string complained_;
};

TEST_F(CommandLine, TellsTheChainsOfMersInKorea2015) {
  ASSERT_EQ(firebreak({"init"}), 0) << complained_;
  const std::string list = outbreak("mers-korea-2015/linelist.csv");
  EXPECT_EQ(number(json_of({"import", "cases", list, "--dry-run"}), "created"), 162);
  EXPECT_EQ(number(json_of({"import", "cases", list}), "created"), 162);
  EXPECT_EQ(
      number(json_of({"import", "links", outbreak("mers-korea-2015/contacts.csv")}), "created"),
      98);
  const json::object chain = json_of({"chain", "--limit", "3"});
  EXPECT_EQ(number(chain, "cases"), 162);
  EXPECT_EQ(number(chain, "links"), 98);
  EXPECT_EQ(number(chain, "chains"), 2);
  EXPECT_EQ(number(chain, "isolated"), 65);
  EXPECT_EQ(number(chain, "unknown_sources"), 67);
  EXPECT_EQ(number(chain, "several_sources"), 2);
  EXPECT_EQ(generations(chain), (std::vector<std::int64_t>{2, 28, 64, 3}));
  const json::object& most = chain.at("items").as_array().at(0).as_object();
  EXPECT_EQ(most.at("label"), "SK_14");
  EXPECT_EQ(number(most, "secondary_cases"), 37);
  EXPECT_EQ(most.at("source_label"), "SK_1");
  EXPECT_EQ(number(chain.at("items").as_array().at(1).as_object(), "secondary_cases"), 26);
  EXPECT_EQ(number(chain.at("items").as_array().at(2).as_object(), "secondary_cases"), 20);
  EXPECT_EQ(firebreak({"chain"}), 0);
  EXPECT_NE(printed_.find("SK_16"), std::string::npos);
}

TEST_F(CommandLine, TellsTheChainsOfMeaslesInHagelloch1861) {
  ASSERT_EQ(firebreak({"init"}), 0) << complained_;
  const json::object imported =
      json_of({"import", "cases", outbreak("measles-hagelloch-1861/linelist.csv")});
  EXPECT_EQ(number(imported, "created"), 188);
  EXPECT_EQ(number(imported.at("notes").as_object(), "links_recorded"), 184);
  const json::object chain = json_of({"chain", "--limit", "1"});
  EXPECT_EQ(number(chain, "unknown_sources"), 4);
  EXPECT_EQ(generations(chain).size(), 6U);
  EXPECT_EQ(chain.at("items").as_array().at(0).at("label"), "45");
  EXPECT_EQ(number(chain.at("items").as_array().at(0).as_object(), "secondary_cases"), 30);
}

// 271 shared 245 minutes with 153, and more than a quarter of an hour with three others, over the
// twelve days of the study.
TEST_F(CommandLine, FindsTheContactsOfACaseInARealOffice) {
  ASSERT_EQ(firebreak({"init", "--pack",
                       std::string(FIREBREAK_SOURCE_DIR) + "/policies/covid19_edition_9.toml"}),
            0)
      << complained_;
  const Day first_day = day_of(io::RealClock().now()) - 20;
  EXPECT_EQ(
      number(json_of({"import", "departments", outbreak("workplace-contacts-2013/departments.csv"),
                      "--city", "Office 2013"}),
             "created"),
      92);
  const json::object imported =
      json_of({"import", "contact-pairs", outbreak("workplace-contacts-2013/contacts.csv"),
               "--first-day", to_text(first_day)});
  EXPECT_EQ(number(imported, "created"), 9827);
  EXPECT_EQ(number(imported.at("notes").as_object(), "pairs"), 755);
  const std::string cases =
      file("case.csv", "id,person,onset\nC1,271," + to_text(first_day + 2) + "\n");
  ASSERT_EQ(firebreak({"import", "cases", cases}), 0) << complained_;
  ASSERT_EQ(firebreak({"--format", "json", "contacts", "0", "--search"}), 0) << complained_;
  std::vector<std::pair<std::int64_t, std::string>> contacts;
  const json::value rows = json::parse(printed_);
  for (const json::value& row : rows.as_array()) {
    const json::object& contact = row.as_object();
    if (number(contact, "degree") != 1) continue;
    contacts.emplace_back(number(contact, "minutes"), std::string(contact.at("class").as_string()));
  }
  std::ranges::sort(contacts, std::greater());
  EXPECT_EQ(contacts, (std::vector<std::pair<std::int64_t, std::string>>{{245, "close_contact"},
                                                                         {38, "casual_contact"},
                                                                         {32, "casual_contact"},
                                                                         {16, "casual_contact"}}));
}

TEST_F(CommandLine, ImportsARegisterAndGivesBackWhatWasRejected) {
  ASSERT_EQ(firebreak({"init"}), 0) << complained_;
  const std::string units = std::string(FIREBREAK_SOURCE_DIR) + "/data/wuxi/communities.csv";
  EXPECT_EQ(firebreak({"import", "units", units}), 1);
  EXPECT_NE(complained_.find("import.city_missing"), std::string::npos);
  EXPECT_EQ(number(json_of({"import", "units", units, "--city", "无锡市"}), "created"), 1254);
  const std::string people = file(
      "people.csv",
      "姓名,出生日期,社区代码,室\n虚构甲,1980-01-01,320205001001,1\n虚构乙,1980-01-01,320299,2\n");
  const std::string rejected = folder_ + "/rejected.csv";
  EXPECT_EQ(firebreak({"import", "register", people, "--rejected", rejected}), 3);
  EXPECT_NE(complained_.find("line 3:"), std::string::npos);
  std::ifstream kept(rejected, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(kept), {}};
  ASSERT_NE(bytes.find("320299"), std::string::npos);
  bytes.replace(bytes.find("320299"), 6, "320205001002");
  EXPECT_EQ(firebreak({"import", "register", file("mended.csv", bytes)}), 0) << complained_;
  EXPECT_EQ(firebreak({"verify"}), 0) << complained_;
  EXPECT_EQ(firebreak({"import", "register", folder_ + "/none.csv"}), 2);
}

}  // namespace
}  // namespace firebreak::cli
