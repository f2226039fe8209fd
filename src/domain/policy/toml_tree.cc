#include "domain/policy/toml_tree.h"

#include <algorithm>
#include <string>

#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
#define TOML_ENABLE_WINDOWS_COMPAT 0
#define TOML_MAX_NESTED_VALUES 8
#include <toml++/toml.h>

namespace firebreak::policy {
namespace {

TomlNode node_of(const toml::node& value, std::string key, const toml::source_position& at,
                 int depth);

// Tables that a deeper header implies have no place of their own: they get their parent's.
toml::source_position position_of(const toml::source_position& own,
                                  const toml::source_position& parent) {
  return own.line > 0 ? own : parent;
}

void add_children(const toml::node& value, const toml::source_position& at, int depth,
                  TomlNode& into) {
  if (const toml::table* table = value.as_table()) {
    for (const auto& [key, child] : *table) {
      into.children.push_back(
          node_of(child, std::string(key.str()), position_of(key.source().begin, at), depth + 1));
    }
    std::ranges::stable_sort(into.children, [](const TomlNode& a, const TomlNode& b) {
      return std::pair(a.line, a.column) < std::pair(b.line, b.column);
    });
  } else if (const toml::array* array = value.as_array()) {
    for (const toml::node& child : *array) {
      into.children.push_back(node_of(child, "", position_of(child.source().begin, at), depth + 1));
    }
  }
}

void read_scalar(const toml::node& value, TomlNode& into) {
  if (const auto* text = value.as_string()) {
    into.kind = TomlKind::text;
    into.text = text->get();
  } else if (const auto* integer = value.as_integer()) {
    into.kind = TomlKind::integer;
    into.integer = integer->get();
    into.decimal = static_cast<double>(integer->get());
  } else if (const auto* decimal = value.as_floating_point()) {
    into.kind = TomlKind::decimal;
    into.decimal = decimal->get();
  } else if (const auto* boolean = value.as_boolean()) {
    into.kind = TomlKind::boolean;
    into.boolean = boolean->get();
  } else if (const auto* date = value.as_date()) {
    const auto day = make_day(date->get().year, date->get().month, date->get().day);
    if (!day) return;
    into.kind = TomlKind::date;
    into.date = *day;
  }
}

TomlNode node_of(const toml::node& value, std::string key, const toml::source_position& at,
                 int depth) {
  TomlNode node{.key = std::move(key),
                .line = static_cast<int>(at.line),
                .column = static_cast<int>(at.column)};
  if (value.is_table()) node.kind = TomlKind::table;
  if (value.is_array()) node.kind = TomlKind::array;
  read_scalar(value, node);
  if (depth < kTomlDepthMax) add_children(value, at, depth, node);
  return node;
}

Refusal refusal(std::string code, std::string_view file_name, int line, int column,
                std::string reason) {
  return {.code = std::move(code),
          .values = {{"file", std::string(file_name)},
                     {"line", std::to_string(line)},
                     {"column", std::to_string(column)},
                     {"reason", std::move(reason)}}};
}

// The number of the first line that is too long; 0: none is.
int overlong_line(std::string_view toml) {
  int line = 1;
  std::size_t length = 0;
  for (const char byte : toml) {
    length = byte == '\n' ? 0 : length + 1;
    if (length > kPackLineBytesMax) return line;
    if (byte == '\n') ++line;
  }
  return 0;
}

}  // namespace

const TomlNode* TomlNode::find(std::string_view child_key) const {
  const auto found = std::ranges::find(children, child_key, &TomlNode::key);
  return found == children.end() ? nullptr : &*found;
}

Result<TomlNode> parse_toml(std::string_view toml, std::string_view file_name) {
  if (toml.size() > kPackBytesMax) {
    return refusal("pack.too_large", file_name, 1, 1, std::to_string(kPackBytesMax) + " B");
  }
  if (const int line = overlong_line(toml); line > 0) {
    return refusal("pack.too_large", file_name, line, static_cast<int>(kPackLineBytesMax) + 1,
                   std::to_string(kPackLineBytesMax) + " B");
  }
  const toml::parse_result parsed = toml::parse(toml);
  if (!parsed) {
    const toml::parse_error& error = parsed.error();
    return refusal("pack.syntax", file_name, static_cast<int>(error.source().begin.line),
                   static_cast<int>(error.source().begin.column), std::string(error.description()));
  }
  return node_of(parsed.table(), "", {1, 1}, 0);
}

}  // namespace firebreak::policy
