// Cases, contacts, zones, holds, duties and briefings over the API: what the answers say.
#include "fronts/api/city_fixture.h"

namespace firebreak::api {
namespace {

namespace json = boost::json;

class ResponseRoutes : public CityFixture {
 protected:
  void open_case() {
    open_round();
    for (const std::uint32_t person : {0U, 6U, 7U}) {
      posted("/tracing/stays",
             {{"items", json::array{json::object{{"person", person},
                                                 {"place", 0},
                                                 {"from", "2022-03-30T10:00:00+08:00"},
                                                 {"until", "2022-03-30T11:00:00+08:00"}}}}});
    }
    const json::object answer = posted("/tracing/cases", {{"person", 0},
                                                          {"classification", "confirmed"},
                                                          {"origin", "imported"},
                                                          {"found_how", "contact"},
                                                          {"onset", "2022-03-29"}});
    EXPECT_EQ(answer.at("id"), 0);
  }
  std::int64_t number(const json::value& value) { return value.to_number<std::int64_t>(); }
};

TEST_F(ResponseRoutes, ACaseIsAnsweredAsItWasOpened) {
  open_case();
  const json::object one = got("/tracing/cases/0").at("case").as_object();
  EXPECT_EQ(one.at("label"), "病例 1");
  EXPECT_EQ(one.at("person"), 0);
  EXPECT_EQ(one.at("origin"), "imported");
  EXPECT_EQ(one.at("found_how"), "contact");
  EXPECT_EQ(one.at("onset"), "2022-03-29");
  EXPECT_EQ(one.at("infectious_period").at("last"), "2022-03-30");
  EXPECT_EQ(one.at("held"), true);
  EXPECT_EQ(one.at("path").as_array().front().at("level"), "city");
  EXPECT_EQ(one.at("path").as_array().back().at("id"), 9);
  EXPECT_EQ(got("/tracing/cases?unit=2").at("items").as_array().size(), 1U);
  EXPECT_EQ(got("/tracing/cases?unit=3").at("items").as_array().size(), 0U);
  EXPECT_EQ(got("/tracing/cases?classification=suspected").at("items").as_array().size(), 0U);
  EXPECT_EQ(refused(get("/tracing/cases?classification=sure")), "request.word");
  EXPECT_EQ(refused(post("/tracing/cases", {{"person", 0}, {"classification", "confirmed"}})),
            "case.already_open");
  EXPECT_EQ(refused(post("/tracing/cases", {{"person", 99}, {"classification", "confirmed"}})),
            "person.unknown");
}

TEST_F(ResponseRoutes, ContactsComeWithTheirEvidence) {
  open_case();
  EXPECT_EQ(got("/tracing/cases/0/contacts").at("total"), 0);
  const json::object found = posted("/tracing/cases/0/contacts", {});
  EXPECT_EQ(found.at("cut"), false);
  ASSERT_FALSE(found.at("counts").as_array().empty());
  const json::object page = got("/tracing/cases/0/contacts");
  const json::array& items = page.at("items").as_array();
  EXPECT_EQ(page.at("total"), items.size());
  bool at_home = false;
  bool at_market = false;
  for (const json::value& item : items) {
    EXPECT_FALSE(item.at("rule_title").at("zh").as_string().empty());
    EXPECT_FALSE(item.at("class_title").at("en").as_string().empty());
    at_home = at_home || (item.at("person") == 1 && item.at("place").at("kind") == "household");
    at_market = at_market || (item.at("person") == 6 && item.at("place").at("name") == "东苑菜场");
  }
  EXPECT_TRUE(at_home);
  EXPECT_TRUE(at_market || items.size() == 1);  // Whether a market counts is the pack's.
  EXPECT_EQ(items.front().at("duty").at("state"), "open");
  EXPECT_EQ(refused(get("/tracing/cases/0/contacts?class=nobody")), "request.word");
}

TEST_F(ResponseRoutes, OneBadStayDoesNotSpoilTheOthers) {
  const json::object answer =
      posted("/tracing/stays",
             {{"items", json::array{json::object{{"person", 0},
                                                 {"place", 0},
                                                 {"from", "2022-03-30T10:00:00+08:00"},
                                                 {"until", "2022-03-30T11:00:00+08:00"}},
                                    json::object{{"person", 77},
                                                 {"place", 0},
                                                 {"from", "2022-03-30T10:00:00+08:00"},
                                                 {"until", "2022-03-30T11:00:00+08:00"}}}}});
  EXPECT_EQ(answer.at("accepted"), 1);
  ASSERT_EQ(answer.at("refused").as_array().size(), 1U);
  EXPECT_EQ(answer.at("refused").at(0).at("index"), 1);
  EXPECT_EQ(answer.at("refused").at(0).at("code"), "person.unknown");
}

TEST_F(ResponseRoutes, AZoneIsAdoptedChangedAndLifted) {
  open_case();
  const json::object zone{{"name", "东苑"},   {"level", "lockdown"}, {"units", {4, 6}},
                          {"reason", "病例"}, {"adopted_by", "甲"},  {"second_person", "乙"}};
  json::object alone = zone;
  alone.erase("second_person");
  EXPECT_EQ(refused(post("/zoning/zones", alone)), "zone.second_person");
  EXPECT_EQ(posted("/zoning/zones", zone).at("id"), 0);
  const json::object shown = got("/zoning/zones").at("items").at(0).as_object();
  EXPECT_EQ(shown.at("people"), 12);  // Building 6 lies in compound 4.
  EXPECT_EQ(shown.at("level"), "lockdown");
  EXPECT_EQ(shown.at("until"), nullptr);
  EXPECT_EQ(got("/zoning/zones?unit=3").at("items").as_array().size(), 0U);
  EXPECT_EQ(got("/zoning/zones?unit=9").at("items").as_array().size(), 1U);
  later(60);
  posted("/zoning/zones/0/level",
         {{"level", "precautionary"}, {"reason", "两轮阴性"}, {"adopted_by", "甲"}});
  EXPECT_EQ(got("/zoning/zones").at("items").at(0).at("level"), "precautionary");
  posted("/zoning/zones/0/lift", {{"reason", "期满"}, {"adopted_by", "甲"}});
  EXPECT_EQ(got("/zoning/zones").at("items").as_array().size(), 0U);
  EXPECT_EQ(got("/zoning/zones?lifted=true").at("items").as_array().size(), 1U);
  EXPECT_EQ(refused(post("/zoning/zones/0/lift", {{"reason", "期满"}, {"adopted_by", "甲"}})),
            "zone.lifted");
}

TEST_F(ResponseRoutes, ProposalsGrowFromTheSmallest) {
  EXPECT_TRUE(got("/zoning/proposals").at("items").as_array().empty());
  open_case();
  posted("/tracing/cases/0/contacts", {});
  const json::array items = got("/zoning/proposals?case=0").at("items").as_array();
  ASSERT_EQ(items.size(), 3U);
  EXPECT_EQ(items[0].at("width"), "tight");
  EXPECT_EQ(items[0].at("zones").at(0).at("units").at(0).at("id"), 6);
  EXPECT_EQ(items[0].at("people_restricted"), 6);
  EXPECT_EQ(items[1].at("people_restricted"), 12);
  EXPECT_EQ(items[0].at("reasons").at(0).at("zh"), "1号楼:病例 1 居住于此");
  EXPECT_EQ(refused(get("/zoning/proposals?case=5")), "case.unknown");
  EXPECT_EQ(refused(get("/zoning/proposals?case=0&round=0")), "zone.case_or_round");
}

TEST_F(ResponseRoutes, HeldPeopleAreListedNewestFirstByPages) {
  open_round();
  play_positive_tube("T-1");
  later(5);
  posted("/quarantine/holds", {{"person", 15}, {"reason", "other"}});
  const json::object all = got("/quarantine/held");
  EXPECT_EQ(all.at("total"), 4);
  EXPECT_EQ(all.at("items").at(0).at("person"), 15);
  EXPECT_EQ(all.at("items").at(3).at("tube"), "T-1");
  EXPECT_EQ(got("/quarantine/held?unit=2").at("total"), 3);
  std::vector<std::int64_t> people;
  std::string cursor;
  for (int page = 0; page < 4; ++page) {
    const json::object part = got("/quarantine/held?limit=1" + cursor);
    people.push_back(number(part.at("items").at(0).at("person")));
    if (part.at("next_cursor").is_null()) break;
    cursor = "&cursor=" + std::string(part.at("next_cursor").as_string());
  }
  EXPECT_EQ(people, (std::vector<std::int64_t>{15, 2, 1, 0}));
  posted("/quarantine/confirmations", {{"person", 0}});
  EXPECT_NE(got("/quarantine/held").at("items").at(3).at("confirmed_at"), nullptr);
  posted("/quarantine/releases", {{"person", 15}, {"reason", "核实有误"}});
  EXPECT_EQ(got("/quarantine/held").at("total"), 3);
  EXPECT_EQ(refused(post("/quarantine/releases", {{"person", 15}, {"reason", "又一次"}})),
            "person.not_held");
  EXPECT_EQ(refused(post("/quarantine/confirmations", {{"person", 15}})), "person.not_held");
}

TEST_F(ResponseRoutes, TheBoardHasEveryDutyOnceWhateverThePage) {
  open_round();
  play_positive_tube("T-1");
  later(45);  // The notifications are late.
  const json::object all = got("/duties");
  EXPECT_EQ(all.at("total"), 12);
  EXPECT_EQ(all.at("items").at(0).at("state"), "overdue");
  EXPECT_EQ(all.at("items").at(0).at("late_minutes"), 15);
  EXPECT_EQ(all.at("items").at(0).at("subject").at("tube"), "T-1");
  std::vector<std::int64_t> ids;
  std::string cursor;
  for (int page = 0; page < 20; ++page) {
    const json::object part = got("/duties?limit=5" + cursor);
    EXPECT_EQ(part.at("total"), 12);
    for (const json::value& item : part.at("items").as_array()) {
      ids.push_back(number(item.at("id")));
    }
    if (part.at("next_cursor").is_null()) break;
    cursor = "&cursor=" + std::string(part.at("next_cursor").as_string());
  }
  ASSERT_EQ(ids.size(), 12U);
  for (std::size_t i = 0; i < 12; ++i) {
    EXPECT_EQ(ids[i], number(all.at("items").at(i).at("id")));
  }
  posted("/duties/" + std::to_string(ids[0]) + "/completion", {{"evidence", "已通知"}});
  EXPECT_EQ(got("/duties").at("total"), 11);
  const json::object done = got("/duties?state=done").at("items").at(0).as_object();
  EXPECT_EQ(done.at("evidence"), "已通知");
  EXPECT_EQ(done.at("late_minutes"), 15);
  const json::object total = got("/duties/summary").at("total").as_object();
  EXPECT_EQ(total.at("overdue"), 2);
  EXPECT_EQ(total.at("done"), 1);
  EXPECT_EQ(refused(post("/duties/999/completion", {{"evidence", "?"}})), "duty.unknown");
  EXPECT_EQ(refused(get("/duties?cursor=r1")), "cursor.unknown");
}

TEST_F(ResponseRoutes, ABriefingTellsTheChangeSinceTheLastRollCall) {
  open_round();
  EXPECT_EQ(got("/briefing").at("last_roll_call"), nullptr);
  EXPECT_EQ(got("/briefing").at("city").at("change"), nullptr);
  posted("/briefing/roll-calls", {{"title", "20:00"}});
  play_positive_tube("T-1");
  later(45);
  posted("/briefing/roll-calls", {{"title", "23:30"}});
  posted("/quarantine/holds", {{"person", 15}, {"reason", "other"}});
  const json::object now = got("/briefing");
  EXPECT_EQ(now.at("last_roll_call").at("title"), "23:30");
  EXPECT_EQ(now.at("city").at("figures").at("held"), 4);
  EXPECT_EQ(now.at("city").at("change").at("held"), 1);
  EXPECT_EQ(now.at("districts").at(0).at("change").at("positive_tubes"), 0);
  EXPECT_EQ(now.at("city").at("change").at("round").at("sampled"), 0);
  EXPECT_EQ(number(now.at("late").at(0).at("late_minutes_max")), 15);
  // Read at the second roll call itself, it is compared with the first.
  const std::string position = std::to_string(number(now.at("last_roll_call").at("position")));
  const json::object then = got("/briefing?as_of=" + position);
  EXPECT_EQ(then.at("last_roll_call").at("title"), "20:00");
  EXPECT_EQ(then.at("city").at("change").at("held"), 3);
  EXPECT_EQ(then.at("city").at("change").at("round").at("sampled"), 3);
  // And by the clock, before anything was held.
  const json::object early = got("/briefing?at=2022-03-30T20:10:00%2B08:00");
  EXPECT_EQ(early.at("city").at("figures").at("held"), 0);
  EXPECT_EQ(early.at("at"), "2022-03-30T20:10:00+08:00");
  EXPECT_EQ(refused(get("/briefing?at=soon")), "request.time");
  EXPECT_EQ(refused(post("/briefing/roll-calls", {{"title", ""}})), "roll_call.label");
}

}  // namespace
}  // namespace firebreak::api
