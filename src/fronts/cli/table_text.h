// Rows of JSON objects as a table for people, as CSV or as JSON: the same for every command.
#pragma once

#include <string>
#include <vector>

#include <boost/json/array.hpp>

namespace firebreak::cli {

enum class Format { table, csv, json };

struct Column {
  std::string key;     // "person", or a path of keys "place.name"; "path" joins an array of names.
  std::string header;  // As people read it.
};

std::string table_text(const boost::json::array& rows, const std::vector<Column>& columns,
                       Format format);

// Columns that the text takes on a terminal: Chinese characters take two.
std::size_t display_width(std::string_view text);

}  // namespace firebreak::cli
