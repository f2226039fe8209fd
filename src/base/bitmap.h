// A dense set of small numbers; counting over a range is one pass over its words.
//
// Positions run from 0 to size()-1. Ranges are half open: [first, last).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace firebreak {

class Bitmap {
 public:
  std::size_t size() const { return size_; }
  void resize(std::size_t size);  // New positions are clear; shrinking forgets what lies beyond.

  bool test(std::size_t position) const {
    return position < size_ && (words_[position / 64] >> (position % 64) & 1U) != 0;
  }
  void set(std::size_t position);    // Grows to hold the position.
  void clear(std::size_t position);  // Nothing to do beyond the end.

  std::size_t count() const { return count(0, size_); }
  std::size_t count(std::size_t first, std::size_t last) const;

  std::span<const std::uint64_t> words() const { return words_; }

  template <class Archive>
  void columns(Archive& archive) {
    archive("size", size_);
    archive("words", words_);
  }
  friend bool operator==(const Bitmap&, const Bitmap&) = default;

 private:
  std::size_t size_ = 0;
  std::vector<std::uint64_t> words_;  // Bits beyond size_ are always clear.
};

// Calls visit(word_index, mask) for the words of [first, last), masks cut at both ends.
template <class Visit>
void for_each_word(std::size_t first, std::size_t last, Visit visit) {
  if (first >= last) return;
  const std::size_t first_word = first / 64;
  const std::size_t last_word = (last - 1) / 64;
  for (std::size_t word = first_word; word <= last_word; ++word) {
    std::uint64_t mask = ~std::uint64_t{0};
    if (word == first_word) mask &= ~std::uint64_t{0} << (first % 64);
    if (word == last_word) mask &= ~std::uint64_t{0} >> (63 - (last - 1) % 64);
    visit(word, mask);
  }
}

}  // namespace firebreak
