#include "base/key_table.h"

#include <map>

#include <gtest/gtest.h>

#include "base/random.h"

namespace firebreak {
namespace {

TEST(KeyTable, AgreesWithAMap) {
  Random random(5);
  KeyTable table;
  std::map<Key, std::uint32_t> oracle;
  for (std::uint32_t step = 0; step < 20000; ++step) {
    // Few distinct keys and colliding low bits, so that probing and replacing are reached.
    const Key key{.high = random.below(50) + 1, .low = random.below(40) * 1024};
    table.insert(key, step);
    oracle[key] = step;
  }
  EXPECT_EQ(table.size(), oracle.size());
  for (const auto& [key, value] : oracle) EXPECT_EQ(table.find(key), value);
  EXPECT_FALSE(table.find(Key{.high = 99, .low = 1}).has_value());
}

TEST(Key, ReadsUuids) {
  const auto key = parse_key("00112233-4455-6677-8899-aabbccddeeff");
  ASSERT_TRUE(key.has_value());
  EXPECT_EQ(to_text(*key), "00112233445566778899aabbccddeeff");
  EXPECT_FALSE(parse_key("0011").has_value());
  EXPECT_FALSE(parse_key("00000000-0000-0000-0000-000000000000").has_value());
  EXPECT_FALSE(parse_key("g0112233445566778899aabbccddeeff").has_value());
}

}  // namespace
}  // namespace firebreak
