#include "base/bitmap.h"

#include <algorithm>
#include <bit>

namespace firebreak {

void Bitmap::resize(std::size_t size) {
  words_.resize((size + 63) / 64, 0);
  if (size < size_ && size % 64 != 0) words_.back() &= ~std::uint64_t{0} >> (64 - size % 64);
  size_ = size;
}

void Bitmap::set(std::size_t position) {
  if (position >= size_) resize(position + 1);
  words_[position / 64] |= std::uint64_t{1} << (position % 64);
}

void Bitmap::clear(std::size_t position) {
  if (position < size_) words_[position / 64] &= ~(std::uint64_t{1} << (position % 64));
}

std::size_t Bitmap::count(std::size_t first, std::size_t last) const {
  std::size_t total = 0;
  for_each_word(first, std::min(last, size_), [&](std::size_t word, std::uint64_t mask) {
    total += static_cast<std::size_t>(std::popcount(words_[word] & mask));
  });
  return total;
}

}  // namespace firebreak
