#include "domain/policy/pack_sections.h"

namespace firebreak::policy {
namespace {

constexpr std::array kParties{NamedWord<Party>{"territory", Party::territory},
                              NamedWord<Party>{"department", Party::department},
                              NamedWord<Party>{"unit", Party::unit},
                              NamedWord<Party>{"individual", Party::individual}};

constexpr Bounds kLimitMinutes{1, 90 * 24 * 60};
constexpr Bounds kEscalateMinutes{0, 30 * 24 * 60};
constexpr Bounds kRetentionDays{1, 3650};

ClockRule read_clock(PackTable& table) {
  ClockRule clock{.kept = true};
  clock.title = table.both_languages("title");
  clock.party = table.word("party", kParties);
  clock.limit =
      Duration::minutes(table.amount("limit", TimeUnit::minute, kLimitMinutes, Need::required));
  clock.escalate_after = Duration::minutes(
      table.amount("escalate_after", TimeUnit::minute, kEscalateMinutes, Need::optional));
  table.finish();
  return clock;
}

}  // namespace

void read_clocks(PackTable& file, Pack& pack) {
  std::optional<PackTable> clocks = file.table("clocks", Need::required);
  if (!clocks) return;
  for (int i = 0; i < kDutyKindCount; ++i) {
    const auto kind = static_cast<DutyKind>(i);
    std::optional<PackTable> table = clocks->table(code_of(kind), Need::optional);
    if (table) pack.clocks[static_cast<std::size_t>(i)] = read_clock(*table);
  }
  clocks->finish();
}

void read_retention(PackTable& file, Pack& pack) {
  std::optional<PackTable> table = file.table("retention", Need::required);
  if (!table) return;
  for (const std::string_view purpose : kRetentionPurposes) {
    // Without an end nobody would ever erase them, so the two that hold movements are required.
    const Need need = purpose == "stays" || purpose == "contacts" ? Need::required : Need::optional;
    const int days = table->amount(purpose, TimeUnit::day, kRetentionDays, need);
    if (days > 0) pack.retention_days[std::string(purpose)] = days;
  }
  table->finish();
}

}  // namespace firebreak::policy
