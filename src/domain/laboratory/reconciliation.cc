// Six popcounts a word of 64 people. The kernel is compiled a second time for processors that count
// bits in one instruction, and chosen at run time: the build itself asks for no special processor.
#include "domain/laboratory/reconciliation.h"

#include <algorithm>
#include <bit>
#include <optional>
#include <span>

#include "domain/laboratory/unit_list.h"
#include "domain/registry/area_count.h"

namespace firebreak::laboratory {
namespace {

struct Tally {
  std::uint64_t registered = 0;
  std::uint64_t sampled = 0;  // On the register, as received, resulted and exempt.
  std::uint64_t received = 0;
  std::uint64_t resulted = 0;
  std::uint64_t exempt = 0;
  std::uint64_t stray = 0;  // Sampled, not on the register.
};

// The words of five bitmaps by position; some may be shorter than the register.
struct Marks {
  std::span<const std::uint64_t> registered;
  std::span<const std::uint64_t> sampled;
  std::span<const std::uint64_t> received;
  std::span<const std::uint64_t> resulted;
  std::span<const std::uint64_t> exempt;
};

[[gnu::always_inline]] inline void count_word(Tally& tally, std::uint64_t registered,
                                              std::uint64_t sampled, std::uint64_t received,
                                              std::uint64_t resulted, std::uint64_t exempt) {
  const auto bits = [](std::uint64_t word) { return static_cast<unsigned>(std::popcount(word)); };
  tally.registered += bits(registered);
  tally.sampled += bits(registered & sampled);
  tally.received += bits(registered & received);
  tally.resulted += bits(registered & resulted);
  tally.exempt += bits(registered & exempt & ~sampled);
  tally.stray += bits(sampled & ~registered);
}

// The first and the last word are cut to the range, and any bitmap may end before them.
[[gnu::always_inline]] inline void count_edge(Tally& tally, const Marks& marks, std::size_t word,
                                              std::uint64_t cut) {
  const auto at = [&](std::span<const std::uint64_t> words) {
    return word < words.size() ? words[word] & cut : 0;
  };
  count_word(tally, at(marks.registered), at(marks.sampled), at(marks.received), at(marks.resulted),
             at(marks.exempt));
}

[[gnu::always_inline]] inline Tally tally_words(const Marks& marks, std::size_t first,
                                                std::size_t last) {
  Tally tally;
  if (first >= last) return tally;
  const std::size_t first_word = first / 64;
  const std::size_t last_word = (last - 1) / 64;
  const std::uint64_t head = ~std::uint64_t{0} << (first % 64);
  const std::uint64_t tail = ~std::uint64_t{0} >> (63 - (last - 1) % 64);
  if (first_word == last_word) {
    count_edge(tally, marks, first_word, head & tail);
    return tally;
  }
  count_edge(tally, marks, first_word, head);
  const std::size_t whole =
      std::min({last_word, marks.registered.size(), marks.sampled.size(), marks.received.size(),
                marks.resulted.size(), marks.exempt.size()});
  std::size_t word = first_word + 1;
  for (; word < whole; ++word) {
    count_word(tally, marks.registered[word], marks.sampled[word], marks.received[word],
               marks.resulted[word], marks.exempt[word]);
  }
  for (; word < last_word; ++word) count_edge(tally, marks, word, ~std::uint64_t{0});
  count_edge(tally, marks, last_word, tail);
  return tally;
}

Tally tally_plain(const Marks& marks, std::size_t first, std::size_t last) {
  return tally_words(marks, first, last);
}

#if defined(__x86_64__)
[[gnu::target("popcnt")]] Tally tally_popcnt(const Marks& marks, std::size_t first,
                                             std::size_t last) {
  return tally_words(marks, first, last);
}
#endif

Tally tally_range(const Marks& marks, registry::PositionRange range) {
#if defined(__x86_64__)
  static const bool kCounts = __builtin_cpu_supports("popcnt") != 0;
  if (kCounts) return tally_popcnt(marks, range.first, range.last);
#endif
  return tally_plain(marks, range.first, range.last);
}

void add(AreaCounts& counts, const Tally& tally) {
  counts.registered += tally.registered;
  counts.sampled += tally.sampled;
  counts.in_transit += tally.sampled - tally.received;
  counts.in_laboratory += tally.received - tally.resulted;
  counts.resulted += tally.resulted;
  counts.exempt += tally.exempt;
  counts.missing += tally.registered - tally.sampled - tally.exempt;
  counts.not_on_register += tally.stray;
}

// One round at one moment, against the register.
class Reconciliation {
 public:
  Reconciliation(const State& state, const registry::State& registry, RoundId id, Instant now)
      : units_(registry.units()),
        people_(registry.people()),
        round_(state.round(id)),
        area_(units_, round_.units) {
    if (!round_.expiring.empty()) ended_ = exempt_at(state, registry, id, now);
    const Bitmap& exempt = ended_ ? *ended_ : round_.marks.exempt;
    marks_ = {.registered = people_.registered().words(),
              .sampled = round_.marks.sampled.words(),
              .received = round_.marks.received.words(),
              .resulted = round_.marks.resulted.words(),
              .exempt = exempt.words()};
  }

