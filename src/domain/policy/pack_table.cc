#include "domain/policy/pack_table.h"

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

namespace firebreak::policy {
namespace {

constexpr std::string_view kAmountExamples = "\"30 min\", \"4 h\", \"14 d\"";

std::string range_text(Bounds bounds, std::string_view unit = "") {
  return fmt::format("{}..{}{}", bounds.min, bounds.max, unit);
}

std::string_view unit_text(TimeUnit unit) {
  return unit == TimeUnit::minute ? " min" : unit == TimeUnit::hour ? " h" : " d";
}

bool is_id(std::string_view text) {
  return !text.empty() && text.size() <= kIdBytesMax && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
  });
}

std::string found_text(const TomlNode& node) {
  switch (node.kind) {
    case TomlKind::text:
      return "\"" + node.text + "\"";
    case TomlKind::integer:
      return std::to_string(node.integer);
    case TomlKind::decimal:
      return fmt::format("{}", node.decimal);
    case TomlKind::boolean:
      return node.boolean ? "true" : "false";
    case TomlKind::date:
      return to_text(node.date);
    case TomlKind::array:
      return "[...]";
    case TomlKind::table:
      return "{...}";
    case TomlKind::other:
      break;
  }
  return "";
}

bool within(double value, Bounds bounds) {  // False for a NaN too.
  return value >= static_cast<double>(bounds.min) && value <= static_cast<double>(bounds.max);
}

}  // namespace

PackTable::PackTable(const TomlNode& node, std::string path, Notes& notes)
    : node_(&node), path_(std::move(path)), notes_(&notes) {}

std::string PackTable::path_of(std::string_view key) const {
  return path_.empty() ? std::string(key) : path_ + "." + std::string(key);
}

void PackTable::note(std::string code, const TomlNode& at, std::string expected) {
  notes_->problems.add({.code = std::move(code),
                        .key = at.key.empty() ? path_ : path_of(at.key),
                        .line = at.line,
                        .column = at.column,
                        .found = found_text(at),
                        .expected = std::move(expected)});
}

void PackTable::note(std::string code, std::string_view key, std::string expected) {
  const TomlNode* at = node_->find(key);
  notes_->problems.add({.code = std::move(code),
                        .key = path_of(key),
                        .line = at != nullptr ? at->line : node_->line,
                        .column = at != nullptr ? at->column : node_->column,
                        .found = at != nullptr ? found_text(*at) : "",
                        .expected = std::move(expected)});
}

const TomlNode* PackTable::ask(std::string_view key, Need need, std::string_view example) {
  asked_.emplace_back(key);
  const TomlNode* found = node_->find(key);
  if (found == nullptr && need == Need::required) {
    note("pack.missing_key", key, fmt::format("{} = {}", key, example));
  }
  return found;
}

const TomlNode* PackTable::of_kind(std::string_view key, TomlKind kind, Need need,
                                   std::string example) {
  const TomlNode* found = ask(key, need, example);
  if (found == nullptr || found->kind == kind) return found;
  note("pack.wrong_type", *found, std::move(example));
  return nullptr;
}

std::string PackTable::id(std::string_view key) {
  const TomlNode* found = of_kind(key, TomlKind::text, Need::required, "\"...\"");
  if (found == nullptr) return "";
  if (!is_id(found->text)) note("pack.unknown_word", *found, "a-z 0-9 _ - .");
  return found->text;
}

Text PackTable::both_languages(std::string_view key) {
  constexpr std::string_view kExample = "{ zh = \"...\", en = \"...\" }";
  const TomlNode* found = of_kind(key, TomlKind::table, Need::required, std::string(kExample));
  if (found == nullptr) return {};
  PackTable texts(*found, path_of(key), *notes_);
  Text both;
  for (auto [code, into] : {std::pair{"zh", &both.zh}, {"en", &both.en}}) {
    const TomlNode* text = texts.of_kind(code, TomlKind::text, Need::required, "\"...\"");
    if (text == nullptr) continue;
    *into = text->text;
    if (into->empty()) texts.note("pack.missing_key", *text, std::string(kExample));
  }
  texts.finish();
  return both;
}

