#include "fronts/cli/table_text.h"

#include <boost/json.hpp>
#include <fmt/format.h>

namespace firebreak::cli {
namespace {

namespace json = boost::json;

const json::value* find(const json::value& row, std::string_view path) {
  const json::value* at = &row;
  while (at != nullptr && !path.empty()) {
    const std::size_t dot = path.find('.');
    if (!at->is_object()) return nullptr;
    at = at->get_object().if_contains(path.substr(0, dot));
    path = dot == std::string_view::npos ? std::string_view{} : path.substr(dot + 1);
  }
  return at;
}

std::string text_of(const json::value* value) {
  if (value == nullptr || value->is_null()) return "";
  if (value->is_string()) return std::string(value->get_string());
  if (value->is_array()) {  // A path of units, a list of codes.
    std::string joined;
    for (const json::value& entry : value->get_array()) {
      if (!joined.empty()) joined += "/";
      joined += text_of(entry.is_object() ? entry.get_object().if_contains("name") : &entry);
    }
    return joined;
  }
  return json::serialize(*value);
}

bool is_number(const json::value* value) { return value != nullptr && value->is_number(); }

std::string csv_cell(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + "\"";
}

std::string csv_text(const json::array& rows, const std::vector<Column>& columns) {
  std::string out;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    out += (i == 0 ? "" : ",") + csv_cell(columns[i].key);
  }
  out += "\n";
  for (const json::value& row : rows) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
      out += (i == 0 ? "" : ",") + csv_cell(text_of(find(row, columns[i].key)));
    }
    out += "\n";
  }
  return out;
}

std::string padded(const std::string& text, std::size_t width, bool right) {
  const std::size_t have = display_width(text);
  const std::string space(width > have ? width - have : 0, ' ');
  return right ? space + text : text + space;
}

}  // namespace

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::size_t bytes = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    // Everything from Hangul Jamo (U+1100, three bytes) on is wide, but for general punctuation
    // (U+2000 to U+2E7F).
    const bool punctuation =
        lead == 0xe2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xba;
    width += bytes >= 3 && !punctuation ? 2 : 1;
    i += bytes;
  }
  return width;
}

std::string table_text(const json::array& rows, const std::vector<Column>& columns, Format format) {
  if (format == Format::json) return json::serialize(rows) + "\n";
  if (format == Format::csv) return csv_text(rows, columns);
  std::vector<std::size_t> widths;
  std::vector<bool> right(columns.size(), !rows.empty());
  for (std::size_t i = 0; i < columns.size(); ++i) {
    std::size_t width = display_width(columns[i].header);
    for (const json::value& row : rows) {
      const json::value* value = find(row, columns[i].key);
      width = std::max(width, display_width(text_of(value)));
      right[i] = right[i] && is_number(value);
    }
    widths.push_back(width);
  }
  std::string out;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    out += padded(columns[i].header, widths[i], right[i]) + (i + 1 < columns.size() ? "  " : "\n");
  }
  for (const json::value& row : rows) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const std::string cell = text_of(find(row, columns[i].key));
      out += padded(cell, widths[i], right[i]) + (i + 1 < columns.size() ? "  " : "\n");
    }
  }
  return out;
}

}  // namespace firebreak::cli