  std::vector<UnitCounts> count(const std::vector<UnitId>& units) const {
    std::vector<UnitCounts> rows;
    rows.reserve(units.size());
    for (const UnitId unit : units) {
      rows.push_back({.unit = unit, .counts = laid_out(unit)});
    }
    const UnitList list(units_, units);
    for (std::uint32_t p = people_.laid_out(); p < people_.positions(); ++p) {
      if (!people_.at(p).known()) continue;
      const UnitId home = people_.household(people_.at(p));
      const std::uint32_t row = list.find(home);
      if (row == UnitList::kNone) continue;
      const Tally one = tally_range(marks_, {.first = p, .last = p + 1});
      if (area_.covers(home)) {
        add(rows[row].counts, one);
      } else {
        rows[row].counts.outside_area += one.sampled + one.stray;
      }
    }
    return rows;
  }

 private:
  AreaCounts laid_out(UnitId unit) const {
    AreaCounts counts;
    const registry::PositionRange range = people_.range(units_, unit);
    if (area_.covers(unit)) {
      add(counts, tally_range(marks_, range));
      return counts;
    }
    for (const std::uint32_t index : area_.under(unit)) {
      add(counts, tally_range(marks_, people_.range(units_, round_.units[index])));
    }
    const Tally all = tally_range(marks_, range);
    counts.outside_area = all.sampled + all.stray - counts.sampled - counts.not_on_register;
    return counts;
  }

  const registry::UnitTree& units_;
  const registry::Population& people_;
  const Round& round_;
  UnitList area_;
  std::optional<Bitmap> ended_;
  Marks marks_;
};

}  // namespace

Instant judged_at(const Round& round, Instant now) {
  const Instant end = round.open() ? round.deadline : std::min(round.deadline, round.closed_at);
  return std::min(now, end);
}

bool lasts(const Round& round, const Exemption& exemption, Instant judged) {
  return exemption.expires_at > judged || exemption.expires_at >= round.deadline;
}

Bitmap exempt_at(const State& state, const registry::State& registry, RoundId id, Instant now) {
  const Round& round = state.round(id);
  const Instant judged = judged_at(round, now);
  Bitmap exempt = round.marks.exempt;
  for (const std::uint32_t index : round.expiring) {
    const Exemption& row = state.exemptions().all()[index];
    if (lasts(round, row, judged)) continue;
    if (lasts(round, *state.exemptions().lasting(row.person, id), judged)) continue;
    exempt.clear(registry.people().position(row.person));
  }
  return exempt;
}

AreaCounts reconcile(const State& state, const registry::State& registry, RoundId round,
                     UnitId unit, Instant now) {
  return Reconciliation(state, registry, round, now).count({unit}).front().counts;
}

std::vector<UnitCounts> reconcile_units(const State& state, const registry::State& registry,
                                        RoundId round, const std::vector<UnitId>& units,
                                        Instant now) {
  return Reconciliation(state, registry, round, now).count(units);
}

std::vector<std::uint64_t> at_stations(const State& state, const registry::State& registry,
                                       RoundId id, const std::vector<UnitId>& units) {
  const Round& round = state.round(id);
  const registry::Population& people = registry.people();
  const UnitList area(registry.units(), round.units);
  const auto mask = [&](std::size_t word) {
    return registry::word_of(people.registered(), word) &
           registry::word_of(round.marks.sampled, word) &
           ~registry::word_of(round.marks.left, word);
  };
  std::vector<std::uint64_t> counts(units.size());
  const auto add_range = [&](std::uint64_t& count, UnitId unit) {
    const registry::PositionRange range = people.range(registry.units(), unit);
    for_each_word(range.first, range.last, [&](std::size_t word, std::uint64_t cut) {
      count += static_cast<unsigned>(std::popcount(mask(word) & cut));
    });
  };
  for (std::size_t i = 0; i < units.size(); ++i) {
    if (area.covers(units[i])) {
      add_range(counts[i], units[i]);
    } else {
      for (const std::uint32_t index : area.under(units[i]))
        add_range(counts[i], round.units[index]);
    }
  }
  const UnitList list(registry.units(), units);
  for (std::uint32_t p = people.laid_out(); p < people.positions(); ++p) {
    if ((mask(p / 64) >> (p % 64) & 1U) == 0 || !people.at(p).known()) continue;
    const UnitId home = people.household(people.at(p));
    const std::uint32_t row = area.covers(home) ? list.find(home) : UnitList::kNone;
    if (row != UnitList::kNone) ++counts[row];
  }
  return counts;
}

std::vector<UnitCounts> reconcile_children(const State& state, const registry::State& registry,
                                           RoundId round, UnitId unit, Instant now) {
  return Reconciliation(state, registry, round, now).count(registry.units().children(unit));
}

std::vector<UnitCounts> reconcile_level(const State& state, const registry::State& registry,
                                        RoundId round, registry::UnitLevel level, Instant now) {
  return Reconciliation(state, registry, round, now).count(units_at(registry.units(), level));
}

}  // namespace firebreak::laboratory