bool PackTable::flag(std::string_view key, Need need) {
  const TomlNode* found = of_kind(key, TomlKind::boolean, need, "true, false");
  return found != nullptr && found->boolean;
}

std::optional<Day> PackTable::date(std::string_view key, Need need) {
  const TomlNode* found = of_kind(key, TomlKind::date, need, "2022-03-30");
  return found == nullptr ? std::nullopt : std::optional(found->date);
}

const TomlNode* PackTable::number(std::string_view key, Need need) {
  const TomlNode* found = ask(key, need, "10");
  if (found == nullptr) return nullptr;
  numbers_.emplace_back(key);
  return found;
}

int PackTable::count(std::string_view key, Bounds bounds, Need need) {
  const TomlNode* found = number(key, need);
  if (found == nullptr) return 0;
  if (found->kind != TomlKind::integer) {
    note("pack.wrong_type", *found, range_text(bounds));
  } else if (found->integer < bounds.min || found->integer > bounds.max) {
    note("pack.out_of_range", *found, range_text(bounds));
  } else {
    return static_cast<int>(found->integer);
  }
  return 0;
}

double PackTable::decimal(std::string_view key, Bounds bounds, Need need) {
  const TomlNode* found = number(key, need);
  if (found == nullptr) return 0;
  if (found->kind != TomlKind::integer && found->kind != TomlKind::decimal) {
    note("pack.wrong_type", *found, range_text(bounds));
  } else if (!within(found->decimal, bounds)) {
    note("pack.out_of_range", *found, range_text(bounds));
  } else {
    return found->decimal;
  }
  return 0;
}

std::optional<double> PackTable::minutes(std::string_view key, Need need) {
  const TomlNode* found = ask(key, need, "\"14 d\"");
  if (found == nullptr) return std::nullopt;
  numbers_.emplace_back(key);
  const std::string expected(kAmountExamples);
  if (found->kind == TomlKind::integer || found->kind == TomlKind::decimal) {
    note("pack.missing_unit", *found, expected);
    return std::nullopt;
  }
  const Amount amount = found->kind == TomlKind::text
                            ? parse_amount(found->text)
                            : Amount{.problem = AmountProblem::not_an_amount};
  switch (amount.problem) {
    case AmountProblem::none:
      return amount.minutes;
    case AmountProblem::missing_unit:
      note("pack.missing_unit", *found, expected);
      break;
    case AmountProblem::unknown_unit:
      note("pack.unknown_word", *found, expected);
      break;
    case AmountProblem::not_an_amount:
      note("pack.wrong_type", *found, expected);
      break;
  }
  return std::nullopt;
}

int PackTable::amount(std::string_view key, TimeUnit unit, Bounds bounds, Need need) {
  const std::optional<double> all = minutes(key, need);
  if (!all) return 0;
  const double in_unit = *all / minutes_of(unit);
  if (within(in_unit, bounds) && in_unit == std::floor(in_unit)) return static_cast<int>(in_unit);
  note("pack.out_of_range", key, range_text(bounds, unit_text(unit)));
  return 0;
}

double PackTable::decimal_days(std::string_view key, Bounds bounds) {
  const std::optional<double> all = minutes(key, Need::required);
  if (!all) return 0;
  const double days = *all / minutes_of(TimeUnit::day);
  if (within(days, bounds) && days > 0) return days;
  note("pack.out_of_range", key, range_text(bounds, " d"));
  return 0;
}

std::vector<int> PackTable::day_numbers(std::string_view key, int last_day) {
  const TomlNode* found = of_kind(key, TomlKind::array, Need::optional, "[1, 4, 7]");
  std::vector<int> days;
  if (found == nullptr) return days;
  numbers_.emplace_back(key);
  const std::string expected = fmt::format("1..{}, 1 < 4 < 7", last_day);
  for (const TomlNode& item : found->children) {
    if (item.kind != TomlKind::integer) {
      note("pack.wrong_type", key, "[1, 4, 7]");
      return {};
    }
    const std::int64_t after = days.empty() ? 0 : days.back();
    if (item.integer <= after || item.integer > last_day) {
      note("pack.out_of_range", key, expected);
      return {};
    }
    days.push_back(static_cast<int>(item.integer));
  }
  return days;
}

