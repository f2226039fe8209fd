// A TOML text as a small tree with the line and column of every value.
//
// The only door to the TOML library: what it throws, asserts or leaves out of order stays behind
// it. Children are in the order of the file. Refuses `pack.too_large` and `pack.syntax`.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/result.h"

namespace firebreak::policy {

inline constexpr std::size_t kPackBytesMax = 256 * 1024;
// A line bounds how deep dotted keys nest, and so the stack that their destruction takes.
inline constexpr std::size_t kPackLineBytesMax = 1000;
inline constexpr int kTomlDepthMax = 8;  // No table of a pack is deeper; below it nothing is read.

enum class TomlKind : std::uint8_t { text, integer, decimal, boolean, date, array, table, other };

struct TomlNode {
  TomlKind kind = TomlKind::other;
  std::string key;  // Empty for an item of an array.
  int line = 1;     // 1-based, of the key or, without one, of the value.
  int column = 1;
  std::string text{};        // kind text.
  std::int64_t integer = 0;  // kind integer.
  double decimal = 0;        // kind decimal; also the value of an integer.
  bool boolean = false;
  Day date{};
  std::vector<TomlNode> children{};  // Of an array or a table.

  const TomlNode* find(std::string_view child_key) const;
};

Result<TomlNode> parse_toml(std::string_view toml, std::string_view file_name);

}  // namespace firebreak::policy
