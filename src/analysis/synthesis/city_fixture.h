// The sources of the tree and cities made from them, for tests: each size is made once.
#pragma once

#include <cstdint>
#include <fstream>
#include <map>
#include <sstream>
#include <string>

#include "analysis/synthesis/synthetic_city.h"

namespace firebreak::synthesis {

inline std::string source_text(const std::string& name) {
  std::ifstream file(std::string(FIREBREAK_SOURCE_DIR) + "/data/wuxi/" + name, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

inline CitySources real_sources() {
  static const std::string communities = source_text("communities.csv");
  static const std::string districts = source_text("districts.geojson");
  static const std::string landmarks = source_text("landmarks.csv");
  return {
      .communities_csv = communities, .districts_geojson = districts, .landmarks_csv = landmarks};
}

inline const City& city_of(std::uint32_t people) {
  static std::map<std::uint32_t, City> made;
  const auto found = made.find(people);
  if (found != made.end()) return found->second;
  return made.emplace(people, make_synthetic_city(real_sources(), {.people = people}).value())
      .first->second;
}

inline constexpr std::uint32_t kTenth = kCityPeople / 10;

}  // namespace firebreak::synthesis
