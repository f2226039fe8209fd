// Files posted to the API: counts, rejected rows, and what is repeated.
#include "fronts/api/city_fixture.h"

namespace firebreak::api {
namespace {

namespace json = boost::json;

constexpr const char* kKey = "00000000-0000-4000-8000-00000000abcd";

class ImportRoutes : public CityFixture {
 protected:
  Reply import(const std::string& table, const std::string& csv, const std::string& key = {},
               bool dry_run = false) {
    Call call{.method = Method::post,
              .path = "/registry/imports",
              .query = {{"table", table}},
              .body = csv,
              .content_type = "text/csv",
              .idempotency_key = key};
    if (dry_run) call.query["dry_run"] = "true";
    return router_->answer(call);
  }
  static json::object object_of(const Reply& reply) { return json::parse(reply.body).as_object(); }
};

TEST_F(ImportRoutes, AccountForEveryRowAndKeepTheRejectedOnes) {
  const std::string csv = "id,onset\nX1,2022-03-20\nX2,2022-03-21\nX3,soon\n";
  const json::object dry = object_of(import("cases", csv, {}, true));
  EXPECT_TRUE(dry.at("position").is_null());
  const Reply reply = import("cases", csv, kKey);
  ASSERT_EQ(reply.status, 200) << reply.body;
  const json::object answer = object_of(reply);
  EXPECT_EQ(answer.at("created"), 2);
  EXPECT_EQ(answer.at("rejected"), 1);
  EXPECT_EQ(answer.at("rows"), dry.at("rows"));
  EXPECT_EQ(answer.at("rejections").as_array().at(0).at("line"), 4);
  const std::string path(answer.at("rejected_file").as_string());
  const Reply rows = get(path.substr(std::string("/api/v1").size()));
  EXPECT_EQ(rows.status, 200);
  EXPECT_NE(rows.body.find("X3,soon"), std::string::npos);
  EXPECT_EQ(rows.body.find("X1"), std::string::npos);
  // The same key imports nothing again.
  const json::object again = object_of(import("cases", csv, kKey));
  EXPECT_TRUE(again.at("repeated").as_bool());
  EXPECT_EQ(again.at("created"), 2);
  EXPECT_EQ(object_of(import("cases", csv)).at("updated"), 2);
}

TEST_F(ImportRoutes, RefuseWhatCannotBe) {
  EXPECT_EQ(import("cats", "id\n").status, 422);
  EXPECT_EQ(import("cases", "").status, 422);
  EXPECT_EQ(import("cases", "id\n", "not a key").status, 422);
  EXPECT_EQ(get("/registry/imports/99/rejected").status, 404);
}

TEST_F(ImportRoutes, TellTheChain) {
  import("cases", "id,onset,infector\nA,2022-03-20,\nB,2022-03-23,A\nC,2022-03-24,A\nD,,\n");
  const json::object chain = got("/tracing/chain?limit=1");
  EXPECT_EQ(chain.at("cases"), 4);
  EXPECT_EQ(chain.at("links"), 2);
  EXPECT_EQ(chain.at("isolated"), 1);
  EXPECT_EQ(chain.at("generations").as_array().size(), 2U);
  EXPECT_EQ(chain.at("items").as_array().at(0).at("label"), "A");
  EXPECT_EQ(chain.at("items").as_array().size(), 1U);
}

}  // namespace
}  // namespace firebreak::api
