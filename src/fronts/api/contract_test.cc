// A night in small, played through every route, and held against the contract by
// tools/check_contract.py: routes, answers, problems and accepted bodies.
#include <cstdlib>
#include <fstream>

#include "fronts/api/city_fixture.h"

namespace firebreak::api {
namespace {

namespace json = boost::json;

class Contract : public CityFixture {
 protected:
  // Empty when the record of all calls so far agrees with the contract.
  int disagreements(const json::array& rooms) {
    json::array routes;
    json::array covered;
    for (const std::string& route : router_->routes()) {
      routes.emplace_back(route);
      for (const json::value& room : rooms) {
        const std::string part = "/" + std::string(room.as_string());
        const std::string path = route.substr(route.find('/'));
        if (path == part || path.starts_with(part + "/")) covered.emplace_back(route);
      }
    }
    const std::string file = folder_ + "/record.json";
    std::ofstream(file) << json::serialize(json::object{{"routes", std::move(routes)},
                                                        {"rooms", rooms},
                                                        {"covered", std::move(covered)},
                                                        {"answers", record_}});
    const std::string command = "python3 " FIREBREAK_SOURCE_DIR "/tools/check_contract.py " + file;
    return std::system(command.c_str());
  }

  void play_register() {
    got("/status");
    got("/timeline");
    got("/registry/units");
    got("/registry/units?parent=1&limit=1");
    got("/registry/units/9");
    got("/registry/search?q=%E4%B8%9C");
    got("/registry/people/0");
    got("/registry/people/0?reveal=name,document&reason=%E5%AF%BB%E6%89%BE%E6%9C%AA%E9%87%87");
    refused(get("/registry/people/0?reveal=name"));
    refused(get("/registry/units/999"));
    got("/map/boundaries?level=neighbourhood");
    got("/map/boundaries?level=district");
    got("/map/buildings?bbox=120,31,121,32");
    got("/map/buildings?bbox=120,31,121,32&limit=1");
    refused(get("/map/buildings?bbox=120,31,121"));
    got("/policy/packs");
  }

  void play_laboratory() {
    posted("/laboratory/bindings/batch",
           {{"items", json::array{binding("T-2", 3), binding("T-2", 3), binding("T-2", 999)}}});
    posted("/laboratory/bindings", {{"round", 0},
                                    {"tube", "T-2"},
                                    {"station", 0},
                                    {"document", {{"kind", "passport"}, {"number", "E77777777"}}}});
    posted("/laboratory/bindings/undo", {{"tube", "T-2"}, {"person", 3}, {"reason", "错绑"}});
    refused(post("/laboratory/bindings", binding("T-3", 0)));
    posted("/laboratory/bindings",
           {{"round", 0}, {"tube", "S-1"}, {"station", 0}, {"person", 0}, {"single", true}});
    posted("/laboratory/receipts", {{"laboratory", 0}, {"tubes", json::array{"S-1"}}});
    posted("/laboratory/antigen-results", {{"person", 1}, {"outcome", "positive"}});
    posted(
        "/laboratory/antigen-results",
        {{"document", {{"kind", "passport"}, {"number", "E00000004"}}}, {"outcome", "negative"}});
    refused(post("/laboratory/antigen-results", {{"person", 1}, {"outcome", "invalid"}}));
    posted("/laboratory/exemptions", {{"round", 0},
                                      {"person", 15},
                                      {"reason", "vaccinated_48h"},
                                      {"until", "2022-03-31T20:00:00+08:00"}});
    posted("/laboratory/bindings", binding("T-9", 9));
    posted("/laboratory/tubes/T-9/void", {{"reason", "leaked"}, {"note", "盖子松了"}});
    refused(post("/laboratory/tubes/T-10/void", {{"reason", "leaked"}}));
  }

  void play_response() {
    posted("/tracing/stays",
           {{"items", json::array{stay(0, "18:00", "19:00"), stay(6, "18:10", "19:00"),
                                  stay(7, "18:20", "18:50"), stay(999, "18:20", "18:50")}}});
    posted("/tracing/cases", {{"person", 0},
                              {"classification", "confirmed"},
                              {"found_how", "other_province"},
                              {"onset", "2022-03-29"},
                              {"tube", "T-1"}});
    refused(post("/tracing/cases", {{"person", 0}, {"classification", "confirmed"}}));
    posted("/tracing/cases/0/contacts", {});
    refused(post("/tracing/cases/9/contacts", {}));
    posted("/zoning/zones", zone());
    refused(post("/zoning/zones", {{"name", "东苑"}}));
    posted("/zoning/zones/0/level",
           {{"level", "restricted"}, {"reason", "两轮阴性"}, {"adopted_by", "甲"}});
    posted("/zoning/zones/0/lift", {{"reason", "期满"}, {"adopted_by", "甲"}});
    posted("/quarantine/holds", {{"person", 11}, {"reason", "other"}, {"place", 14}});
    posted("/quarantine/holds", {{"person", 12}, {"reason", "close_contact"}, {"case", 0}});
    refused(post("/quarantine/holds", {{"person", 12}, {"reason", "because"}}));
    posted("/quarantine/confirmations", {{"person", 11}, {"unit", 15}});
    posted("/quarantine/releases", {{"person", 11}, {"reason", "核实有误"}});
    posted("/duties/0/completion", {{"evidence", "已电话通知"}});
    refused(post("/duties/0/completion", {{"evidence", "已电话通知"}}));
    posted("/briefing/roll-calls", {{"title", "20:00 点调"}});
  }

