// The named arguments of one statement, read as what the verb expects.
//
// A verb says which keys it knows, which it needs, and whether it has a subject (the word after
// it). Each reader notes the first fault and gives a harmless value, so that a statement is read to
// its end and then asked once. Refuses, with file and line: scenario.subject, scenario.key (unknown
// or twice), scenario.missing, scenario.value (with what was expected).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fronts/scenario/scenario_text.h"

namespace firebreak::scenario {

struct Span {  // a..b, both ends included; a alone is a..a.
  double first = 0;
  double last = 0;
};

struct DaySpan {
  Day first;
  Day last;
};

struct Keys {
  bool subject = false;
  std::string_view known{};   // "person class onset"
  std::string_view needed{};  // Those of `known` that must be there.
};

class Arguments {
 public:
  Arguments(std::string_view file_name, const Statement& statement, const Keys& keys);

  const std::string& subject() const { return subject_; }
  std::uint32_t line() const { return line_; }
  std::string_view file_name() const { return file_name_; }
  bool has(std::string_view key) const { return find(key) != nullptr; }

  // Each gives `otherwise` where the key is absent.
  std::string text(std::string_view key, std::string_view otherwise = {});
  std::int64_t number(std::string_view key, std::int64_t otherwise = 0);
  double share(std::string_view key, double otherwise = 0);  // "12%"
  bool yes(std::string_view key);                            // "yes" or "no"
  Span span(std::string_view key, Span otherwise = {});      // "5..20"
  std::optional<Day> day(std::string_view key);
  std::optional<DaySpan> days(std::string_view key);     // "2022-03-28..2022-03-29"
  std::optional<Instant> instant(std::string_view key);  // "2022-03-30 14:00"
  std::vector<std::string> list(std::string_view key);   // "a,b,c"
  std::vector<double> numbers(std::string_view key);     // "2,9,12"

  // A word looked up elsewhere: notes that there is no such thing.
  void unknown(std::string_view key);
  void expect(bool holds, std::string_view key, std::string_view expected);
  const std::optional<Refusal>& fault() const { return fault_; }

 private:
  struct Pair {
    std::string key;
    std::string value;
  };
  const std::string* find(std::string_view key) const;
  void note(std::string code, std::vector<RefusalValue> values);

  std::string file_name_;
  std::uint32_t line_;
  std::string verb_;
  std::string subject_;
  std::vector<Pair> pairs_;
  std::optional<Refusal> fault_;
};

}  // namespace firebreak::scenario
