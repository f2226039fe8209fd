// Stays on their way to the record: collected, asked for together, each answered for its row.
#pragma once

#include <vector>

#include "engine/imports/import_desk.h"
#include "engine/imports/import_sheet.h"

namespace firebreak::imports {

class StayBatch {
 public:
  explicit StayBatch(ImportDesk& desk) : desk_(desk) {}

  // The row must stay where it is until record(). A row may have several stays.
  void add(const tracing::StayRow& stay, SheetRow& row);
  // Rows with a stay that is new are created; with known ones only, updated; a stay that is refused
  // rejects its row.
  Result<void> record();

 private:
  ImportDesk& desk_;
  std::vector<tracing::StayRow> stays_;
  std::vector<SheetRow*> rows_;
};

}  // namespace firebreak::imports
