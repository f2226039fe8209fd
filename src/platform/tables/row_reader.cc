#include "platform/tables/row_reader.h"

#include <array>

namespace firebreak::tables {

std::string_view cell_note_name(CellNoteKind kind) {
  constexpr std::array<std::string_view, 4> kNames = {"lost_digits", "error_value",
                                                      "no_cached_value", "no_such_day"};
  return kNames[static_cast<std::size_t>(kind)];
}

}  // namespace firebreak::tables
