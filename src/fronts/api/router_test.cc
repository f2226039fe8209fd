#include "fronts/api/city_fixture.h"
#include "fronts/api/messages.h"

namespace firebreak::api {
namespace {

namespace json = boost::json;

class RouterTest : public CityFixture {};

TEST_F(RouterTest, RefusesWhatItDoesNotKnow) {
  EXPECT_EQ(refused(get("/nowhere")), "request.path_unknown");
  EXPECT_EQ(get("/nowhere").status, 404);
  EXPECT_EQ(refused(get("/status?as_of=yesterday")), "request.time");
  EXPECT_EQ(refused(post("/policy/packs", {}, "no key")), "request.key");
  EXPECT_EQ(refused(post("/policy/packs", {})), "request.missing");
  const Call broken{.method = Method::post,
                    .path = "/policy/packs",
                    .body = "{\"id\":",
                    .idempotency_key = "00000000-0000-4000-8000-00000000000f"};
  EXPECT_EQ(router_->answer(broken).status, 400);
}

TEST_F(RouterTest, AsOfAnswersThePast) {
  const auto before = got("/status").at("as_of").at("position").to_number<std::uint64_t>();
  EXPECT_TRUE(got("/status").at("pack").is_null());
  later(10);
  adopt_pack();
  EXPECT_TRUE(got("/status").at("pack").is_object());
  const json::object then = got("/status?as_of=" + std::to_string(before));
  EXPECT_TRUE(then.at("pack").is_null());
  EXPECT_EQ(then.at("as_of").at("position").to_number<std::uint64_t>(), before);
  EXPECT_EQ(then.at("now").as_string(), to_text(kBegin));
  EXPECT_EQ(got("/status?as_of=" + to_text(kBegin).substr(0, 19)), then);
}

TEST_F(RouterTest, ARepeatedKeyGivesTheFirstAnswer) {
  adopt_pack();
  const std::string key = "11111111-0000-4000-8000-000000000001";
  const json::object body{{"name", "试验检验所"}};
  const json::object first =
      json::parse(post("/laboratory/laboratories", body, key).body).as_object();
  const json::object again =
      json::parse(post("/laboratory/laboratories", body, key).body).as_object();
  EXPECT_FALSE(first.at("repeated").as_bool());
  EXPECT_TRUE(again.at("repeated").as_bool());
  EXPECT_EQ(first.at("position"), again.at("position"));
  EXPECT_EQ(first.at("id"), again.at("id"));
  EXPECT_EQ(got("/laboratory/laboratories").at("items").as_array().size(), 1U);
}

TEST_F(RouterTest, BoundariesAreNotSentTwice) {
  const Call call{.path = "/map/boundaries", .query = {{"level", "neighbourhood"}}};
  const Reply first = router_->answer(call);
  ASSERT_TRUE(first.headers.contains("ETag"));
  adopt_pack();  // Moves the position, and no boundary.
  Call again = call;
  again.if_none_match = first.headers.at("ETag");
  EXPECT_EQ(router_->answer(again).status, 304);
  EXPECT_TRUE(router_->answer(again).body.empty());
  ask(registry::Request(registry::RegisterPeople{
      .people = {{.person = PersonId{40}, .household = UnitId{9}, .birth_day = Day{9000}}}}));
  EXPECT_EQ(router_->answer(again).status, 200);
  EXPECT_NE(router_->answer(again).headers.at("ETag"), again.if_none_match);
}

TEST(Messages, FillsInValuesAndTheField) {
  const Refusal full{
      .code = "tube.full",
      .field = "tube_code",
      .values = {{.name = "tube", .value = "T-1"}, {.name = "capacity", .value = "10"}}};
  EXPECT_EQ(words_of(full, Language::en), "Tube T-1 is full: it holds 10 people. Use a new tube.");
  const Refusal missing{.code = "request.missing", .field = "name"};
  EXPECT_EQ(words_of(missing, Language::en), "name is missing. Add it.");
  EXPECT_EQ(words_of({.code = "no.such_code"}, Language::zh), "no.such_code");
}

}  // namespace
}  // namespace firebreak::api
