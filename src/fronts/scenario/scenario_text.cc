#include "fronts/scenario/scenario_text.h"

#include <algorithm>

namespace firebreak::scenario {
namespace {

struct Reader {
  std::string_view file_name;
  std::uint32_t line = 0;
  std::optional<Day> day{};

  Refusal refuse(std::string code, std::string_view text) const {
    return at_line(std::move(code), file_name, line,
                   {{.name = "text", .value = std::string(text)}});
  }
};

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r'; }

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && !is_space(c)) || byte == 0x7f;
}

// The words of a line; absent when a quote does not end or touches another word.
std::optional<std::vector<std::string>> words_of(std::string_view line) {
  std::vector<std::string> words;
  std::size_t at = 0;
  while (true) {
    while (at < line.size() && is_space(line[at])) ++at;
    if (at == line.size() || line[at] == '#') return words;
    std::size_t end = at;
    if (line[at] == '"') {
      end = line.find('"', at + 1);
      if (end == std::string_view::npos) return std::nullopt;
      words.emplace_back(line.substr(at + 1, end - at - 1));
      ++end;
      if (end < line.size() && !is_space(line[end]) && line[end] != '#') return std::nullopt;
    } else {
      while (end < line.size() && !is_space(line[end]) && line[end] != '#') {
        if (line[end] == '"') return std::nullopt;
        ++end;
      }
      words.emplace_back(line.substr(at, end - at));
    }
    at = end;
  }
}

bool looks_like_time(std::string_view word) {
  return !word.empty() && word.front() >= '0' && word.front() <= '9';
}

// "17:30" of the day; absent when it is not a time of day.
std::optional<Duration> time_of_day(std::string_view word) {
  if (word.size() != 5 || word[2] != ':') return std::nullopt;
  int digits[4];
  for (std::size_t i = 0, at = 0; at < word.size(); ++at) {
    if (at == 2) continue;
    if (word[at] < '0' || word[at] > '9') return std::nullopt;
    digits[i++] = word[at] - '0';
  }
  const int hours = digits[0] * 10 + digits[1];
  const int minutes = digits[2] * 10 + digits[3];
  if (hours > 23 || minutes > 59) return std::nullopt;
  return Duration::minutes(hours * 60 + minutes);
}

Result<void> read_line(Reader& reader, std::string_view line, ScenarioText& scenario) {
  auto words = words_of(line);
  if (!words || words->size() > kWordsPerLineMax || std::ranges::any_of(line, is_control)) {
    return reader.refuse("scenario.text", line.substr(0, 60));
  }
  if (words->empty()) return {};
  Statement statement{.line = reader.line};
  std::size_t next = 0;
  if (looks_like_time((*words)[0])) {
    const auto time = time_of_day((*words)[0]);
    if (!time || !reader.day || words->size() < 2) {
      return reader.refuse("scenario.time", (*words)[0]);
    }
    statement.at = start_of(*reader.day) + *time;
    next = 1;
  }
  statement.verb = (*words)[next++];
  if (statement.verb.empty()) return reader.refuse("scenario.text", line.substr(0, 60));
  statement.words.assign(words->begin() + static_cast<std::ptrdiff_t>(next), words->end());
  if (statement.verb != "day") {
    if (scenario.statements.size() == kStatementsMax) {
      return reader.refuse("scenario.too_large", std::to_string(kStatementsMax));
    }
    scenario.statements.push_back(std::move(statement));
    return {};
  }
  const std::string word = statement.words.empty() ? "" : statement.words.front();
  reader.day = parse_day(word);
  if (!reader.day || statement.words.size() != 1 || statement.at) {
    return reader.refuse("scenario.day", word);
  }
  return {};
}

}  // namespace

Refusal at_line(std::string code, std::string_view file_name, std::uint32_t line,
                std::vector<RefusalValue> values) {
  std::vector<RefusalValue> all{{.name = "file", .value = std::string(file_name)},
                                {.name = "line", .value = std::to_string(line)}};
  all.insert(all.end(), values.begin(), values.end());
  return {.code = std::move(code), .values = std::move(all)};
}

Result<ScenarioText> read_scenario(std::string_view text, std::string_view file_name) {
  ScenarioText scenario{.file_name = std::string(file_name), .statements = {}};
  Reader reader{.file_name = file_name};
  if (text.size() > kScenarioBytesMax) {
    return reader.refuse("scenario.too_large", std::to_string(kScenarioBytesMax));
  }
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  while (!text.empty()) {
    ++reader.line;
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (auto read = read_line(reader, text.substr(0, end), scenario); !read) return read.error();
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return scenario;
}

}  // namespace firebreak::scenario
