#include "base/key_table.h"

#include <fmt/format.h>
#include <xxhash.h>

#include "base/check.h"

namespace firebreak {

Key key_of(std::string_view text) {
  const XXH128_hash_t hash = XXH3_128bits(text.data(), text.size());
  const Key key{.high = hash.high64, .low = hash.low64};
  return key.empty() ? Key{.high = 0, .low = 1} : key;
}

std::optional<Key> parse_key(std::string_view hex) {
  std::uint64_t words[2] = {0, 0};
  int digits = 0;
  for (const char c : hex) {
    if (c == '-') continue;
    int digit = 0;
    if (c >= '0' && c <= '9') {
      digit = c - '0';
    } else if (c >= 'a' && c <= 'f') {
      digit = c - 'a' + 10;
    } else if (c >= 'A' && c <= 'F') {
      digit = c - 'A' + 10;
    } else {
      return std::nullopt;
    }
    if (digits == 32) return std::nullopt;
    words[digits / 16] = words[digits / 16] << 4 | static_cast<unsigned>(digit);
    ++digits;
  }
  const Key key{.high = words[0], .low = words[1]};
  if (digits != 32 || key.empty()) return std::nullopt;
  return key;
}

std::string to_text(Key key) { return fmt::format("{:016x}{:016x}", key.high, key.low); }

std::size_t KeyTable::slot_of(Key key) const {
  const std::size_t mask = keys_.size() - 1;
  std::size_t slot = key.low & mask;
  while (!keys_[slot].empty() && keys_[slot] != key) slot = (slot + 1) & mask;
  return slot;
}

std::optional<std::uint32_t> KeyTable::find(Key key) const {
  CHECK(!key.empty());
  if (keys_.empty()) return std::nullopt;
  const std::size_t slot = slot_of(key);
  if (keys_[slot].empty()) return std::nullopt;
  return values_[slot];
}

void KeyTable::insert(Key key, std::uint32_t value) {
  CHECK(!key.empty());
  if ((size_ + 1) * 4 > keys_.size() * 3) grow();
  const std::size_t slot = slot_of(key);
  if (keys_[slot].empty()) {
    keys_[slot] = key;
    ++size_;
  }
  values_[slot] = value;
}

void KeyTable::grow() {
  const std::vector<Key> old_keys = std::move(keys_);
  const std::vector<std::uint32_t> old_values = std::move(values_);
  const std::size_t size = old_keys.empty() ? 16 : old_keys.size() * 2;
  keys_.assign(size, Key{});
  values_.assign(size, 0);
  for (std::size_t i = 0; i < old_keys.size(); ++i) {
    if (old_keys[i].empty()) continue;
    const std::size_t slot = slot_of(old_keys[i]);
    keys_[slot] = old_keys[i];
    values_[slot] = old_values[i];
  }
}

}  // namespace firebreak
