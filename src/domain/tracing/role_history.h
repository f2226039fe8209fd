// Who was what in the response, and since when: contact of contact, close contact, case.
//
// Append only. A change is kept when a person gets a first role, a graver one, or becomes a case
// (again); being listed once more as what one already is changes nothing.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "base/ids.h"
#include "base/instant.h"

namespace firebreak::tracing {

struct RoleChange {
  PersonId person;
  CaseId case_id;                  // Whose contact, or the person's own case.
  std::uint16_t class_index = 0;   // Of the list's pack; kCaseRole for the person's own case.
  std::uint16_t degree = 0;        // 0 for a case.
  std::uint32_t previous = kNone;  // Index of the person's change before this one.
  Instant since;                   // When it was recorded.

  static constexpr std::uint32_t kNone = 0xffffffffU;
  static constexpr std::uint16_t kCaseRole = 0xffffU;
  bool is_case() const { return class_index == kCaseRole; }
  friend bool operator==(const RoleChange&, const RoleChange&) = default;
};

class RoleHistory {
 public:
  void become_contact(PersonId person, CaseId of, std::uint16_t class_index, std::uint16_t degree,
                      Instant since);
  void become_case(PersonId person, CaseId own, Instant since);

  std::size_t size() const { return changes_.size(); }
  std::optional<RoleChange> current(PersonId person) const;
  std::vector<RoleChange> of(PersonId person) const;  // Oldest first.

  template <class Archive>
  void columns(Archive& archive) {
    archive("changes", changes_);
    archive("latest", latest_);
  }

 private:
  void append(RoleChange change);

  std::vector<RoleChange> changes_;
  std::map<std::uint32_t, std::uint32_t> latest_;  // Person -> index of the newest change.
};

}  // namespace firebreak::tracing
