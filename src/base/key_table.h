// A map from 128-bit keys to 32-bit values whose bytes depend on nothing but the insertions.
//
// Open addressing, linear probing, power-of-two size, at most 3/4 full. No erasing: what expires is
// dropped with its whole table. Keys are already random (device UUIDs, keyed hashes) or hashed by
// key_of(), so their low bits index the table. The all-zero key is reserved for "empty".
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace firebreak {

struct Key {
  std::uint64_t high = 0;
  std::uint64_t low = 0;

  bool empty() const { return high == 0 && low == 0; }
  friend bool operator==(Key, Key) = default;
  friend auto operator<=>(Key, Key) = default;
};

Key key_of(std::string_view text);                   // XXH3-128; never the empty key.
std::optional<Key> parse_key(std::string_view hex);  // A UUID with or without dashes.
std::string to_text(Key key);                        // 32 hexadecimal digits.

class KeyTable {
 public:
  std::size_t size() const { return size_; }
  std::optional<std::uint32_t> find(Key key) const;
  void insert(Key key, std::uint32_t value);  // Replaces the value of a key that is there.

  template <class Archive>
  void columns(Archive& archive) {
    archive("size", size_);
    archive("keys", keys_);
    archive("values", values_);
  }

 private:
  std::size_t slot_of(Key key) const;  // Of the key, or of the empty slot where it belongs.
  void grow();

  std::uint64_t size_ = 0;
  std::vector<Key> keys_;
  std::vector<std::uint32_t> values_;
};

}  // namespace firebreak
