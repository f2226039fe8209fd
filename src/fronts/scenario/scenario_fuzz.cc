// Any bytes are a scenario or refused with file and line; what was read keeps the limits, and each
// statement can be held against its verb and against the rules of small scenarios.
#include <cstdint>
#include <string>

#include "base/check.h"
#include "fronts/scenario/player.h"
#include "fronts/scenario/rule_scenario.h"

namespace {

using namespace firebreak;
using namespace firebreak::scenario;

void check_refusal(const Refusal& refusal) {
  CHECK(!refusal.code.empty() && refusal.values.size() >= 2);
  CHECK(refusal.values[0].name == "file" && refusal.values[1].name == "line");
}

// Every reader of a value gives something harmless for any word.
void read_all(const ScenarioText& scenario, const Statement& statement) {
  constexpr Keys kAny{.subject = true, .known = "a b c d"};
  Arguments arguments(scenario.file_name, statement, kAny);
  for (const char* key : {"a", "b", "c", "d"}) {
    static_cast<void>(arguments.number(key));
    CHECK(arguments.share(key) >= 0 && arguments.share(key) <= 1);
    const Span span = arguments.span(key);
    CHECK(span.first <= span.last);
    static_cast<void>(arguments.days(key));
    static_cast<void>(arguments.instant(key));
    static_cast<void>(arguments.numbers(key));
    static_cast<void>(arguments.yes(key));
  }
  if (arguments.fault()) check_refusal(*arguments.fault());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(bytes), size);
  const Result<ScenarioText> scenario = read_scenario(text, "fuzz.scn");
  if (!scenario) {
    check_refusal(scenario.error());
    return 0;
  }
  CHECK(scenario->statements.size() <= kStatementsMax);
  for (const Statement& statement : scenario->statements) {
    CHECK(!statement.verb.empty() && statement.line > 0);
    read_all(*scenario, statement);
  }
  if (const auto checked = check_scenario(*scenario); !checked) check_refusal(checked.error());
  const auto nothing = [](const std::string& path) -> IoResult<std::string> {
    return IoError{.code = "io.missing", .message = path};
  };
  if (const auto rules = check_rules(*scenario, nothing); !rules) check_refusal(rules.error());
  return 0;
}
