#include "fronts/api/city_fixture.h"

#include <fstream>
#include <sstream>

#include <fmt/format.h>
#include <stdlib.h>

namespace firebreak::api {

namespace json = boost::json;
using registry::UnitLevel;

CityFixture::CityFixture() {
  std::string name = (std::filesystem::temp_directory_path() / "api_XXXXXX").string();
  EXPECT_NE(::mkdtemp(name.data()), nullptr);
  folder_ = name;
  entropy_ = std::make_unique<vault::SeededEntropy>(1);
  ring_ = std::move(vault::KeyRing::create(folder_ + "/keys", *entropy_).value());
  vault_ = std::move(vault::Vault::create(folder_ + "/vault", *ring_, *entropy_).value());
  service_ = std::make_unique<service::Service>(core::State{}, log_, clock_, past_);
  router_ = std::make_unique<Router>(Surroundings{.service = *service_, .vault = vault_.get()});
  register_units();
  register_people();
}

CityFixture::~CityFixture() {
  service_.reset();
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

void CityFixture::ask(core::Request request) {
  const service::Answer answer = service_->call({.request = std::move(request)});
  EXPECT_TRUE(answer.has_value()) << (answer ? "" : answer.error().code);
}

void CityFixture::register_units() {
  registry::RegisterUnits units{.first = UnitId{0}, .units = {}};
  const auto add = [&](std::uint32_t parent, UnitLevel level, std::string name, double longitude) {
    units.units.push_back({.parent = UnitId{parent},
                           .level = level,
                           .name = std::move(name),
                           .position = registry::geo_point(longitude, 31.5)});
  };
  add(0, UnitLevel::city, "试验市", 120.30);
  add(0, UnitLevel::district, "试验区", 120.30);
  add(1, UnitLevel::neighbourhood, "东社区", 120.31);
  add(1, UnitLevel::neighbourhood, "西社区", 120.29);
  add(2, UnitLevel::compound, "东苑", 120.31);
  add(3, UnitLevel::compound, "西苑", 120.29);
  add(4, UnitLevel::building, "1号楼", 120.311);
  add(4, UnitLevel::building, "2号楼", 120.312);
  add(5, UnitLevel::building, "3号楼", 120.291);
  for (const std::uint32_t building : {6U, 6U, 6U, 7U, 7U, 7U, 8U, 8U}) {
    add(building, UnitLevel::household, std::to_string(100 + units.units.size()), 0.0);
    units.units.back().position = {};
    units.units.back().floor = 1;
  }
  ask(registry::Request(units));
  for (const std::uint32_t unit : {2U, 3U}) {
    const double west = unit == 2 ? 120.30 : 120.28;
    const auto at = [&](double east, double north) {
      return registry::geo_point(west + east, 31.49 + north);
    };
    ask(registry::Request(registry::RecordBoundary{
        .unit = UnitId{unit},
        .rings = {{at(0, 0), at(0.02, 0), at(0.02, 0.02), at(0, 0.02), at(0, 0)}},
        .schematic = true}));
  }
  ask(registry::Request(registry::RegisterPlaces{
      .first = PlaceId{0},
      .places = {{.kind = registry::PlaceKind::market, .unit = UnitId{4}, .name = "东苑菜场"}}}));
}

// Doors 9 to 16, two people each: person 2n and 2n + 1 live behind door 9 + n.
void CityFixture::register_people() {
  registry::RegisterPeople people;
  std::vector<vault::PersonRecord> records;
  std::vector<std::string> texts;
  texts.reserve(64);
  const PersonId first = vault_->reserve(16).value();
  for (std::uint32_t i = 0; i < 16; ++i) {
    people.people.push_back({.person = PersonId{first.value + i},
                             .household = UnitId{9 + i / 2},
                             .birth_day = *make_day(1960 + static_cast<int>(i), 5, 17),
                             .sex = i % 2 == 0 ? registry::Sex::female : registry::Sex::male,
                             .presence = 3});
    const std::string& name = texts.emplace_back(fmt::format("试验{:02}", i));
    const std::string& number = texts.emplace_back(fmt::format("E{:08}", i));
    records.push_back({.subject = PersonId{first.value + i},
                       .name = name,
                       .document_kind = vault::DocumentKind::passport,
                       .document_number = number});
  }
  EXPECT_EQ(first.value, 0U);
  EXPECT_TRUE(vault_->put_many(records, day_of(kBegin)));
  ask(registry::Request(people));
  ask(registry::Request(registry::Renumber{}));
}

Reply CityFixture::send(const Call& call, const json::value& sent) {
  Reply reply = router_->answer(call);
  boost::system::error_code ignored;
  record_.emplace_back(json::object{{"method", call.method == Method::get ? "GET" : "POST"},
                                    {"path", call.path},
                                    {"status", reply.status},
                                    {"type", reply.content_type},
                                    {"sent", sent},
                                    {"body", json::parse(reply.body, ignored)}});
  return reply;
}

Reply CityFixture::get(const std::string& target) {
  Call call;
  EXPECT_TRUE(read_target(target, call));
  return send(call, nullptr);
}

Reply CityFixture::post(const std::string& path, const json::object& body, const std::string& key) {
  const Call call{.method = Method::post,
                  .path = path,
                  .body = json::serialize(body),
                  .content_type = "application/json",
                  .idempotency_key =
                      key.empty() ? fmt::format("00000000-0000-4000-8000-{:012}", ++keys_) : key};
  return send(call, body);
}

json::object CityFixture::got(const std::string& target) {
  const Reply reply = get(target);
  EXPECT_EQ(reply.status, 200) << target << ": " << reply.body;
  return reply.status == 200 ? json::parse(reply.body).as_object() : json::object{};
}

json::object CityFixture::posted(const std::string& path, const json::object& body) {
  const Reply reply = post(path, body);
  EXPECT_EQ(reply.status, 200) << path << ": " << reply.body;
  return reply.status == 200 ? json::parse(reply.body).as_object() : json::object{};
}

std::string CityFixture::refused(const Reply& reply) {
  EXPECT_EQ(reply.content_type, "application/problem+json") << reply.body;
  if (reply.content_type != "application/problem+json") return {};
  const json::object problem = json::parse(reply.body).as_object();
  EXPECT_EQ(problem.at("status").as_int64(), reply.status);
  EXPECT_NE(problem.at("detail_zh"), problem.at("code")) << "no words: " << reply.body;
  EXPECT_NE(problem.at("detail_en"), problem.at("code")) << "no words: " << reply.body;
  return std::string(problem.at("code").as_string());
}

void CityFixture::adopt_pack() {
  std::ifstream file(FIREBREAK_SOURCE_DIR "/policies/covid19_omicron_city.toml");
  std::stringstream toml;
  toml << file.rdbuf();
  posted("/policy/packs", {{"id", "covid19_omicron_city"}, {"toml", toml.str()}});
}

json::object CityFixture::binding(const std::string& tube, std::uint32_t person) const {
  return {{"round", 0}, {"tube", tube}, {"station", 0}, {"person", person}};
}

void CityFixture::open_round() {
  adopt_pack();
  posted("/laboratory/rounds",
         {{"name", "第一轮"}, {"units", {2, 3}}, {"due_at", "2022-03-31T12:00:00+08:00"}});
  posted("/laboratory/stations", {{"name", "东门"}, {"unit", 4}});
  posted("/laboratory/stations",
         {{"name", "西门"}, {"unit", 5}, {"point", {{"longitude", 120.29}, {"latitude", 31.5}}}});
  posted("/laboratory/laboratories", {{"name", "试验检验所"}, {"tubes_per_day", 500}});
}

void CityFixture::play_positive_tube(const std::string& tube) {
  for (const std::uint32_t person : {0U, 1U, 2U}) {
    posted("/laboratory/bindings", binding(tube, person));
  }
  later(30);
  posted("/laboratory/hand-overs",
         {{"station", 0}, {"courier", "试B12345"}, {"tubes", json::array{tube}}});
  later(30);
  posted("/laboratory/receipts",
         {{"laboratory", 0}, {"courier", "试B12345"}, {"tubes", json::array{tube}}});
  later(60);
  posted("/laboratory/results",
         {{"laboratory", 0},
          {"items",
           json::array{json::object{{"tube", tube},
                                    {"outcome", "positive"},
                                    {"cycle_thresholds", {{"ORF1ab", 31.2}, {"N", 30.5}}}}}}});
}

}  // namespace firebreak::api
