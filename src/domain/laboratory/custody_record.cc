#include "domain/laboratory/custody_record.h"

namespace firebreak::laboratory {

std::span<const TubeId> CustodyRecord::tubes_of(std::uint32_t hand_over) const {
  const std::uint32_t first = hand_over == 0 ? 0 : hand_overs_[hand_over - 1].tubes_end;
  return {tubes_.data() + first, hand_overs_[hand_over].tubes_end - first};
}

void CustodyRecord::add_hand_over(HandOverRow row, std::string_view courier,
                                  std::span<const TubeId> tubes) {
  row.courier = couriers_.add(courier);
  tubes_.insert(tubes_.end(), tubes.begin(), tubes.end());
  row.tubes_end = static_cast<std::uint32_t>(tubes_.size());
  hand_overs_.push_back(row);
}

}  // namespace firebreak::laboratory
