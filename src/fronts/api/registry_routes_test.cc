#include "fronts/api/city_fixture.h"

namespace firebreak::api {
namespace {

namespace json = boost::json;

class RegistryRoutes : public CityFixture {};

TEST_F(RegistryRoutes, ListsChildrenPageByPage) {
  const json::object top = got("/registry/units");
  ASSERT_EQ(top.at("items").as_array().size(), 1U);
  EXPECT_EQ(top.at("items").at(0).at("name").as_string(), "试验市");
  EXPECT_EQ(top.at("items").at(0).at("people").as_int64(), 16);
  const json::object first = got("/registry/units?parent=1&limit=1");
  EXPECT_EQ(first.at("items").at(0).at("name").as_string(), "东社区");
  EXPECT_EQ(first.at("items").at(0).at("people").as_int64(), 12);
  const std::string cursor(first.at("next_cursor").as_string());
  const json::object second = got("/registry/units?parent=1&limit=1&cursor=" + cursor);
  EXPECT_EQ(second.at("items").at(0).at("name").as_string(), "西社区");
  EXPECT_TRUE(second.at("next_cursor").is_null());
  EXPECT_EQ(refused(get("/registry/units?parent=1&cursor=u7")), "cursor.unknown");
  EXPECT_EQ(refused(get("/registry/units?parent=1&cursor=t7")), "cursor.unknown");
  EXPECT_EQ(refused(get("/registry/units?parent=99")), "unit.unknown");
}

TEST_F(RegistryRoutes, FindsUnitsAndPlacesButNeverPeopleOrDoors) {
  const json::array found = got("/registry/search?q=%E4%B8%9C%E8%8B%91").at("items").as_array();
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].at("level").as_string(), "compound");
  EXPECT_EQ(found[1].at("place_kind").as_string(), "market");
  EXPECT_TRUE(got("/registry/search?q=109").at("items").as_array().empty());
  EXPECT_TRUE(got("/registry/search?q=%E8%AF%95%E9%AA%8C0").at("items").as_array().empty());
  EXPECT_EQ(refused(get("/registry/search")), "request.missing");
}

TEST_F(RegistryRoutes, ShowsAPersonWithoutAName) {
  const Reply reply = get("/registry/people/0");
  EXPECT_EQ(reply.body.find("试验00"), std::string::npos);
  const json::object person = json::parse(reply.body).as_object();
  EXPECT_EQ(person.at("sex").as_string(), "female");
  EXPECT_EQ(person.at("age_years").as_int64(), 61);
  EXPECT_EQ(person.at("path").as_array().size(), 6U);
  EXPECT_EQ(refused(get("/registry/people/99")), "person.unknown");
}

TEST_F(RegistryRoutes, RevealsForAReasonAndRecordsIt) {
  EXPECT_EQ(refused(get("/registry/people/0?reveal=name")), "person.reason_needed");
  EXPECT_EQ(refused(get("/registry/people/0?reveal=name&reason=abc")), "person.reason_needed");
  EXPECT_EQ(refused(get("/registry/people/0?reveal=salary&reason=because")), "person.reveal");
  EXPECT_TRUE(vault_->reads(PersonId{0}).value().empty());
  const json::object person = got("/registry/people/0?reveal=name,phone&reason=find%20the%20door");
  EXPECT_EQ(person.at("revealed").at("name").as_string(), "试验00");
  EXPECT_FALSE(person.at("revealed").as_object().contains("phone"));  // Nothing is known.
  EXPECT_FALSE(person.at("revealed").as_object().contains("document"));
  const auto reads = vault_->reads(PersonId{0}).value();
  ASSERT_EQ(reads.size(), 1U);
  EXPECT_EQ(reads[0].reason, "find the door");
  EXPECT_EQ(reads[0].actor, "operator");
}

}  // namespace
}  // namespace firebreak::api
