// Invented names of compounds, village groups, shops and firms, and each name stored once.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "analysis/synthesis/city.h"
#include "base/key_table.h"
#include "base/random.h"

namespace firebreak::synthesis {

std::string compound_name(Random& random);       // 锦湖花园
std::string village_group_name(Random& random);  // 袁家湾
// `stem` names the community: 柏庄惠民便利店. Firms go without.
std::string place_name(policy::PlaceKind kind, std::string_view stem, Random& random);

// Adds to the pool what it does not hold yet.
class NameBook {
 public:
  explicit NameBook(StringPool& pool) : pool_(pool) {}
  std::uint32_t number(const std::string& name);
  std::uint32_t door(int floor, int door);  // "1203"
  std::uint32_t numbered(int number, std::string_view suffix) {
    return this->number(std::to_string(number) + std::string(suffix));
  }

 private:
  static constexpr int kFloorsMax = 40;
  static constexpr int kDoorsMax = 64;
  StringPool& pool_;
  KeyTable numbers_;
  std::uint32_t doors_[kFloorsMax][kDoorsMax] = {};  // Number plus one; 0: not yet.
};

}  // namespace firebreak::synthesis
