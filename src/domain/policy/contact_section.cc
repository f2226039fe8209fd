#include <algorithm>

#include "domain/policy/pack_sections.h"

namespace firebreak::policy {
namespace {

constexpr std::array kAnchors{
    NamedWord<Anchor>{"onset_or_first_positive", Anchor::onset_or_first_positive},
    NamedWord<Anchor>{"onset", Anchor::onset}};

constexpr Bounds kWindowDays{0, 30};
constexpr Bounds kSharedMinutes{0, 30 * 24 * 60};
constexpr Bounds kGapMinutes{0, 24 * 60};
constexpr Bounds kCrowd{0, 100'000};
constexpr Bounds kSecondDegreePeople{1, 1'000'000};

std::string place_words() {
  std::string words;
  for (const PlaceKindName& entry : kPlaceKindNames) {
    words += (words.empty() ? "" : ", ") + std::string(entry.code);
  }
  return words;
}

std::vector<PlaceKind> places_of(PackTable& rule) {
  std::vector<PlaceKind> places;
  for (const std::string& word : rule.words("places")) {
    const std::optional<PlaceKind> place = place_kind_of(word);
    if (!place) {
      rule.note("pack.unknown_word", "places", place_words());
    } else if (std::ranges::find(places, *place) != places.end()) {
      rule.note("pack.duplicate_id", "places", "");
    } else {
      places.push_back(*place);
    }
  }
  return places;
}

ContactRule read_rule(PackTable& table) {
  ContactRule rule;
  rule.id = table.id("id");
  rule.title = table.both_languages("title");
  rule.places = places_of(table);
  rule.minutes_min = table.amount("shared_min", TimeUnit::minute, kSharedMinutes, Need::required);
  rule.gap_minutes_max = table.amount("gap_max", TimeUnit::minute, kGapMinutes, Need::optional);
  rule.crowd_max = table.count("crowd_max", kCrowd, Need::optional);
  table.finish();
  return rule;
}

ContactClass read_class(PackTable& table) {
  ContactClass contact_class;
  contact_class.id = table.id("id");
  contact_class.title = table.both_languages("title");
  contact_class.degree = table.count("degree", {1, 2}, Need::required);
  for (PackTable& rule : table.list("rules", "id", Need::required)) {
    contact_class.rules.push_back(read_rule(rule));
  }
  table.finish();
  return contact_class;
}

}  // namespace

void read_infectious_period(PackTable& file, Pack& pack) {
  std::optional<PackTable> table = file.table("infectious_period", Need::required);
  if (!table) return;
  InfectiousPeriodRule& rule = pack.infectious_period;
  rule.anchor = table->word("anchor", kAnchors);
  rule.days_before_anchor =
      table->amount("before_anchor", TimeUnit::day, kWindowDays, Need::required);
  if (table->has("after_anchor_max")) {
    rule.days_after_anchor_max =
        table->amount("after_anchor_max", TimeUnit::day, kWindowDays, Need::optional);
  }
  table->finish();
}

void read_contacts(PackTable& file, Pack& pack) {
  for (PackTable& table : file.list("contacts", "id", Need::required)) {
    pack.contact_classes.push_back(read_class(table));
  }
  std::optional<PackTable> second = file.table("second_degree", Need::required);
  if (!second) return;
  SecondDegreeRule& rule = pack.second_degree;
  rule.traced = second->flag("traced", Need::required);
  rule.people_per_case_max = second->count("people_per_case_max", kSecondDegreePeople,
                                           rule.traced ? Need::required : Need::optional);
  // A class that is never traced would read as if it were; a trace without a class finds nobody.
  const bool has_class = std::ranges::any_of(
      pack.contact_classes, [](const ContactClass& each) { return each.degree == 2; });
  if (second->has("traced") && rule.traced != has_class) {
    second->note("pack.dangling_reference", "traced", "[[contacts]] degree = 2");
  }
  second->finish();
}

}  // namespace firebreak::policy