  void look_at_response() {
    got("/tracing/cases");
    got("/tracing/cases?unit=2&classification=confirmed&limit=1");
    got("/tracing/cases/0");
    got("/tracing/cases/0/contacts");
    got("/tracing/cases/0/contacts?class=close_contact&held=false&limit=1");
    got("/zoning/zones?lifted=true");
    got("/zoning/proposals");
    got("/zoning/proposals?case=0");
    got("/zoning/proposals?round=0");
    got("/quarantine/held");
    got("/quarantine/held?unit=2&limit=1");
    got("/duties");
    got("/duties?unit=2&party=territory&kind=hold_pool_member&state=overdue&limit=1");
    got("/duties?state=done");
    got("/duties/summary");
    got("/briefing");
    got("/briefing?at=2022-03-30T20:30:00%2B08:00");
    refused(get("/tracing/cases/7"));
    refused(get("/tracing/cases/0/contacts?held=perhaps"));
    refused(get("/zoning/proposals?case=0&round=0"));
    refused(get("/duties?cursor=d9-1-1"));
    refused(get("/duties?state=late"));
    refused(get("/briefing?at=soon"));
  }

  // A table is no JSON: sent by hand, and kept for the contract like the rest.
  void play_import() {
    const Call call{.method = Method::post,
                    .path = "/registry/imports",
                    .query = {{"table", "cases"}},
                    .body = "id,onset,infector\nL1,2022-03-20,\nL2,2022-03-23,L1\nL3,soon,\n",
                    .content_type = "text/csv"};
    const Reply reply = router_->answer(call);
    ASSERT_EQ(reply.status, 200) << reply.body;
    const json::object answer = json::parse(reply.body).as_object();
    record_.emplace_back(json::object{{"method", "POST"},
                                      {"path", call.path},
                                      {"status", reply.status},
                                      {"type", reply.content_type},
                                      {"sent", nullptr},
                                      {"body", answer}});
    const std::string path(answer.at("rejected_file").as_string());
    EXPECT_EQ(get(path.substr(kBase.size())).status, 200);
    refused(get("/registry/imports/99/rejected"));
    got("/tracing/chain");
    got("/tracing/chain?limit=1");
  }

  static json::object stay(std::uint32_t person, const std::string& from,
                           const std::string& until) {
    return {{"person", person},
            {"place", 0},
            {"from", "2022-03-29T" + from + ":00+08:00"},
            {"until", "2022-03-29T" + until + ":00+08:00"}};
  }
  static json::object zone() {
    return {{"name", "东苑封控区"}, {"level", "lockdown"}, {"units", {4}},
            {"reason", "混管阳性"}, {"adopted_by", "甲"},  {"second_person", "乙"}};
  }

  void look_at_laboratory() {
    got("/laboratory/rounds");
    got("/laboratory/rounds/0");
    got("/laboratory/rounds/0?unit=3");
    got("/laboratory/rounds/0/reconciliation");
    got("/laboratory/rounds/0/reconciliation?unit=1&level=building&order=register&limit=1");
    got("/laboratory/rounds/0/missing");
    got("/laboratory/rounds/0/missing?unit=8&limit=1");
    got("/laboratory/tubes");
    got("/laboratory/tubes?outcome=positive&custody=resulted&round=0&unit=2");
    got("/laboratory/tubes/T-1");
    got("/laboratory/tubes/T-9");
    got("/laboratory/ledger");
    got("/laboratory/ledger?round=0");
    got("/laboratory/stations");
    got("/laboratory/stations?unit=3&limit=1");
    got("/laboratory/laboratories");
    refused(get("/laboratory/rounds/7"));
    refused(get("/laboratory/tubes?cursor=x1"));
    refused(get("/laboratory/tubes?custody=nowhere"));
  }
};

TEST_F(Contract, EveryAnswerIsAsTheContractSays) {
  got("/status");  // Before there is a pack or a round.
  got("/map/marks");
  open_round();
  play_register();
  play_positive_tube("T-1");
  play_laboratory();
  look_at_laboratory();
  ask(core::HoldRollCall{.label = "20:00"});
  ask(zoning::Request(zoning::AdoptZone{
      .name = "东苑封控区",
      .level = zoning::ZoneLevel::lockdown,
      .units = {UnitId{4}, UnitId{2}},
      .adoption = {.reason = "混管阳性", .adopted_by = "甲", .second_person = "乙"}}));
  ask(tracing::Request(tracing::OpenCase{.person = PersonId{0}}));
  later(5);
  posted("/laboratory/bindings", binding("T-4", 12));
  look_at_laboratory();
  got("/registry/people/0");
  got("/map/marks");
  got("/map/buildings?bbox=120,31,121,32&round=0");
  got("/status");
  got("/timeline");
  play_import();
  EXPECT_EQ(disagreements({"status", "timeline", "registry", "map", "policy", "laboratory"}), 0);
}

TEST_F(Contract, EveryAnswerOfTheResponseIsAsTheContractSays) {
  got("/briefing");  // Before there is a pack or a round.
  got("/zoning/proposals");
  open_round();
  play_positive_tube("T-1");
  play_response();
  look_at_response();
  later(200);
  ask(duties::Request(duties::EscalateOverdue{}));
  ask(tracing::Request(tracing::OpenCase{.label = "SK_14"}));
  posted("/zoning/zones", zone());
  play_import();
  look_at_response();
  EXPECT_EQ(disagreements({"tracing", "zoning", "quarantine", "duties", "briefing"}), 0);
}

}  // namespace
}  // namespace firebreak::api
