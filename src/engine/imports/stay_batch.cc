#include "engine/imports/stay_batch.h"

#include <algorithm>

namespace firebreak::imports {

void StayBatch::add(const tracing::StayRow& stay, SheetRow& row) {
  stays_.push_back(stay);
  rows_.push_back(&row);
}

Result<void> StayBatch::record() {
  for (std::size_t first = 0; first < stays_.size(); first += tracing::kStaysPerRequestMax) {
    const std::size_t last = std::min(stays_.size(), first + tracing::kStaysPerRequestMax);
    tracing::RecordStays request;
    request.stays.assign(stays_.begin() + static_cast<std::ptrdiff_t>(first),
                         stays_.begin() + static_cast<std::ptrdiff_t>(last));
    const service::Answer answer = desk_.ask(tracing::Request(std::move(request)));
    if (!answer) return answer.error();
    for (std::size_t i = 0; i < answer->rows.size(); ++i) {
      const core::RowFate& fate = answer->rows[i];
      SheetRow& row = *rows_[first + i];
      if (fate.kind != core::RowFate::Kind::refused) {
        if (row.fate != Fate::rejected) row.fate = Fate::created;
      } else if (fate.refusal.code != "stay.duplicate") {
        row.reject(fate.refusal);
      } else if (row.fate == Fate::undecided) {
        row.fate = Fate::updated;
      }
    }
  }
  stays_.clear();
  rows_.clear();
  return {};
}

}  // namespace firebreak::imports
