// The slow and obvious contact search that the fast one must agree with. For tests only.
//
// All stays against all stays, one person and one rule at a time; shared time is measured by
// cutting the day at every beginning and end. No index, no order, no budget.
#pragma once

#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <vector>

#include "domain/policy/pack.h"
#include "domain/registry/state.h"
#include "domain/tracing/contact_search.h"

namespace firebreak::tracing::oracle {

struct Stay {
  std::uint32_t person;
  std::uint32_t place;
  LocalRange range;
};

struct Shared {  // What two people shared at one place under one gap.
  std::int64_t seconds = 0;
  LocalSecond first = 0;
  LocalSecond last = 0;
};

class Search {
 public:
  Search(const registry::State& registry, const policy::Pack& pack, const std::vector<Stay>& stays)
      : registry_(registry), pack_(pack), stays_(stays) {}

  std::vector<Contact> contacts(const ContactQuestion& question) const {
    std::map<std::uint32_t, Contact> best;
    for (const Contact& c : expose(question.person, local(question.window), 1)) {
      best[c.person.value] = c;
    }
    std::vector<Contact> sources;
    for (const auto& [person, contact] : best) {
      if (pack_.second_degree.traced && contact.class_index < first_second_class()) {
        sources.push_back(contact);
      }
    }
    for (const Contact& source : sources) {
      const std::optional<Instant> held =
          question.held_since ? question.held_since(source.person) : std::nullopt;
      const Instant until = held ? std::min(*held, question.now) : question.now;
      for (Contact c : expose(source.person, local({.from = source.first_at, .until = until}), 2)) {
        if (c.person == question.person) continue;
        c.via = source.person;
        const auto at = best.find(c.person.value);
        if (at == best.end() || stands_before(c, at->second)) best[c.person.value] = c;
      }
    }
    std::vector<Contact> sorted;
    for (const auto& [person, contact] : best) sorted.push_back(contact);
    std::ranges::stable_sort(sorted, {}, &Contact::class_index);
    return sorted;
  }

 private:
  static LocalRange local(InstantRange range) {
    return {.from = local_second(range.from), .until = local_second(range.until)};
  }
  static bool stands_before(const Contact& a, const Contact& b) {
    return std::tie(a.class_index, a.degree, a.first_at, a.via) <
           std::tie(b.class_index, b.degree, b.first_at, b.via);
  }
  std::size_t first_second_class() const {
    std::size_t i = 0;
    while (i < pack_.contact_classes.size() && pack_.contact_classes[i].degree != 2) ++i;
    return i < pack_.contact_classes.size() ? i : 0;
  }

  // Time that `them` spent at the place while `me`, or the air I left, was there.
  Shared share(std::uint32_t me, std::uint32_t them, std::uint32_t place, LocalRange window,
               std::int64_t gap) const {
    std::vector<LocalRange> mine;
    std::vector<LocalRange> theirs;
    std::set<LocalSecond> cuts;
    for (const Stay& stay : stays_) {
      if (stay.place != place) continue;
      LocalRange range = stay.range;
      if (stay.person == me) {
        range = {.from = std::max(range.from, window.from),
                 .until = std::min(range.until, window.until)};
        if (range.empty()) continue;
        range.until += gap;
        mine.push_back(range);
      } else if (stay.person == them) {
        theirs.push_back(range);
      } else {
        continue;
      }
      cuts.insert(range.from);
      cuts.insert(range.until);
    }
    Shared shared;
    for (auto at = cuts.begin(); at != cuts.end() && std::next(at) != cuts.end(); ++at) {
      const auto covers = [&](LocalRange r) { return r.from <= *at && *std::next(at) <= r.until; };
      if (std::ranges::none_of(mine, covers)) continue;
      const std::int64_t width = *std::next(at) - *at;
      const std::int64_t times = std::ranges::count_if(theirs, covers);
      if (times == 0) continue;
      if (shared.seconds == 0) shared.first = *at;
      shared.last = *std::next(at);
      shared.seconds += times * width;
    }
    return shared;
  }

  Shared share_hours(policy::PlaceKind kind, LocalRange window) const {
    constexpr std::int32_t kMonday = 19079;  // 2022-03-28
    const LocalRange hours = kind == policy::PlaceKind::workplace ? kWorkHours : kSchoolHours;
    Shared shared;
    for (LocalSecond s = window.from; s < window.until; ++s) {
      const std::int64_t weekday = (s / kSecondsPerDay - kMonday + 7000) % 7;
      const LocalSecond second = s % kSecondsPerDay;
      if (weekday >= 5 || second < hours.from || second >= hours.until) continue;
      if (shared.seconds++ == 0) shared.first = s;
      shared.last = s + 1;
    }
    return shared;
  }

  struct Part {
    std::uint32_t place;
    policy::PlaceKind kind;
    std::map<std::uint32_t, Shared> people;
  };

