#include "fronts/scenario/rule_scenario.h"

#include <map>

#include <fmt/format.h>

#include "domain/policy/amount_text.h"
#include "domain/policy/pack_reader.h"
#include "domain/tracing/infectious_period.h"

namespace firebreak::scenario {
namespace {

constexpr Keys kCaseKeys{.subject = true, .known = "onset specimen isolated"};
constexpr Keys kPackKeys{.subject = true};
constexpr Keys kTodayKeys{.subject = true};

Instant noon(Day day) { return start_of(day) + Duration::hours(12); }

// One line "expect WHAT SUBJECT = VALUE" or "refuse WHAT SUBJECT : CODE", word by word.
struct Claim {
  std::string what;
  std::string subject;
  std::string value;
};

class RuleReader {
 public:
  RuleReader(const ScenarioText& scenario, const ReadSource& read)
      : scenario_(scenario), read_(read) {}

  Result<void> take(const Statement& statement) {
    if (statement.verb == "pack") return take_pack(statement);
    if (statement.verb == "case") return take_case(statement);
    if (statement.verb == "today") return take_today(statement);
    if (statement.verb == "expect" || statement.verb == "refuse") return take_claim(statement);
    return refuse(statement, "scenario.verb", {{.name = "verb", .value = statement.verb}});
  }
  RuleOutcome outcome() && { return std::move(outcome_); }

 private:
  Refusal refuse(const Statement& statement, std::string code,
                 std::vector<RefusalValue> values) const {
    return at_line(std::move(code), scenario_.file_name, statement.line, std::move(values));
  }
  Refusal wrong(const Statement& statement, std::string key, std::string text,
                std::string expected) const {
    return refuse(statement, "scenario.value",
                  {{.name = "verb", .value = statement.verb},
                   {.name = "key", .value = std::move(key)},
                   {.name = "value", .value = std::move(text)},
                   {.name = "expected", .value = std::move(expected)}});
  }
  Result<void> take_pack(const Statement& statement);
  Result<void> take_case(const Statement& statement);
  Result<void> take_today(const Statement& statement);
  Result<void> take_claim(const Statement& statement);
  // What Firebreak says: a value, or a refusal's code.
  Result<std::string> value_of(const Statement& statement, const Claim& claim,
                               std::string& refused) const;
  Result<std::string> period_of(const Statement& statement, const Claim& claim,
                                std::string& refused) const;

