// Any bytes as a line list: refused as a whole, or every row accounted for and its file readable.
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "engine/imports/line_list_row.h"

namespace {

using namespace firebreak;

constexpr Instant kNow{1'648'641'600'000};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  auto sheet = imports::ImportSheet::open(text, {}, imports::line_list_columns());
  if (!sheet) return 0;
  while (true) {
    auto rows = (*sheet)->next(100);
    if (!rows || rows->empty()) break;
    for (imports::SheetRow& row : *rows) {
      if (row.fate != imports::Fate::undecided) continue;
      const auto read = imports::read_line_list_row((*sheet)->cells(row), kNow);
      if (read) {
        CHECK(!read->label.empty());
        CHECK(!read->onset || *read->onset <= day_of(kNow));
        row.fate = imports::Fate::created;
      } else {
        CHECK(!read.error().code.empty());
        row.reject(read.error());
      }
    }
    (*sheet)->account(*rows);
  }
  return 0;
}
