#include "analysis/synthesis/atlas.h"

#include <gtest/gtest.h>

#include "analysis/synthesis/city_fixture.h"

namespace firebreak::synthesis {
namespace {

constexpr std::string_view kCommunities =
    "community_code,community,street_code,street,district_code,district\n"
    "320205001001,甲社区居委会,320205001,东街道,320205,锡山区\n"
    "320205001200,乙村委会,320205001,东街道,320205,锡山区\r\n";
constexpr std::string_view kDistricts =
    R"({"features":[{"properties":{"district_code":"320205"},"geometry":{"type":"Polygon",)"
    R"("coordinates":[[[120.3,31.5],[120.4,31.5],[120.4,31.6],[120.3,31.6],[120.3,31.5]]]}}]})";
constexpr std::string_view kLandmarks =
    "kind,unit_code,name,part,longitude,latitude\n"
    "section,320205001001,某社区,南A区,,\n"
    "street,320205001,东街道,,120.35,31.55\n";

std::string reason_of(const CitySources& sources) {
  const auto atlas = read_atlas(sources);
  if (atlas) return "none";
  EXPECT_EQ(atlas.error().code, "synthesis.bad_source");
  return atlas.error().values.at(0).value + ":" + atlas.error().values.at(1).value + ": " +
         atlas.error().values.at(2).value;
}

TEST(Atlas, ReadsWhatItIsGiven) {
  const auto atlas = read_atlas({kCommunities, kDistricts, kLandmarks});
  ASSERT_TRUE(atlas);
  ASSERT_EQ(atlas->districts.size(), 1U);
  const District& district = atlas->districts[0];
  EXPECT_EQ(district.outline.size(), 5U);
  ASSERT_EQ(district.streets.size(), 1U);
  EXPECT_TRUE(district.streets[0].centre.has_value());
  ASSERT_EQ(district.streets[0].committees.size(), 2U);
  EXPECT_FALSE(district.streets[0].committees[0].village);
  EXPECT_TRUE(district.streets[0].committees[1].village);
  ASSERT_EQ(district.streets[0].committees[0].landmarks.size(), 1U);
  EXPECT_EQ(district.streets[0].committees[0].landmarks[0].part, "南A区");
}

TEST(Atlas, NamesTheLineThatIsWrong) {
  EXPECT_EQ(reason_of({"", kDistricts, kLandmarks}), "communities.csv:0: no committee");
  EXPECT_EQ(reason_of({"code\n", kDistricts, kLandmarks}), "communities.csv:1: too few columns");
  EXPECT_EQ(reason_of({std::string(kCommunities) + "320206001001,a,320205001,b,320205,c\n",
                       kDistricts, kLandmarks}),
            "communities.csv:4: codes do not nest");
  EXPECT_EQ(reason_of({std::string(kCommunities) + "320205001001,a,320205001,b,320205,c\n",
                       kDistricts, kLandmarks}),
            "communities.csv:4: code appears twice");
  EXPECT_EQ(reason_of({kCommunities, "{}", kLandmarks}),
            "districts.geojson:1: no outline of 锡山区");
  EXPECT_EQ(reason_of({kCommunities, R"("district_code":"320205" "coordinates":[[[1,2],[3,x]]])",
                       kLandmarks}),
            "districts.geojson:1: bad outline of 锡山区");
  EXPECT_EQ(reason_of({kCommunities, kDistricts, std::string(kLandmarks) + "palace,1,a,,,\n"}),
            "landmarks.csv:4: unknown kind");
  EXPECT_EQ(reason_of({kCommunities, kDistricts,
                       std::string(kLandmarks) + "compound,320205001009,a,,,\n"}),
            "landmarks.csv:4: no such committee");
}

TEST(Atlas, RefusesMoreCommunitiesInAStreetThanCanBeDivided) {
  std::string communities(kCommunities.substr(0, kCommunities.find('\n') + 1));
  for (std::size_t i = 0; i <= kPartsMax; ++i) {
    const std::string number = std::to_string(320205001000 + i);
    communities += number + ",a,320205001,b,320205,c\n";
  }
  EXPECT_EQ(reason_of({communities, kDistricts, kLandmarks}),
            "communities.csv:502: too many streets or communities side by side");
}

TEST(Atlas, ReadsTheRealCity) {
  const auto atlas = read_atlas(real_sources());
  ASSERT_TRUE(atlas);
  std::size_t located = 0;
  std::size_t villages = 0;
  for (const District& district : atlas->districts) {
    for (const Street& street : district.streets) {
      located += street.centre ? 1 : 0;
      for (const Committee& committee : street.committees) villages += committee.village ? 1 : 0;
    }
  }
  EXPECT_EQ(located, 88U);
  EXPECT_EQ(villages, 509U);
}

TEST(StemOf, IsWhatPeopleCallThePlace) {
  EXPECT_EQ(stem_of("柏庄社区居委会"), "柏庄");
  EXPECT_EQ(stem_of("吼山社区居民委员会"), "吼山");
  EXPECT_EQ(stem_of("张渚村村民委员会"), "张渚村");
  EXPECT_EQ(stem_of("谈村居委会"), "谈村");
  EXPECT_EQ(stem_of("社区"), "社区");
}

}  // namespace
}  // namespace firebreak::synthesis
