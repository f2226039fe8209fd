#include "domain/tracing/role_history.h"

#include <algorithm>

namespace firebreak::tracing {

void RoleHistory::append(RoleChange change) {
  const auto index = static_cast<std::uint32_t>(changes_.size());
  const auto [at, first] = latest_.try_emplace(change.person.value, index);
  if (!first) {
    change.previous = at->second;
    at->second = index;
  }
  changes_.push_back(change);
}

void RoleHistory::become_contact(PersonId person, CaseId of, std::uint16_t class_index,
                                 std::uint16_t degree, Instant since) {
  const std::optional<RoleChange> now = current(person);
  if (now && (now->is_case() || now->class_index <= class_index)) return;
  append({.person = person,
          .case_id = of,
          .class_index = class_index,
          .degree = degree,
          .since = since});
}

void RoleHistory::become_case(PersonId person, CaseId own, Instant since) {
  append({.person = person, .case_id = own, .class_index = RoleChange::kCaseRole, .since = since});
}

std::optional<RoleChange> RoleHistory::current(PersonId person) const {
  const auto at = latest_.find(person.value);
  if (at == latest_.end()) return std::nullopt;
  return changes_[at->second];
}

std::vector<RoleChange> RoleHistory::of(PersonId person) const {
  std::vector<RoleChange> history;
  const auto at = latest_.find(person.value);
  std::uint32_t index = at == latest_.end() ? RoleChange::kNone : at->second;
  while (index != RoleChange::kNone) {
    history.push_back(changes_[index]);
    index = changes_[index].previous;
  }
  std::ranges::reverse(history);
  return history;
}

}  // namespace firebreak::tracing
