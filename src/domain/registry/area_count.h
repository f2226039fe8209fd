// Counting people of an area by bitmap: one pass over its range of positions, plus the overflow.
//
// A mask is any combination of bitmaps by position, given as a function of the word's index, so
// that "registered and not sampled and not exempt" is counted without building a fourth bitmap.
#pragma once

#include <bit>
#include <cstdint>

#include "base/bitmap.h"
#include "domain/registry/state.h"

namespace firebreak::registry {

// The word of a bitmap that may be shorter than the population.
inline std::uint64_t word_of(const Bitmap& bitmap, std::size_t word) {
  return word < bitmap.words().size() ? bitmap.words()[word] : 0;
}

// Calls visit(position) for everybody in the overflow who lives under `unit`.
template <class Visit>
void for_each_late(const State& state, UnitId unit, Visit visit) {
  const Population& people = state.people();
  for (std::uint32_t p = people.laid_out(); p < people.positions(); ++p) {
    if (!people.at(p).known()) continue;
    if (state.units().contains(unit, people.household(people.at(p)))) visit(p);
  }
}

// How many positions under `unit` have their bit in mask(word_index).
template <class Mask>
std::uint64_t count_area(const State& state, UnitId unit, Mask mask) {
  const PositionRange range = state.people().range(state.units(), unit);
  std::uint64_t total = 0;
  for_each_word(range.first, range.last, [&](std::size_t word, std::uint64_t cut) {
    total += static_cast<std::uint64_t>(std::popcount(mask(word) & cut));
  });
  for_each_late(state, unit, [&](std::uint32_t p) { total += mask(p / 64) >> (p % 64) & 1U; });
  return total;
}

// Calls visit(person) for every position under `unit` in mask(word_index), in position order.
template <class Mask, class Visit>
void for_each_person(const State& state, UnitId unit, Mask mask, Visit visit) {
  const Population& people = state.people();
  const PositionRange range = people.range(state.units(), unit);
  for_each_word(range.first, range.last, [&](std::size_t word, std::uint64_t cut) {
    for (std::uint64_t bits = mask(word) & cut; bits != 0; bits &= bits - 1) {
      const auto p = static_cast<std::uint32_t>(word * 64) +
                     static_cast<std::uint32_t>(std::countr_zero(bits));
      if (people.at(p).known()) visit(people.at(p));
    }
  });
  for_each_late(state, unit, [&](std::uint32_t p) {
    if ((mask(p / 64) >> (p % 64) & 1U) != 0) visit(people.at(p));
  });
}

}  // namespace firebreak::registry
