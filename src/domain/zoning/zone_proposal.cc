// Everything is a set of units, grown outwards: seeds (where cases live, where many met), what is
// around them, and the rest. A set is made flat (no unit within another) before it is counted, and
// a stricter set is taken out of a milder one by counting what of it lies inside.
#include "domain/zoning/zone_proposal.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "base/check.h"
#include "domain/registry/area_count.h"

namespace firebreak::zoning {
namespace {

using registry::UnitLevel;
using registry::UnitTree;
using Units = std::set<UnitId>;

// What is known of one seed: why it is sealed.
struct Ground {
  std::set<std::uint32_t> cases;   // That live here.
  std::set<std::uint32_t> people;  // Close contacts met here.
};
using Grounds = std::map<UnitId, Ground>;

bool closed_room(policy::PlaceKind kind) {
  using policy::PlaceKind;
  return kind != PlaceKind::vehicle && kind != PlaceKind::transport && kind != PlaceKind::park;
}

// The unit or its nearest ancestor at one of the levels, tried in order; else `otherwise`.
template <std::size_t N>
UnitId nearest(const UnitTree& units, UnitId unit, const std::array<UnitLevel, N>& levels,
               UnitId otherwise) {
  for (const UnitLevel level : levels) {
    if (const UnitId found = units.ancestor_at(unit, level); found.known()) return found;
  }
  return otherwise;
}

UnitId sealed_home(const UnitTree& units, UnitId home) {
  const UnitId above =
      units.level(home) == UnitLevel::household && home.value != 0 ? units.parent(home) : home;
  return nearest(units, home, std::array{UnitLevel::stairwell, UnitLevel::building}, above);
}

UnitId around(const UnitTree& units, UnitId unit) {
  return nearest(units, unit,
                 std::array{UnitLevel::section, UnitLevel::compound, UnitLevel::grid,
                            UnitLevel::neighbourhood},
                 unit);
}

UnitId neighbourhood(const UnitTree& units, UnitId unit) {
  return nearest(units, unit, std::array{UnitLevel::neighbourhood}, unit);
}

bool inside_any(const UnitTree& units, const Units& areas, UnitId unit) {
  for (UnitId above = unit;; above = units.parent(above)) {
    if (areas.contains(above)) return true;
    if (above == units.parent(above)) return false;
  }
}

// Without units that lie within another of the set.
Units flat(const UnitTree& units, const Units& all) {
  Units kept;
  for (const UnitId unit : all) {
    const UnitId parent = units.parent(unit);
    if (parent == unit || !inside_any(units, all, parent)) kept.insert(unit);
  }
  return kept;
}

// Whole neighbourhoods are never sealed: where a door or a compound is not known, they are
// restricted instead.
bool may_be_sealed(const UnitTree& units, UnitId unit) {
  return units.level(unit) >= UnitLevel::compound;
}

// The subject matter: where cases live, who met them where, and how long.
class Evidence {
 public:
  Evidence(const registry::State& registry, const tracing::State& tracing,
           std::span<const CaseId> cases)
      : registry_(registry) {
    if (cases.size() > kCasesPerProposalMax) cases = cases.last(kCasesPerProposalMax);
    for (const CaseId id : cases) add_case(tracing, id);
    std::erase_if(grounds_, [](const auto& entry) {
      return entry.second.cases.empty() && entry.second.people.size() < kContactsPerBuildingMin;
    });
  }

  const Grounds& grounds() const { return grounds_; }
  const Units& districts() const { return districts_; }
  // Each (home, minutes) of a listed contact.
  const std::vector<std::pair<UnitId, std::uint64_t>>& exposures() const { return exposures_; }

 private:
  void add_case(const tracing::State& tracing, CaseId id) {
    const tracing::CaseRecord record = tracing.case_record(id);
    if (!record.person.known() || record.classification == tracing::CaseClassification::discarded) {
      return;
    }
    const UnitTree& units = registry_.units();
    const UnitId home = registry_.people().household(record.person);
    grounds_[sealed_home(units, home)].cases.insert(id.value);
    const UnitId district = units.ancestor_at(home, UnitLevel::district);
    if (district.known()) {
      auto& neighbourhoods = neighbourhoods_[district];
      neighbourhoods.insert(neighbourhood(units, home));
      if (neighbourhoods.size() > kNeighbourhoodsPerDistrictMax) districts_.insert(district);
    }
    if (const tracing::ContactList* list = tracing.contacts(id)) {
      for (const tracing::Contact& contact : list->contacts) add_contact(contact);
    }
  }