  std::vector<Part> recorded_parts(std::uint32_t me, LocalRange window, std::int64_t gap) const {
    std::vector<Part> parts;
    for (std::uint32_t place = 0; place < registry_.places().size(); ++place) {
      Part part{.place = place, .kind = registry_.places().kind(PlaceId{place}), .people = {}};
      for (std::uint32_t them = 0; them < registry_.people().ids_end(); ++them) {
        if (them == me) continue;
        const Shared shared = share(me, them, place, window, gap);
        if (shared.seconds > 0) part.people[them] = shared;
      }
      parts.push_back(std::move(part));
    }
    return parts;
  }

  std::vector<Part> implied_parts(std::uint32_t me, LocalRange window) const {
    const registry::Population& people = registry_.people();
    const UnitId home = people.household(PersonId{me});
    const PlaceId place = people.affiliation(PersonId{me});
    Part door{.place = PlaceId::kNone, .kind = policy::PlaceKind::household, .people = {}};
    Part work{.place = place.value, .kind = policy::PlaceKind::workplace, .people = {}};
    Shared hours;
    if (place.known()) {
      const policy::PlaceKind kind = registry_.places().kind(place);
      if (kind == policy::PlaceKind::class_group || kind == policy::PlaceKind::school) {
        work.kind = kind;
      }
      hours = share_hours(work.kind, window);
    }
    for (std::uint32_t them = 0; them < people.ids_end(); ++them) {
      if (them == me || !people.has(PersonId{them})) continue;
      if (people.household(PersonId{them}) == home &&
          registry_.units().level(home) == registry::UnitLevel::household) {
        door.people[them] = {
            .seconds = window.until - window.from, .first = window.from, .last = window.until};
      }
      if (place.known() && people.affiliation(PersonId{them}) == place && hours.seconds > 0) {
        work.people[them] = hours;
      }
    }
    return {door, work};
  }

  std::vector<Contact> expose(PersonId person, LocalRange window, int degree) const {
    std::map<std::uint32_t, Contact> contacts;
    if (window.empty()) return {};
    const std::vector<Part> implied = implied_parts(person.value, window);
    for (std::uint16_t c = 0; c < pack_.contact_classes.size(); ++c) {
      const policy::ContactClass& contact_class = pack_.contact_classes[c];
      if (contact_class.degree != degree) continue;
      for (std::uint16_t r = 0; r < contact_class.rules.size(); ++r) {
        const policy::ContactRule& rule = contact_class.rules[r];
        const std::vector<Part> recorded =
            recorded_parts(person.value, window, rule.gap_minutes_max * 60);
        for (std::uint32_t them = 0; them < registry_.people().ids_end(); ++them) {
          Contact contact{.person = PersonId{them},
                          .class_index = c,
                          .rule_index = r,
                          .degree = static_cast<std::uint16_t>(degree)};
          if (!holds(rule, degree, recorded, implied, contact)) continue;
          const auto [at, first] = contacts.try_emplace(them, contact);
          if (!first) ++at->second.rules_held;
        }
      }
    }
    std::vector<Contact> found;
    for (const auto& [them, contact] : contacts) found.push_back(contact);
    return found;
  }

  static bool holds(const policy::ContactRule& rule, int degree, const std::vector<Part>& recorded,
                    const std::vector<Part>& implied, Contact& contact) {
    std::map<std::pair<std::uint32_t, policy::PlaceKind>, std::int64_t> seconds;
    LocalSecond first = std::numeric_limits<LocalSecond>::max();
    LocalSecond last = 0;
    const auto add = [&](const Part& part) {
      if (std::ranges::find(rule.places, part.kind) == rule.places.end()) return;
      const auto crowd = static_cast<std::int64_t>(part.people.size());
      if (rule.crowd_max > 0 && crowd > rule.crowd_max) return;
      const auto at = part.people.find(contact.person.value);
      if (at == part.people.end()) return;
      std::int64_t counted = at->second.seconds;
      if (degree == 2 && crowd > kCrowdReference) counted = counted * kCrowdReference / crowd;
      std::int64_t& most = seconds[{part.place, part.kind}];
      most = std::max(most, counted);
      first = std::min(first, at->second.first);
      last = std::max(last, at->second.last);
    };
    std::ranges::for_each(recorded, add);
    std::ranges::for_each(implied, add);
    std::int64_t total = 0;
    std::int64_t most = 0;
    for (const auto& [where, counted] : seconds) {  // Ascending: the smallest place of the longest.
      total += counted;
      if (counted > most) contact.place = PlaceId{where.first};
      most = std::max(most, counted);
    }
    if (total == 0 || total < rule.minutes_min * 60) return false;
    contact.minutes = static_cast<std::uint32_t>(total / 60);
    contact.first_at = instant_of(first);
    contact.last_at = instant_of(last);
    return true;
  }

  const registry::State& registry_;
  const policy::Pack& pack_;
  const std::vector<Stay>& stays_;
};

}  // namespace firebreak::tracing::oracle