  const ScenarioText& scenario_;
  const ReadSource& read_;
  std::optional<policy::Pack> pack_;
  std::map<std::string, tracing::CaseDates> cases_;
  Day today_{0};
  RuleOutcome outcome_;
};

Result<void> RuleReader::take_pack(const Statement& statement) {
  const Arguments arguments(scenario_.file_name, statement, kPackKeys);
  if (arguments.fault()) return *arguments.fault();
  const std::string path = "policies/" + arguments.subject() + ".toml";
  const IoResult<std::string> toml = read_(path);
  if (!toml) return wrong(statement, "pack", arguments.subject(), "a pack in policies/");
  Result<policy::Pack> pack = policy::read_pack(*toml, path);
  if (!pack) return pack.error();
  pack_ = std::move(*pack);
  return {};
}

Result<void> RuleReader::take_case(const Statement& statement) {
  Arguments arguments(scenario_.file_name, statement, kCaseKeys);
  tracing::CaseDates dates{.onset = arguments.day("onset")};
  const auto specimen = arguments.day("specimen");
  const auto isolated = arguments.day("isolated");
  if (arguments.fault()) return *arguments.fault();
  if (specimen) dates.positive_specimen_at = noon(*specimen);
  if (isolated) dates.isolated_at = noon(*isolated);
  for (const auto day : {dates.onset, specimen, isolated}) {
    if (day) today_ = std::max(today_, *day);
  }
  cases_[arguments.subject()] = dates;
  return {};
}

Result<void> RuleReader::take_today(const Statement& statement) {
  const Arguments arguments(scenario_.file_name, statement, kTodayKeys);
  if (arguments.fault()) return *arguments.fault();
  const auto day = parse_day(arguments.subject());
  if (!day) return wrong(statement, "today", arguments.subject(), "a day such as 2022-03-30");
  today_ = *day;
  return {};
}

Result<std::string> RuleReader::period_of(const Statement& statement, const Claim& claim,
                                          std::string& refused) const {
  const auto dates = cases_.find(claim.subject);
  if (dates == cases_.end()) {
    return wrong(statement, claim.what, claim.subject, "a case of an earlier line");
  }
  const auto period =
      tracing::infectious_period(dates->second, pack_->infectious_period, noon(today_));
  if (!period) {
    refused = period.error().code;
    return std::string{};
  }
  return fmt::format("{}..{}", to_text(day_of(period->from)),
                     to_text(day_of(period->until - Duration{1})));
}

Result<std::string> RuleReader::value_of(const Statement& statement, const Claim& claim,
                                         std::string& refused) const {
  if (!pack_)
    return refuse(statement, "scenario.missing",
                  {{.name = "verb", .value = statement.verb}, {.name = "key", .value = "pack"}});
  if (claim.what == "infectious_period") return period_of(statement, claim, refused);
  if (claim.what == "pool_size") {
    if (claim.subject == "nowhere") return std::to_string(pack_->laboratory.pool_size);
    if (claim.subject == "at_most") return std::to_string(pack_->laboratory.pool_size_max);
    const auto level = policy::zone_level_of(claim.subject);
    if (!level || *level == policy::ZoneLevel::none) {
      return wrong(statement, claim.what, claim.subject, "a zone level, nowhere or at_most");
    }
    const policy::ZoneRule& rule = pack_->zone(*level);
    return rule.household_pool ? std::string("household") : std::to_string(rule.pool_size);
  }
  if (claim.what == "clock") {
    const auto kind = policy::duty_kind_of(claim.subject);
    if (!kind) return wrong(statement, claim.what, claim.subject, "a kind of duty");
    const policy::ClockRule& clock = pack_->clock(*kind);
    if (!clock.kept) {
      refused = "duty.kind_not_kept";
      return std::string{};
    }
    const policy::Amount amount = policy::parse_amount(claim.value);
    const bool same = amount.problem == policy::AmountProblem::none &&
                      amount.minutes == static_cast<double>(clock.limit.in_minutes());
    return same ? claim.value : fmt::format("{} min", clock.limit.in_minutes());
  }
  return wrong(statement, "what", claim.what, "infectious_period, pool_size or clock");
}

Result<void> RuleReader::take_claim(const Statement& statement) {
  const bool expects = statement.verb == "expect";
  const std::vector<std::string>& words = statement.words;
  if (words.size() != 4 || words[2] != (expects ? "=" : ":")) {
    return wrong(statement, statement.verb, fmt::format("{} words", words.size()),
                 expects ? "expect WHAT SUBJECT = VALUE" : "refuse WHAT SUBJECT : CODE");
  }
  const Claim claim{.what = words[0], .subject = words[1], .value = words[3]};
  std::string refused;
  const Result<std::string> value = value_of(statement, claim, refused);
  if (!value) return value.error();
  ++outcome_.checked;
  const std::string actual = refused.empty() ? *value : refused;
  const bool holds = expects == refused.empty() && actual == claim.value;
  if (!holds) {
    outcome_.failures.push_back(
        {.line = statement.line, .expected = claim.value, .actual = actual});
  }
  return {};
}

}  // namespace

Result<RuleOutcome> check_rules(const ScenarioText& scenario, const ReadSource& read) {
  RuleReader reader(scenario, read);
  for (const Statement& statement : scenario.statements) {
    if (auto taken = reader.take(statement); !taken) return taken.error();
  }
  return std::move(reader).outcome();
}

}  // namespace firebreak::scenario
