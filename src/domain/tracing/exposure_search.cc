// Place by place: a pass scans the stays at one place and keeps one record for each person met
// there; the records of a person are chained. When all places are done each chain is held against
// the rules, gravest first. Most people are met in one place only, so most chains have one link.
#include "domain/tracing/exposure_search.h"

#include <algorithm>
#include <utility>

namespace firebreak::tracing {
namespace {

using policy::PlaceKind;

constexpr std::int32_t kMondayOffset = 3;  // 1970-01-01 was a Thursday.

bool is_working_day(std::int32_t day) {
  return ((day + kMondayOffset) % 7 + 7) % 7 < 5;  // Monday is 0.
}

bool applies(const SharingRule& rule, std::uint32_t kind, std::uint32_t gap_seconds, bool implied,
             std::uint32_t crowd) {
  return (rule.place_kinds >> kind & 1U) != 0 && (implied || rule.gap_seconds == gap_seconds) &&
         (rule.crowd_max == 0 || crowd <= rule.crowd_max);
}

std::uint32_t discounted(std::uint32_t seconds, std::uint32_t crowd, std::uint32_t reference) {
  if (reference == 0 || crowd <= reference) return seconds;
  return static_cast<std::uint32_t>(std::uint64_t{seconds} * reference / crowd);
}

}  // namespace

PlaceKind affiliation_kind(PlaceKind kind) {
  return kind == PlaceKind::class_group || kind == PlaceKind::school ? kind : PlaceKind::workplace;
}

std::vector<LocalRange> affiliation_hours(PlaceKind kind, LocalRange window) {
  const LocalRange hours =
      affiliation_kind(kind) == PlaceKind::workplace ? kWorkHours : kSchoolHours;
  std::vector<LocalRange> shared;
  if (window.empty()) return shared;
  for (std::int32_t day = day_number_of(window.from); day <= day_number_of(window.until); ++day) {
    if (!is_working_day(day)) continue;
    const LocalRange cut{.from = std::max(window.from, start_of_day(day) + hours.from),
                         .until = std::min(window.until, start_of_day(day) + hours.until)};
    if (!cut.empty()) shared.push_back(cut);
  }
  return shared;
}

std::span<const Exposure> ExposureSearch::find(const StayStore& stays,
                                               const registry::State& registry,
                                               const SharingRules& rules,
                                               const ExposureQuestion& question) {
  const Context context{stays, registry, rules, question};
  passes_.clear();
  pass_rules_.clear();
  records_.clear();
  exposures_.clear();
  slots_.reset();
  affiliation_ = kNone;
  if (question.window.empty()) return exposures_;
  search_stays(context);
  search_household(context);
  search_affiliation(context);
  for (const Record& record : records_) {
    if (!record.superseded) evaluate(context, record);
  }
  return exposures_;
}

void ExposureSearch::search_stays(const Context& context) {
  const LocalRange window = context.question.window;
  own_.clear();
  context.stays.for_each_of_person(
      context.question.person.value, window, [&](std::uint32_t place, LocalRange range) {
        own_.push_back({.place = place,
                        .range = {.from = std::max(range.from, window.from),
                                  .until = std::min(range.until, window.until)}});
      });
  std::ranges::sort(own_, [](const OwnStay& a, const OwnStay& b) {
    return a.place != b.place ? a.place < b.place : a.range.from < b.range.from;
  });
  for (std::size_t first = 0; first < own_.size();) {
    std::size_t last = first + 1;
    while (last < own_.size() && own_[last].place == own_[first].place) ++last;
    search_place(context, std::span(own_).subspan(first, last - first));
    first = last;
  }
}

void ExposureSearch::search_place(const Context& context, std::span<const OwnStay> own) {
  const std::uint32_t place = own.front().place;
  const PlaceKind kind = context.registry.places().kind(PlaceId{place});
  const LocalSecond origin = context.question.window.from;
  for (const std::uint32_t gap : context.rules.gaps(kind)) {
    merged_.clear();
    for (const OwnStay& stay : own) {
      const LocalRange aired{.from = stay.range.from, .until = stay.range.until + gap};
      if (!merged_.empty() && aired.from <= merged_.back().until) {
        merged_.back().until = std::max(merged_.back().until, aired.until);
      } else {
        merged_.push_back(aired);
      }
    }
    begin_pass({.place = place,
                .kind = static_cast<std::uint32_t>(kind),
                .gap_seconds = gap,
                .implied = false});
    for (const LocalRange mine : merged_) {
      context.stays.for_each_at_place(place, mine, [&](std::uint32_t person, LocalRange theirs) {
        if (person == context.question.person.value) return;
        const LocalSecond from = std::max(mine.from, theirs.from);
        const LocalSecond until = std::min(mine.until, theirs.until);
        meet(person, static_cast<std::uint32_t>(until - from),
             static_cast<std::uint32_t>(from - origin), static_cast<std::uint32_t>(until - origin));
      });
    }
    end_pass(context);
  }
}

void ExposureSearch::search_household(const Context& context) {
  const registry::UnitTree& units = context.registry.units();
  const registry::Population& people = context.registry.people();
  if (context.rules.gaps(PlaceKind::household).empty()) return;
  const UnitId home = people.household(context.question.person);
  if (units.level(home) != registry::UnitLevel::household) return;  // The door is not known.
  const LocalRange window = context.question.window;
  const auto seconds = static_cast<std::uint32_t>(window.until - window.from);
  begin_pass({.place = PlaceId::kNone,
              .kind = static_cast<std::uint32_t>(PlaceKind::household),
              .gap_seconds = 0,
              .implied = true});
  const auto meet_at = [&](std::uint32_t position) {
    const PersonId person = people.at(position);
    if (!person.known() || person == context.question.person) return;
    if (people.household(person) == home) meet(person.value, seconds, 0, seconds);
  };
  const registry::PositionRange laid_out = people.range(units, home);
  for (std::uint32_t p = laid_out.first; p < laid_out.last; ++p) meet_at(p);
  for (std::uint32_t p = people.laid_out(); p < people.positions(); ++p) meet_at(p);
  end_pass(context);
}

void ExposureSearch::search_affiliation(const Context& context) {
  const registry::Population& people = context.registry.people();
  const PlaceId place = people.affiliation(context.question.person);
  if (!place.known()) return;
  const PlaceKind kind = affiliation_kind(context.registry.places().kind(place));
  if (context.rules.gaps(kind).empty()) return;
  const LocalSecond origin = context.question.window.from;
  const std::vector<LocalRange> hours = affiliation_hours(kind, context.question.window);
  if (hours.empty()) return;
  LocalSecond seconds = 0;
  for (const LocalRange range : hours) seconds += range.until - range.from;
  affiliation_ = place.value;
  affiliation_kind_ = static_cast<std::uint32_t>(kind);
  begin_pass({.place = place.value, .kind = affiliation_kind_, .gap_seconds = 0, .implied = true});
  people.for_each_affiliate(place, [&](PersonId person) {
    if (person == context.question.person) return;
    meet(person.value, static_cast<std::uint32_t>(seconds),
         static_cast<std::uint32_t>(hours.front().from - origin),
         static_cast<std::uint32_t>(hours.back().until - origin));
  });
  end_pass(context);
}

void ExposureSearch::begin_pass(const Pass& pass) {
  passes_.push_back(pass);
  pass_first_record_ = static_cast<std::uint32_t>(records_.size());
}

void ExposureSearch::end_pass(const Context& context) {
  Pass& pass = passes_.back();
  pass.crowd = static_cast<std::uint32_t>(records_.size()) - pass_first_record_;
  pass.rules_begin = static_cast<std::uint32_t>(pass_rules_.size());
  const std::span<const SharingRule> rules = context.rules.rules();
  for (std::uint32_t i = 0; i < rules.size(); ++i) {
    if (applies(rules[i], pass.kind, pass.gap_seconds, pass.implied, pass.crowd)) {
      pass_rules_.push_back(i);
    }
  }
  pass.rules_end = static_cast<std::uint32_t>(pass_rules_.size());
}

void ExposureSearch::meet(std::uint32_t person, std::uint32_t seconds, std::uint32_t first,
                          std::uint32_t last) {
  std::uint32_t& slot = slots_[person];
  if (slot != kNone && slot >= pass_first_record_) {
    Record& record = records_[slot];
    record.seconds += seconds;
    record.first = std::min(record.first, first);
    record.last = std::max(record.last, last);
    return;
  }
  if (slot != kNone) records_[slot].superseded = true;
  const auto added = static_cast<std::uint32_t>(records_.size());
  records_.push_back({.person = person,
                      .pass = static_cast<std::uint32_t>(passes_.size() - 1),
                      .next = std::exchange(slot, added),
                      .seconds = seconds,
                      .first = first,
                      .last = last,
                      .superseded = false});
}

void ExposureSearch::evaluate(const Context& context, const Record& head) {
  if (head.next == kNone) return evaluate_single(context, head);
  Exposure found;
  for (const SharingRule& rule : context.rules.rules()) {
    Exposure exposure;
    if (!sum_up(context, rule, head, exposure)) continue;
    if (found.rules_held == 0) found = exposure;
    ++found.rules_held;
  }
  if (found.rules_held > 0) exposures_.push_back(found);
}

// The same for a person met at one place only, where nothing needs adding up.
void ExposureSearch::evaluate_single(const Context& context, const Record& record) {
  const Pass& pass = passes_[record.pass];
  const std::uint32_t seconds =
      discounted(record.seconds, pass.crowd, context.question.crowd_reference);
  const SharingRule* named = nullptr;
  std::uint32_t held = 0;
  for (std::uint32_t i = pass.rules_begin; i < pass.rules_end; ++i) {
    const SharingRule& rule = context.rules.rules()[pass_rules_[i]];
    if (seconds < rule.seconds_min) continue;
    if (held++ == 0) named = &rule;
  }
  if (named == nullptr) return;
  const LocalSecond origin = context.question.window.from;
  exposures_.push_back({.person = PersonId{record.person},
                        .class_index = named->class_index,
                        .rule_index = named->rule_index,
                        .rules_held = held,
                        .place = PlaceId{pass.place},
                        .seconds = seconds,
                        .shared = {.from = origin + record.first, .until = origin + record.last}});
}

// Fills the exposure under one rule; false when the rule does not hold.
bool ExposureSearch::sum_up(const Context& context, const SharingRule& rule, const Record& head,
                            Exposure& exposure) const {
  std::uint32_t total = 0;
  std::uint32_t implied_here = 0;   // At the place of affiliation: the longer of
  std::uint32_t recorded_here = 0;  // these two counts.
  std::uint32_t most = 0;
  std::uint32_t first = kNone;
  std::uint32_t last = 0;
  for (const Record* record = &head;; record = &records_[record->next]) {
    const Pass& pass = passes_[record->pass];
    if (applies(rule, pass.kind, pass.gap_seconds, pass.implied, pass.crowd)) {
      const std::uint32_t seconds =
          discounted(record->seconds, pass.crowd, context.question.crowd_reference);
      const bool here = pass.place == affiliation_ && pass.kind == affiliation_kind_;
      if (!here) {
        total += seconds;
      } else {
        (pass.implied ? implied_here : recorded_here) = seconds;
      }
      if (seconds > most || (seconds == most && pass.place < exposure.place.value)) {
        most = seconds;
        exposure.place = PlaceId{pass.place};
      }
      first = std::min(first, record->first);
      last = std::max(last, record->last);
    }
    if (record->next == kNone) break;
  }
  total += std::max(implied_here, recorded_here);
  if (total < rule.seconds_min) return false;
  exposure.person = PersonId{head.person};
  exposure.class_index = rule.class_index;
  exposure.rule_index = rule.rule_index;
  exposure.seconds = total;
  const LocalSecond origin = context.question.window.from;
  exposure.shared = {.from = origin + first, .until = origin + last};
  return true;
}

}  // namespace firebreak::tracing
