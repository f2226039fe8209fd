// The parts of a zip file, read as streams, within limits that a zip bomb would pass.
//
// Refuses `table.zip_bomb` (unpacked size, ratio, number of parts), `table.password_protected`
// (an encrypted part), `table.damaged_workbook` (checksum, lengths, a part that is missing).
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "platform/tables/byte_source.h"

struct zip;
struct zip_file;

namespace firebreak::tables {

inline constexpr std::int64_t kZipPartsMax = 10'000;
inline constexpr std::uint64_t kPartBytesMax = 1ULL << 32;        // Unpacked.
inline constexpr std::uint64_t kSmallPartBytesMax = 32ULL << 20;  // Of parts read as a whole.
inline constexpr std::uint64_t kUnpackRatioMax = 250;
inline constexpr std::uint64_t kRatioFreeBytes = 16ULL << 20;  // Smaller parts may be any ratio.

Refusal damaged_workbook(std::string_view part, std::string_view reason);

class ZipPart {
 public:
  ZipPart(zip_file* handle, std::string name, std::uint64_t size);
  ~ZipPart();
  ZipPart(const ZipPart&) = delete;
  ZipPart& operator=(const ZipPart&) = delete;

  Result<std::size_t> read(std::span<char> out);  // 0 at the end, with the checksum right.
  std::uint64_t size() const { return size_; }
  std::uint64_t bytes_read() const { return bytes_read_; }

 private:
  zip_file* handle_;
  std::string name_;
  std::uint64_t size_;
  std::uint64_t bytes_read_ = 0;
};

class ZipArchive {
 public:
  static Result<std::unique_ptr<ZipArchive>> open(const TableInput& input);
  ~ZipArchive();
  ZipArchive(const ZipArchive&) = delete;
  ZipArchive& operator=(const ZipArchive&) = delete;

  bool has(const std::string& name) const;
  // The archive must outlive the part.
  Result<std::unique_ptr<ZipPart>> part(const std::string& name) const;
  Result<std::string> small_part(const std::string& name) const;  // As a whole.

 private:
  explicit ZipArchive(zip* handle) : handle_(handle) {}

  zip* handle_;
};

}  // namespace firebreak::tables
