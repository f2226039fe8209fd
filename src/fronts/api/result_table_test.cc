#include "fronts/api/result_table.h"

#include <boost/json.hpp>
#include <gtest/gtest.h>

namespace firebreak::api {
namespace {

namespace json = boost::json;

TEST(ResultTable, ReadsColumnsOfBothLanguagesAndGeneTargets) {
  const auto body = results_from_table(
      "实验室,管号,结果,方法,ORF1ab,N\n"
      "0,T-1,阳性,PCR,31.2,\n"
      "0,T-2,negative,PCR,,\n");
  ASSERT_TRUE(body) << body.error().code;
  const json::array items = body->at("items").as_array();
  ASSERT_EQ(items.size(), 2U);
  EXPECT_EQ(items[0], (json::object{{"laboratory", 0},
                                    {"tube", "T-1"},
                                    {"outcome", "positive"},
                                    {"cycle_thresholds", json::object{{"ORF1ab", 31.2}}}}));
  EXPECT_EQ(items[1].at("outcome").as_string(), "negative");
  EXPECT_FALSE(items[1].as_object().contains("cycle_thresholds"));
}

TEST(ResultTable, SaysWhatIsWrongAndWhere) {
  EXPECT_EQ(results_from_table("tube,outcome\nT-1,negative\n").error().code, "result.column");
  const auto cell = results_from_table("laboratory,tube,outcome,N\n0,T-1,positive,low\n");
  EXPECT_EQ(cell.error().code, "result.cell");
  EXPECT_EQ(cell.error().values[0].value, "2");
  EXPECT_EQ(results_from_table("").error().code, "table.empty");
}

}  // namespace
}  // namespace firebreak::api
