#include "domain/laboratory/exemptions.h"

namespace firebreak::laboratory {

const Exemption* Exemptions::lasting(PersonId person, RoundId round) const {
  const Exemption* lasting = nullptr;
  for (std::uint32_t i = latest_[person]; i != kNone; i = rows_[i].previous) {
    const Exemption& row = rows_[i];
    if (row.round.known() && row.round != round) continue;
    if (lasting == nullptr || row.expires_at > lasting->expires_at) lasting = &row;
  }
  return lasting;
}

std::uint32_t Exemptions::add(PersonId person, RoundId round, std::string_view reason,
                              Instant expires_at) {
  std::uint32_t number = 0;
  while (number < reasons_.size() && reasons_[number] != reason) ++number;
  if (number == reasons_.size()) reasons_.add(reason);
  const auto index = static_cast<std::uint32_t>(rows_.size());
  rows_.push_back({.person = person,
                   .round = round,
                   .reason = number,
                   .previous = latest_[person],
                   .expires_at = expires_at});
  latest_.set(person, index);
  return index;
}

}  // namespace firebreak::laboratory
