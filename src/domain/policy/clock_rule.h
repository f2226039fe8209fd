// What must be done by somebody by a time, and who of the four parties (四方责任) owes it.
//
// The numbers of both enumerations are kept in journals: new kinds are added at the end.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/instant.h"

namespace firebreak::policy {

struct Text {  // Shown to people: both languages, always.
  std::string zh;
  std::string en;
};

// Of the four parties (四方责任), the one that owes a duty.
enum class Party : std::uint8_t { territory = 0, department = 1, unit = 2, individual = 3 };

// What must be done by somebody by a time, in the order of the response.
enum class DutyKind : std::uint8_t {
  notify_sampling_team = 0,  // A positive pool: the emergency sampling team is told.
  notify_community = 1,
  notify_police = 2,
  hold_pool_member = 3,  // Each person of the tube found and held.
  single_retest = 4,     // Re-sampled singly, result back.
  antigen_test = 5,
  case_report = 6,    // Direct online report.
  case_transfer = 7,  // To hospital.
  core_facts = 8,     // First trajectory and core information.
  isolate_close_contact = 9,
  isolate_second_degree = 10,
  full_report = 11,      // Case investigation form, first report.
  collect_missing = 12,  // A person missed by a round.
  mend_exception = 13,   // A named exception of the laboratory chain.
  acknowledge_order = 14,
  release_test = 15,
};
inline constexpr int kDutyKindCount = 16;

struct ClockRule {
  bool kept = false;        // A pack that does not name a kind opens no duty of it.
  Duration limit;           // From the moment the duty arises.
  Duration escalate_after;  // Past the limit; 0: at once.
  Party party = Party::territory;
  Text title;
};

std::string_view code_of(DutyKind kind);  // "single_retest"
std::string_view code_of(Party party);    // "territory"
std::optional<DutyKind> duty_kind_of(std::string_view code);
std::optional<Party> party_of(std::string_view code);

}  // namespace firebreak::policy
