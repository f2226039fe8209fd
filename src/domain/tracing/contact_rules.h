// A pack's contact classes as flat predicates, one list for each degree, gravest class first.
//
// A contact of a contact is traced only from contacts whose class the pack names before (graver
// than) the class of degree 2, so casual contacts listed last do not spread.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "domain/policy/pack.h"

namespace firebreak::tracing {

struct SharingRule {
  std::uint16_t class_index;
  std::uint16_t rule_index;
  std::uint32_t place_kinds;  // Bit k: PlaceKind k.
  std::uint32_t seconds_min;  // At least 1.
  std::uint32_t gap_seconds;
  std::uint32_t crowd_max;  // 0: no limit.
};

class SharingRules {
 public:
  void add(std::uint16_t class_index, const policy::ContactClass& contact_class);
  std::span<const SharingRule> rules() const { return rules_; }
  bool empty() const { return rules_.empty(); }
  // The distinct gaps of the rules that name this kind of place, ascending; none: no rule does.
  std::span<const std::uint32_t> gaps(policy::PlaceKind kind) const {
    return gaps_[static_cast<std::size_t>(kind)];
  }

 private:
  std::vector<SharingRule> rules_;
  std::array<std::vector<std::uint32_t>, policy::kPlaceKindNames.size()> gaps_;
};

struct ContactRules {
  explicit ContactRules(const policy::Pack& pack);

  SharingRules first;                    // Degree 1.
  SharingRules second;                   // Degree 2; empty where the pack traces none.
  std::uint16_t second_class_first = 0;  // Contacts of classes before it are traced on.
  std::uint32_t second_people_max = 0;   // The budget.
};

inline constexpr std::uint32_t kSecondDegreePeopleMax = 100'000;  // Whatever the pack says.

constexpr std::uint32_t kind_bit(policy::PlaceKind kind) {
  return std::uint32_t{1} << static_cast<unsigned>(kind);
}

}  // namespace firebreak::tracing
