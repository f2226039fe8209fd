// One number per person, in pages that exist only where somebody has one.
//
// A round of one school costs a few pages, a round of the whole city 4 bytes a person. What was
// never set reads as kNone. Reading and writing are two array look-ups.
#pragma once

#include <cstdint>
#include <vector>

#include "base/ids.h"

namespace firebreak::laboratory {

class PersonColumn {
 public:
  static constexpr std::uint32_t kNone = 0xffffffffU;

  std::uint32_t operator[](PersonId person) const {
    const std::size_t page = person.value >> kPageBits;
    if (page >= pages_.size() || pages_[page].empty()) return kNone;
    return pages_[page][person.value & kPageMask];
  }
  void set(PersonId person, std::uint32_t value) {
    const std::size_t page = person.value >> kPageBits;
    if (page >= pages_.size()) pages_.resize(page + 1);
    if (pages_[page].empty()) pages_[page].assign(kPageMask + 1, kNone);
    pages_[page][person.value & kPageMask] = value;
  }
  template <class Visit>
  void for_each(Visit visit) const {  // visit(person, value), by PersonId.
    for (std::uint32_t page = 0; page < pages_.size(); ++page) {
      for (std::uint32_t i = 0; i < pages_[page].size(); ++i) {
        if (pages_[page][i] != kNone) visit(PersonId{page << kPageBits | i}, pages_[page][i]);
      }
    }
  }

  template <class Archive>
  void columns(Archive& archive) {
    archive("pages", pages_);
  }

 private:
  static constexpr std::uint32_t kPageBits = 12;
  static constexpr std::uint32_t kPageMask = (1U << kPageBits) - 1;
  std::vector<std::vector<std::uint32_t>> pages_;  // Empty, or full pages.
};

}  // namespace firebreak::laboratory
