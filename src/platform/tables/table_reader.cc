#include "platform/tables/table_reader.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "platform/tables/csv_reader.h"
#include "platform/tables/xlsx_reader.h"

namespace firebreak::tables {
namespace {

constexpr std::size_t kMagicBytes = 64;
constexpr std::size_t kContainerBytesMax = 64 << 20;
constexpr std::string_view kZip = "PK\x03\x04";
constexpr std::string_view kCompoundFile = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

std::string_view foreign_format(std::string_view start) {
  struct Magic {
    std::string_view bytes;
    std::string_view format;
  };
  constexpr std::array<Magic, 8> kMagics = {{{"%PDF", "PDF"},
                                             {"\x89PNG", "PNG"},
                                             {"\xFF\xD8\xFF", "JPEG"},
                                             {"\x1F\x8B", "gzip"},
                                             {"7z\xBC\xAF", "7z"},
                                             {"Rar!", "RAR"},
                                             {"SQLite format 3", "SQLite"},
                                             {"{\\rtf", "RTF"}}};
  for (const auto& magic : kMagics) {
    if (start.starts_with(magic.bytes)) return magic.format;
  }
  if (start.starts_with("\xEF\xBB\xBF")) start.remove_prefix(3);
  while (!start.empty() && static_cast<unsigned char>(start.front()) <= ' ') start.remove_prefix(1);
  std::string lower(start.substr(0, 16));
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](unsigned char byte) { return static_cast<char>(std::tolower(byte)); });
  // Many systems save a web page under the name of a spreadsheet.
  for (const std::string_view tag : {"<!doctype", "<html", "<table", "<?xml", "<meta", "<head"}) {
    if (lower.starts_with(tag)) return tag == "<?xml" ? "XML" : "HTML";
  }
  return {};
}

// An encrypted .xlsx lies in the same container as an old .xls, under this name in UTF-16.
Result<bool> is_encrypted(ByteSource& source) {
  const auto bytes = first_bytes(source, std::min<std::size_t>(source.size(), kContainerBytesMax));
  if (!bytes) return bytes.error();
  std::string name;
  for (const char letter : std::string_view("EncryptedPackage")) name.append({letter, '\0'});
  return bytes->find(name) != std::string::npos;
}

}  // namespace

Result<std::unique_ptr<RowReader>> open_table(const TableInput& input,
                                              const TableOptions& options) {
  auto source = open_source(input);
  if (!source) return source.error();
  const auto start = first_bytes(**source, kMagicBytes);
  if (!start) return start.error();
  if (start->starts_with(kZip)) {
    return open_xlsx(input, {.sheet = options.sheet, .formula_guard = options.formula_guard});
  }
  if (start->starts_with(kCompoundFile)) {
    const auto encrypted = is_encrypted(**source);
    if (!encrypted) return encrypted.error();
    return Refusal{*encrypted ? "table.password_protected" : "table.old_workbook", "file"};
  }
  const std::string_view foreign = foreign_format(*start);
  if (!foreign.empty()) {
    return Refusal{"table.unknown_format", "file", {{"format", std::string(foreign)}}};
  }
  return CsvReader::open(input,
                         {.delimiter = options.delimiter, .formula_guard = options.formula_guard});
}

}  // namespace firebreak::tables
