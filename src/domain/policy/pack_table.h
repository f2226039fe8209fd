// One table of a pack, read key by key, each with its unit, its bounds and its source.
//
// A reader asks for every key that the table may have; `finish` then refuses whatever else stands
// there, and every number that neither `source_of.KEY` nor the table's own `source` covers. What is
// wrong is noted and a default returned, so one reading finds all errors.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/policy/amount_text.h"
#include "domain/policy/pack.h"
#include "domain/policy/pack_problems.h"
#include "domain/policy/source_list.h"
#include "domain/policy/toml_tree.h"

namespace firebreak::policy {

enum class Need : std::uint8_t { required, optional };

struct Bounds {  // Both included.
  std::int64_t min = 0;
  std::int64_t max = 0;
};

template <class Word>
struct NamedWord {
  std::string_view code;
  Word word;
};

class PackTable {
 public:
  struct Notes {  // Shared by all tables of one reading.
    PackProblems problems{};
    SourceList sources{};
  };

  PackTable(const TomlNode& node, std::string path, Notes& notes);

  bool has(std::string_view key) const { return node_->find(key) != nullptr; }

  // Identifiers: a-z, 0-9, '_', '-', '.'; at most kIdBytesMax.
  std::string id(std::string_view key);
  Text both_languages(std::string_view key);  // { zh = "...", en = "..." }
  bool flag(std::string_view key, Need need);
  std::optional<Day> date(std::string_view key, Need need);

  int count(std::string_view key, Bounds bounds, Need need);
  double decimal(std::string_view key, Bounds bounds, Need need);
  // Amounts of time: whole multiples of `unit`, in `unit`.
  int amount(std::string_view key, TimeUnit unit, Bounds bounds, Need need);
  double decimal_days(std::string_view key, Bounds bounds);
  std::vector<int> day_numbers(std::string_view key, int last_day);  // 1..last_day, ascending.

  std::vector<std::string> words(std::string_view key);

  template <class Word, std::size_t kCount>
  Word word(std::string_view key, const std::array<NamedWord<Word>, kCount>& known) {
    const TomlNode* found = of_kind(key, TomlKind::text, Need::required, "\"...\"");
    if (found == nullptr) return {};
    std::string expected;
    for (const auto& [code, value] : known) {
      if (code == found->text) return value;
      expected += (expected.empty() ? "" : ", ") + std::string(code);
    }
    note("pack.unknown_word", *found, expected);
    return {};
  }

  std::optional<PackTable> table(std::string_view key, Need need);
  // [[key]]: one a list item; paths are "key.ID" by the item's `id_key`, which is kept unique.
  std::vector<PackTable> list(std::string_view key, std::string_view id_key, Need need);

  void note(std::string code, std::string_view key, std::string expected);
  void finish();

 private:
  const TomlNode* ask(std::string_view key, Need need, std::string_view example);
  const TomlNode* of_kind(std::string_view key, TomlKind kind, Need need, std::string example);
  const TomlNode* number(std::string_view key, Need need);
  std::optional<double> minutes(std::string_view key, Need need);
  void note(std::string code, const TomlNode& at, std::string expected);
  void cite_numbers();
  void refuse_idle_sources(const TomlNode& exceptions);
  std::string path_of(std::string_view key) const;

  const TomlNode* node_;
  std::string path_;  // Empty for the pack itself.
  Notes* notes_;
  std::vector<std::string> asked_;
  std::vector<std::string> numbers_;  // Keys of numbers that stand there.
};

inline constexpr std::size_t kIdBytesMax = 64;
inline constexpr std::size_t kListItemsMax = 200;

}  // namespace firebreak::policy