  void add_contact(const tracing::Contact& contact) {
    if (contact.degree != 1 || !registry_.people().has(contact.person)) return;
    const std::uint64_t minutes = std::max<std::uint32_t>(1, contact.minutes);
    exposures_.emplace_back(registry_.people().household(contact.person), minutes);
    if (!contact.place.known() || !closed_room(registry_.places().kind(contact.place))) return;
    const UnitTree& units = registry_.units();
    const UnitId unit = registry_.places().unit(contact.place);
    // A place known only to lie somewhere in a neighbourhood seals nobody's home.
    if (units.level(unit) < UnitLevel::compound) return;
    grounds_[nearest(units, unit, std::array{UnitLevel::building}, unit)].people.insert(
        contact.person.value);
  }

  const registry::State& registry_;
  Grounds grounds_;
  std::map<UnitId, Units> neighbourhoods_;  // With cases, by district.
  Units districts_;                         // Where they are too many.
  std::vector<std::pair<UnitId, std::uint64_t>> exposures_;
};

struct Sets {  // Each flat; a milder one may hold a stricter one's units.
  Units lockdown;
  Units restricted;
  Units precautionary;
};

// The units to seal and to restrict for one seed.
struct Reach {
  UnitId sealed{};
  UnitId restricted{};
};

Reach reach_of(const UnitTree& units, UnitId seed, Width width) {
  const UnitId ring = around(units, seed);
  const UnitId sealed = width == Width::wide && may_be_sealed(units, ring) ? ring : seed;
  UnitId restricted = seed;
  if (width == Width::standard) restricted = ring;
  if (width == Width::wide) restricted = neighbourhood(units, seed);
  return {.sealed = may_be_sealed(units, sealed) ? sealed : UnitId::none(),
          .restricted = restricted};
}

Sets sets_of(const UnitTree& units, const Evidence& evidence, Width width) {
  Units sealed;
  Units restricted;
  Units rest;
  for (const auto& [seed, ground] : evidence.grounds()) {
    const Reach reach = reach_of(units, seed, width);
    if (reach.sealed.known()) sealed.insert(reach.sealed);
    restricted.insert(reach.restricted);
    const UnitId subdistrict = units.ancestor_at(seed, UnitLevel::subdistrict);
    if (subdistrict.known()) rest.insert(subdistrict);
  }
  if (width == Width::wide) {
    restricted.insert(evidence.districts().begin(), evidence.districts().end());
  }
  Sets sets{.lockdown = flat(units, sealed), .restricted = flat(units, restricted)};
  // What is at a stricter level as a whole is not named again.
  std::erase_if(sets.restricted,
                [&](UnitId unit) { return inside_any(units, sets.lockdown, unit); });
  sets.precautionary = flat(units, rest);
  std::erase_if(sets.precautionary, [&](UnitId unit) {
    return inside_any(units, sets.lockdown, unit) || inside_any(units, sets.restricted, unit);
  });
  return sets;
}

std::uint64_t people_in(const registry::State& registry, UnitId unit) {
  const Bitmap& registered = registry.people().registered();
  return registry::count_area(
      registry, unit, [&](std::size_t word) { return registry::word_of(registered, word); });
}

// People of the flat set `area` who are in none of the units of `taken`.
std::uint64_t people_outside(const registry::State& registry, const Units& area,
                             const Units& taken) {
  std::uint64_t people = 0;
  for (const UnitId unit : area) people += people_in(registry, unit);
  for (const UnitId unit : flat(registry.units(), taken)) {
    if (inside_any(registry.units(), area, unit)) people -= people_in(registry, unit);
  }
  return people;
}

policy::Text why(const UnitTree& units, UnitId unit, const Grounds& grounds, bool district) {
  std::set<std::uint32_t> cases;
  std::size_t met = 0;
  bool itself = false;
  for (const auto& [seed, ground] : grounds) {
    if (!units.contains(unit, seed)) continue;
    itself = itself || seed == unit;
    cases.insert(ground.cases.begin(), ground.cases.end());
    met = std::max(met, ground.people.size() < kContactsPerBuildingMin ? 0 : ground.people.size());
  }
  const std::string_view name = units.name(unit);
  if (district) {
    return {.zh = fmt::format("{}:超过 {} 个社区有病例", name, kNeighbourhoodsPerDistrictMax),
            .en = fmt::format("{}: cases in more than {} of its neighbourhoods", name,
                              kNeighbourhoodsPerDistrictMax)};
  }
  policy::Text text{.zh = fmt::format("{}:", name), .en = fmt::format("{}: ", name)};
  if (cases.size() == 1) {
    text.zh += fmt::format("病例 {} 居住于{}", *cases.begin() + 1, itself ? "此" : "其中");
    text.en += fmt::format("case {} lives {}", *cases.begin() + 1, itself ? "here" : "within");
  } else if (!cases.empty()) {
    text.zh += fmt::format("{} 例病例居住于{}", cases.size(), itself ? "此" : "其中");
    text.en += fmt::format("{} cases live {}", cases.size(), itself ? "here" : "within");
  }
  if (met > 0) {
    text.zh += fmt::format("{}{} 名密切接触者在{}与病例接触", cases.empty() ? "" : ",", met,
                           itself ? "此" : "其中");
    text.en += fmt::format("{}{} close contacts met {}", cases.empty() ? "" : "; ", met,
                           itself ? "here" : "within");
  }
  return text;
}

std::uint64_t priority_people(const registry::State& registry, const Units& areas) {
  std::uint64_t count = 0;
  const registry::Population& people = registry.people();
  for (const UnitId unit : areas) {
    registry::for_each_person(
        registry, unit,
        [&](std::size_t word) { return registry::word_of(people.registered(), word); },
        [&](PersonId person) { count += people.priority(person) != 0 ? 1 : 0; });
  }
  return count;
}

ZoneProposal proposal(const registry::State& registry, const Evidence& evidence, Width width) {
  const UnitTree& units = registry.units();
  const Sets sets = sets_of(units, evidence, width);
  ZoneProposal proposal{.width = width};
  Units taken;
  const auto add = [&](ZoneLevel level, const Units& area) {
    if (!area.empty()) {
      proposal.levels.push_back({.level = level,
                                 .units = {area.begin(), area.end()},
                                 .people = people_outside(registry, area, taken)});
    }
    taken.insert(area.begin(), area.end());
  };
  add(ZoneLevel::lockdown, sets.lockdown);
  add(ZoneLevel::restricted, sets.restricted);
  const Units inside = flat(units, taken);
  add(ZoneLevel::precautionary, sets.precautionary);
  proposal.people_restricted = people_outside(registry, inside, {});
  proposal.priority_people = priority_people(registry, inside);
  for (const auto& [home, minutes] : evidence.exposures()) {
    proposal.minutes_listed += minutes;
    if (inside_any(units, inside, home)) proposal.minutes_covered += minutes;
  }
  for (const ProposedLevel& level : proposal.levels) {
    if (level.level == ZoneLevel::precautionary) continue;
    for (const UnitId unit : level.units) {
      const bool district = evidence.districts().contains(unit);
      proposal.reasons.push_back(
          {.unit = unit, .text = why(units, unit, evidence.grounds(), district)});
    }
  }
  return proposal;
}

}  // namespace

std::string_view code_of(Width width) {
  switch (width) {
    case Width::tight:
      return "tight";
    case Width::standard:
      return "standard";
    case Width::wide:
      return "wide";
  }
  CHECK(false);
}

std::vector<ZoneProposal> propose_zones(const registry::State& registry,
                                        const tracing::State& tracing,
                                        std::span<const CaseId> cases) {
  const Evidence evidence(registry, tracing, cases);
  std::vector<ZoneProposal> proposals;
  if (evidence.grounds().empty()) return proposals;
  for (const Width width : {Width::tight, Width::standard, Width::wide}) {
    proposals.push_back(proposal(registry, evidence, width));
  }
  return proposals;
}

}  // namespace firebreak::zoning
