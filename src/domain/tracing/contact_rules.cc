#include "domain/tracing/contact_rules.h"

#include <algorithm>

namespace firebreak::tracing {

void SharingRules::add(std::uint16_t class_index, const policy::ContactClass& contact_class) {
  for (std::size_t i = 0; i < contact_class.rules.size(); ++i) {
    const policy::ContactRule& rule = contact_class.rules[i];
    SharingRule flat{.class_index = class_index,
                     .rule_index = static_cast<std::uint16_t>(i),
                     .place_kinds = 0,
                     .seconds_min = static_cast<std::uint32_t>(std::max(1, rule.minutes_min * 60)),
                     .gap_seconds = static_cast<std::uint32_t>(rule.gap_minutes_max) * 60,
                     .crowd_max = static_cast<std::uint32_t>(rule.crowd_max)};
    for (const policy::PlaceKind kind : rule.places) {
      flat.place_kinds |= kind_bit(kind);
      std::vector<std::uint32_t>& gaps = gaps_[static_cast<std::size_t>(kind)];
      const auto at = std::ranges::lower_bound(gaps, flat.gap_seconds);
      if (at == gaps.end() || *at != flat.gap_seconds) gaps.insert(at, flat.gap_seconds);
    }
    rules_.push_back(flat);
  }
}

ContactRules::ContactRules(const policy::Pack& pack) {
  bool found = false;
  for (std::size_t i = 0; i < pack.contact_classes.size(); ++i) {
    const policy::ContactClass& contact_class = pack.contact_classes[i];
    const auto index = static_cast<std::uint16_t>(i);
    if (contact_class.degree == 1) {
      first.add(index, contact_class);
    } else if (pack.second_degree.traced) {
      second.add(index, contact_class);
      if (!found) second_class_first = index;
      found = true;
    }
  }
  const auto asked = static_cast<std::uint32_t>(pack.second_degree.people_per_case_max);
  second_people_max = asked == 0 ? kSecondDegreePeopleMax : std::min(asked, kSecondDegreePeopleMax);
}

}  // namespace firebreak::tracing
