// The file of keys as a row of slots of one disk sector's fraction each (docs/formats/vault.md).
//
// Invariant: a slot is written once and then only ever overwritten with zeros, in place, and
// synced. Nothing here copies a key: no journal, no log, no free pages, which is why it is not a
// database. Refuses a file that others can read, that another process has open, or whose header is
// damaged.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"

namespace firebreak::vault {

inline constexpr std::size_t kKeyHeaderBytes = 512;
inline constexpr std::size_t kKeySlotBytes = 128;
inline constexpr std::uint32_t kKeySlotsMax = 65536;  // Some forty years at four keys a day.

using KeySlotBytes = std::array<std::uint8_t, kKeySlotBytes>;
using KeyHeaderBytes = std::array<std::uint8_t, kKeyHeaderBytes>;

class KeyFile {
 public:
  KeyFile() = default;
  KeyFile(KeyFile&& other) noexcept;
  KeyFile& operator=(KeyFile&& other) noexcept;
  ~KeyFile();

  // `vault.exists` where something is at the path already. Mode 0600.
  static IoResult<KeyFile> create(const std::string& path, const KeyHeaderBytes& header);
  // `vault.key_file_missing`, `vault.key_file_readable` (by others), `vault.in_use`, `vault.io`.
  static IoResult<KeyFile> open(const std::string& path);

  IoResult<KeyHeaderBytes> header() const;  // `vault.key_file_damaged` if it is cut short.
  IoResult<std::vector<KeySlotBytes>> slots() const;  // A slot cut short by a crash is left out.
  IoResult<void> write(std::uint32_t slot, std::span<const std::uint8_t> bytes);  // No sync.
  IoResult<void> sync();
  IoResult<void> backup(const std::string& path) const;  // `vault.exists`.

  const std::string& path() const { return path_; }

 private:
  int file_ = -1;
  std::string path_;
};

}  // namespace firebreak::vault