std::vector<std::string> PackTable::words(std::string_view key) {
  const TomlNode* found = of_kind(key, TomlKind::array, Need::required, "[\"...\"]");
  std::vector<std::string> words;
  if (found == nullptr) return words;
  for (const TomlNode& item : found->children) {
    if (item.kind != TomlKind::text || words.size() == kListItemsMax) {
      note("pack.wrong_type", key, "[\"...\"]");
      return {};
    }
    words.push_back(item.text);
  }
  if (words.empty()) note("pack.missing_key", key, "[\"...\"]");
  return words;
}

std::optional<PackTable> PackTable::table(std::string_view key, Need need) {
  const std::string example = fmt::format("[{}]", path_of(key));
  const TomlNode* found = of_kind(key, TomlKind::table, need, example);
  if (found == nullptr) return std::nullopt;
  return PackTable(*found, path_of(key), *notes_);
}

std::vector<PackTable> PackTable::list(std::string_view key, std::string_view id_key, Need need) {
  const std::string example = fmt::format("[[{}]]", key);
  const TomlNode* found = of_kind(key, TomlKind::array, need, example);
  std::vector<PackTable> items;
  if (found == nullptr) return items;
  std::set<std::string> ids;
  for (const TomlNode& item : found->children) {
    if (item.kind != TomlKind::table || items.size() == kListItemsMax) {
      note("pack.wrong_type", key, example);
      break;
    }
    const TomlNode* id = item.find(id_key);
    const std::string name =
        id != nullptr && !id->text.empty() ? id->text : std::to_string(items.size() + 1);
    items.push_back(PackTable(item, path_of(key) + "." + name, *notes_));
    if (!ids.insert(name).second) items.back().note("pack.duplicate_id", id_key, "");
  }
  if (items.empty() && need == Need::required) note("pack.missing_key", key, example);
  return items;
}

void PackTable::cite_numbers() {
  const TomlNode* own = node_->find("source");
  const TomlNode* exceptions = of_kind("source_of", TomlKind::table, Need::optional, "{ ... }");
  bool own_used = false;
  for (const std::string& key : numbers_) {
    const TomlNode* exception = exceptions != nullptr ? exceptions->find(key) : nullptr;
    const TomlNode* source = exception != nullptr ? exception : own;
    own_used = own_used || (source != nullptr && source == own);
    if (source == nullptr) {
      note("pack.no_source", key, "source = \"...\"");
    } else {
      notes_->sources.cite(path_of(key), *source, notes_->problems);
    }
  }
  // A table's source may also speak for its words, so it is kept and checked all the same.
  if (own != nullptr && !own_used) {
    notes_->sources.cite(path_of("source"), *own, notes_->problems);
  }
  if (exceptions != nullptr) refuse_idle_sources(*exceptions);
}

void PackTable::refuse_idle_sources(const TomlNode& exceptions) {
  for (const TomlNode& exception : exceptions.children) {
    if (std::ranges::find(numbers_, exception.key) != numbers_.end()) continue;
    notes_->problems.add({.code = "pack.unknown_key",
                          .key = path_of("source_of." + exception.key),
                          .line = exception.line,
                          .column = exception.column,
                          .found = exception.key,
                          .expected = fmt::format("{}", fmt::join(numbers_, ", "))});
  }
}

void PackTable::finish() {
  std::ranges::sort(asked_);
  for (const TomlNode& child : node_->children) {
    if (child.key == "source" || child.key == "source_of") continue;
    if (std::ranges::find(asked_, child.key) != asked_.end()) continue;
    note("pack.unknown_key", child, fmt::format("{}", fmt::join(asked_, ", ")));
  }
  cite_numbers();
}

}  // namespace firebreak::policy
