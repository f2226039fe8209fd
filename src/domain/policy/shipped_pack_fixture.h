// For tests of any room: the text of a pack in policies/.
#pragma once

#include <array>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "domain/policy/pack_reader.h"

namespace firebreak::policy {

inline constexpr std::array<std::string_view, 6> kShippedPacks{"covid19_edition_8",
                                                               "covid19_edition_9",
                                                               "covid19_20_measures",
                                                               "covid19_omicron_city",
                                                               "ebola",
                                                               "measles"};

inline std::string shipped_toml(std::string_view id) {
  std::ifstream file(std::string(FIREBREAK_SOURCE_DIR) + "/policies/" + std::string(id) + ".toml");
  EXPECT_TRUE(file.is_open()) << id;
  return {std::istreambuf_iterator<char>(file), {}};
}

inline Pack shipped_pack(std::string_view id) {
  Result<Pack> pack = read_pack(shipped_toml(id), std::string(id) + ".toml");
  if (pack) return *pack;
  std::string wrong = pack.error().code;
  for (const auto& [name, value] : pack.error().values) wrong += " " + name + "=" + value;
  ADD_FAILURE() << wrong;
  return {};
}

}  // namespace firebreak::policy
