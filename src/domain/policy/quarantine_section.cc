#include <algorithm>

#include "domain/policy/pack_sections.h"

namespace firebreak::policy {
namespace {

constexpr Bounds kQuarantineDays{0, 90};

QuarantineRule read_rule(PackTable& table) {
  QuarantineRule rule;
  rule.contact_class = table.id("contact_class");
  rule.facility_days = table.amount("facility", TimeUnit::day, kQuarantineDays, Need::required);
  // A rule of no days at all would release people before it holds them.
  const Bounds home{rule.facility_days == 0 ? 1 : 0, kQuarantineDays.max};
  rule.home_days = table.amount("home", TimeUnit::day, home, Need::required);
  rule.facility_test_days = table.day_numbers("facility_test_days", rule.facility_days);
  rule.home_test_days = table.day_numbers("home_test_days", rule.home_days);
  table.finish();
  return rule;
}

}  // namespace

void read_quarantine(PackTable& file, Pack& pack) {
  for (PackTable& table : file.list("quarantine", "contact_class", Need::required)) {
    pack.quarantine.push_back(read_rule(table));
    const std::string& wanted = pack.quarantine.back().contact_class;
    const auto& classes = pack.contact_classes;
    if (std::ranges::find(classes, wanted, &ContactClass::id) == classes.end()) {
      std::string known;
      for (const ContactClass& each : classes) known += (known.empty() ? "" : ", ") + each.id;
      table.note("pack.dangling_reference", "contact_class", known);
    }
  }
}

}  // namespace firebreak::policy
