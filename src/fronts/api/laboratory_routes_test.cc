#include "fronts/api/city_fixture.h"

namespace firebreak::api {
namespace {

namespace json = boost::json;

class LaboratoryRoutes : public CityFixture {
 protected:
  std::int64_t figure(const json::object& figures, const char* name) {
    return figures.at(name).as_int64();
  }
  json::object figures_of(const std::string& target) {
    return got(target).at("round").at("figures").as_object();
  }
  void expect_balance(const json::object& f) {
    EXPECT_EQ(figure(f, "registered"),
              figure(f, "sampled") + figure(f, "exempt") + figure(f, "missing"));
    EXPECT_EQ(figure(f, "sampled"), figure(f, "at_station") + figure(f, "in_transit") +
                                        figure(f, "in_laboratory") + figure(f, "resulted"));
  }
  json::object document_binding(const std::string& tube, const std::string& number) {
    return {{"round", 0},
            {"tube", tube},
            {"station", 0},
            {"document", {{"kind", "passport"}, {"number", number}}}};
  }
};

TEST_F(LaboratoryRoutes, NothingIsDecidedWithoutAPack) {
  EXPECT_EQ(refused(post("/laboratory/laboratories", {{"name", "试验检验所"}})), "pack.none");
}

TEST_F(LaboratoryRoutes, FiguresFollowTheTubeHopByHop) {
  open_round();
  const std::string target = "/laboratory/rounds/0";
  posted("/laboratory/bindings", binding("T-1", 0));
  posted("/laboratory/bindings", binding("T-1", 12));
  json::object f = figures_of(target);
  expect_balance(f);
  EXPECT_EQ(figure(f, "at_station"), 2);
  later(10);
  posted("/laboratory/hand-overs",
         {{"station", 0}, {"courier", "箱7"}, {"tubes", json::array{"T-1"}}});
  f = figures_of(target);
  expect_balance(f);
  EXPECT_EQ(figure(f, "at_station"), 0);
  EXPECT_EQ(figure(f, "in_transit"), 2);
  EXPECT_EQ(figure(figures_of(target + "?unit=3"), "in_transit"), 1);
  later(10);
  posted("/laboratory/receipts", {{"laboratory", 0}, {"tubes", json::array{"T-1"}}});
  EXPECT_EQ(figure(figures_of(target), "in_laboratory"), 2);
  posted("/laboratory/results",
         {{"laboratory", 0},
          {"items", json::array{json::object{{"tube", "T-1"}, {"outcome", "negative"}}}}});
  f = figures_of(target);
  expect_balance(f);
  EXPECT_EQ(figure(f, "resulted"), 2);
  EXPECT_EQ(figure(f, "missing"), 14);
}

TEST_F(LaboratoryRoutes, RefusalsOfBindingsAreConflicts) {
  open_round();
  posted("/laboratory/bindings", binding("T-1", 0));
  const json::object again = posted("/laboratory/bindings", binding("T-1", 0));
  EXPECT_TRUE(again.at("repeated").as_bool());  // The same swab, with another key.
  const Reply second = post("/laboratory/bindings", binding("T-2", 0));
  EXPECT_EQ(refused(second), "person.bound_twice");
  EXPECT_EQ(second.status, 409);
  EXPECT_EQ(refused(post("/laboratory/bindings", binding("T-2", 99))), "person.unknown");
  EXPECT_EQ(refused(post("/laboratory/bindings", {{"tube", "T-2"}})), "request.missing");
  json::object elsewhere = binding("T-1", 1);
  elsewhere["station"] = 1;
  EXPECT_EQ(refused(post("/laboratory/bindings", elsewhere)), "tube.other_station");
}

TEST_F(LaboratoryRoutes, AQueuedBatchIsJudgedRowByRow) {
  open_round();
  const json::object body{
      {"items", json::array{binding("T-1", 0), binding("T-1", 0), binding("T-1", 99),
                            json::object{{"tube", "T-1"}}, binding("T-1", 1)}}};
  const std::string key = "22222222-0000-4000-8000-000000000001";
  const json::object answer =
      json::parse(post("/laboratory/bindings/batch", body, key).body).as_object();
  EXPECT_EQ(answer.at("accepted").as_int64(), 2);
  EXPECT_EQ(answer.at("repeated").as_int64(), 1);
  ASSERT_EQ(answer.at("refused").as_array().size(), 2U);
  EXPECT_EQ(answer.at("refused").at(0).at("index").as_int64(), 2);
  EXPECT_EQ(answer.at("refused").at(0).at("code").as_string(), "person.unknown");
  EXPECT_EQ(answer.at("refused").at(1).at("index").as_int64(), 3);
  const json::object again =
      json::parse(post("/laboratory/bindings/batch", body, key).body).as_object();
  EXPECT_EQ(again.at("accepted").as_int64(), 0);
  EXPECT_EQ(figure(figures_of("/laboratory/rounds/0"), "sampled"), 2);
}

TEST_F(LaboratoryRoutes, SomebodyWhoIsNotOnTheRegisterIsTakenAllTheSame) {
  open_round();
  posted("/laboratory/bindings", document_binding("T-1", "E77777777"));
  posted("/laboratory/bindings", document_binding("T-1", "E00000003"));  // Person 3.
  const json::object f = figures_of("/laboratory/rounds/0?unit=2");
  EXPECT_EQ(figure(f, "not_on_register"), 1);
  EXPECT_EQ(figure(f, "sampled"), 1);
  const json::array members = got("/laboratory/tubes/T-1").at("members").as_array();
  ASSERT_EQ(members.size(), 2U);
  EXPECT_TRUE(members[0].at("age_years").is_null());
  EXPECT_EQ(members[1].at("person").as_int64(), 3);
  EXPECT_EQ(refused(post("/laboratory/bindings", document_binding("T-2", "E77777777"))),
            "person.bound_twice");
  json::object mistyped = document_binding("T-2", "11010519491231002A");
  mistyped["document"].as_object()["kind"] = "resident_identity_card";
  EXPECT_TRUE(refused(post("/laboratory/bindings", mistyped)).starts_with("document."));
}

TEST_F(LaboratoryRoutes, APositiveTubeHoldsItsPeopleAndIsListedFirst) {
  open_round();
  play_positive_tube("T-1");
  posted("/laboratory/bindings", binding("T-2", 3));
  const json::array tubes = got("/laboratory/tubes").at("items").as_array();
  ASSERT_EQ(tubes.size(), 2U);
  EXPECT_EQ(tubes[0].at("code").as_string(), "T-1");
  EXPECT_EQ(tubes[0].at("held").as_int64(), 3);
  EXPECT_EQ(tubes[0].at("courier").as_string(), "试B12345");
  const json::object first = got("/laboratory/tubes?limit=1");
  const std::string cursor(first.at("next_cursor").as_string());
  const json::object second = got("/laboratory/tubes?limit=1&cursor=" + cursor);
  EXPECT_EQ(second.at("items").at(0).at("code").as_string(), "T-2");
  EXPECT_TRUE(second.at("next_cursor").is_null());
  EXPECT_EQ(got("/laboratory/tubes?outcome=pending").at("items").as_array().size(), 1U);
  EXPECT_TRUE(got("/laboratory/tubes?unit=3").at("items").as_array().empty());
  const json::object tube = got("/laboratory/tubes/T-1");
  EXPECT_EQ(tube.at("history").as_array().size(), 7U);
  EXPECT_EQ(tube.at("cycle_thresholds").at("ORF1ab").as_double(), 31.2);
  EXPECT_EQ(got("/timeline").at("marks").as_array().back().at("kind").as_string(), "positive_tube");
}

TEST_F(LaboratoryRoutes, TakesResultsAsATable) {
  open_round();
  posted("/laboratory/bindings", binding("T-1", 0));
  const Call call{.method = Method::post,
                  .path = "/laboratory/results",
                  .body = "laboratory,tube,outcome\n0,T-1,negative\n0,T-9,negative\n",
                  .content_type = "text/csv; charset=utf-8",
                  .idempotency_key = "33333333-0000-4000-8000-000000000001"};
  const json::object answer = json::parse(router_->answer(call).body).as_object();
  EXPECT_EQ(answer.at("accepted").as_int64(), 1);
  EXPECT_EQ(answer.at("refused").at(0).at("code").as_string(), "tube.unknown");
  EXPECT_EQ(got("/laboratory/tubes/T-1").at("tube").at("outcome").as_string(), "negative");
}

TEST_F(LaboratoryRoutes, ReconciliationRowsAddUpInBothOrders) {
  open_round();
  posted("/laboratory/bindings", binding("T-1", 0));
  for (const std::string order : {"missing", "register"}) {
    const json::object answer =
        got("/laboratory/rounds/0/reconciliation?level=building&order=" + order);
    std::int64_t missing = 0;
    for (const json::value& row : answer.at("items").as_array()) {
      missing += row.at("figures").at("missing").as_int64();
    }
    EXPECT_EQ(missing, answer.at("unit").at("figures").at("missing").as_int64());
    EXPECT_EQ(answer.at("unit").at("unit").at("id").as_int64(), 1);
  }
  const std::string target = "/laboratory/rounds/0/reconciliation?level=building&limit=1";
  json::object page = got(target);
  EXPECT_EQ(page.at("items").at(0).at("unit").at("id").as_int64(), 7);  // All six are missing.
  page = got(target + "&cursor=" + std::string(page.at("next_cursor").as_string()));
  EXPECT_EQ(page.at("items").at(0).at("unit").at("id").as_int64(), 6);
  EXPECT_EQ(refused(get("/laboratory/rounds/0/reconciliation?level=street")), "request.word");
}

TEST_F(LaboratoryRoutes, TheMissingAreListedDoorByDoor) {
  open_round();
  posted("/laboratory/bindings", binding("T-1", 0));
  posted("/laboratory/bindings", binding("T-9", 2));
  posted("/laboratory/tubes/T-9/void", {{"reason", "lost"}});
  std::string target = "/laboratory/rounds/0/missing?unit=2&limit=2";
  std::vector<std::int64_t> people;
  std::int64_t first_reason_lost = 0;
  for (std::string cursor; people.size() < 20;) {
    const json::object page = got(target + cursor);
    EXPECT_EQ(page.at("people").as_int64(), 11);
    for (const json::value& door : page.at("items").as_array()) {
      for (const json::value& person : door.at("people").as_array()) {
        people.push_back(person.at("person").as_int64());
        if (person.at("reason").as_string() == "tube_voided") ++first_reason_lost;
      }
    }
    if (page.at("next_cursor").is_null()) break;
    cursor = "&cursor=" + std::string(page.at("next_cursor").as_string());
  }
  EXPECT_EQ(people, (std::vector<std::int64_t>{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}));
  EXPECT_EQ(first_reason_lost, 1);
}

TEST_F(LaboratoryRoutes, TheLedgerNamesTubesThatAppearedOrVanished) {
  open_round();
  posted("/laboratory/bindings", binding("T-1", 0));
  posted("/laboratory/bindings", binding("T-2", 3));
  posted("/laboratory/hand-overs",
         {{"station", 0}, {"courier", "箱7"}, {"tubes", json::array{"T-1"}}});
  const json::object receipt =
      posted("/laboratory/receipts",
             {{"laboratory", 0}, {"courier", "箱7"}, {"tubes", json::array{"T-2"}}});
  EXPECT_EQ(receipt.at("accepted").as_int64(), 1);
  EXPECT_EQ(receipt.at("exceptions").as_array().size(), 2U);
  const json::object ledger = got("/laboratory/ledger");
  EXPECT_EQ(ledger.at("total").as_int64(), 2);
  EXPECT_EQ(ledger.at("courier").as_int64(), 1);
  EXPECT_EQ(ledger.at("exceptions").as_array().size(), 2U);
  for (const json::value& hop : ledger.at("hops").as_array()) {
    EXPECT_TRUE(hop.at("balanced").as_bool());
  }
  posted("/laboratory/receipts", {{"laboratory", 0}, {"tubes", json::array{"T-1"}}});
  EXPECT_EQ(got("/laboratory/ledger").at("exceptions").as_array().size(), 1U);
}

TEST_F(LaboratoryRoutes, ChangeIsCountedFromTheLastRollCall) {
  open_round();
  posted("/laboratory/bindings", binding("T-1", 0));
  EXPECT_TRUE(got("/laboratory/rounds/0").at("round").at("change").is_null());
  ask(core::HoldRollCall{.label = "20:00"});
  posted("/laboratory/bindings", binding("T-1", 1));
  const json::value change = got("/laboratory/rounds/0").at("round").at("change");
  EXPECT_EQ(change.at("sampled").as_int64(), 1);
  EXPECT_EQ(change.at("missing").as_int64(), -1);
  EXPECT_EQ(got("/laboratory/rounds").at("items").at(0).at("change"), change);
}

}  // namespace
}  // namespace firebreak::api
