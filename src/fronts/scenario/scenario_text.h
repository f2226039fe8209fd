// The text of a scenario, one statement a line, read without knowing what the verbs mean.
//
// A line is an optional time, a verb and words; "..." holds a word with spaces, # begins a comment.
// A time is of the day that the last `day` line named. Refuses scenario.too_large, scenario.text
// (not UTF-8 text, a quote that does not end), scenario.day and scenario.time, with file and line.
// The format is docs/formats/scenario.md.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/result.h"

namespace firebreak::scenario {

inline constexpr std::size_t kScenarioBytesMax = std::size_t{1} << 20;
inline constexpr std::size_t kStatementsMax = 10'000;
inline constexpr std::size_t kWordsPerLineMax = 100;

struct Statement {
  std::uint32_t line = 0;       // From 1.
  std::optional<Instant> at{};  // Where the line begins with a time.
  std::string verb{};
  std::vector<std::string> words{};  // After the verb.
};

struct ScenarioText {
  std::string file_name;
  std::vector<Statement> statements;  // In the order of lines; none with the verb `day`.
};

Result<ScenarioText> read_scenario(std::string_view text, std::string_view file_name);

// A refusal that names file and line before its other values.
Refusal at_line(std::string code, std::string_view file_name, std::uint32_t line,
                std::vector<RefusalValue> values = {});

}  // namespace firebreak::scenario
