#include "platform/journal/snapshot_layout.h"

#include <bit>
#include <cstring>
#include <string_view>

#include <fmt/format.h>
#include <xxhash.h>

namespace firebreak::journal {
namespace {

static_assert(std::endian::native == std::endian::little, "numbers are written as they lie");

constexpr std::string_view kHeaderMagic = "FBSNAP\r\n";  // A text transfer would break it.
constexpr std::string_view kTrailerMagic = "FBSNAPE\n";

// Offsets in the header.
constexpr std::size_t kVersionAt = 8;
constexpr std::size_t kSchemaAt = 12;
constexpr std::size_t kPositionAt = 16;
constexpr std::size_t kHashAt = 24;
constexpr std::size_t kJournalAt = 56;
constexpr std::size_t kChunkBytesAt = 72;
constexpr std::size_t kHeaderChecksumAt = kSnapshotHeaderBytes - 8;

template <class T>
void store(std::span<std::byte> bytes, std::size_t at, const T& value) {
  std::memcpy(bytes.data() + at, &value, sizeof(value));
}

template <class T>
T fetch(std::span<const std::byte> bytes, std::size_t at) {
  T value;
  std::memcpy(&value, bytes.data() + at, sizeof(value));
  return value;
}

bool has_magic(std::span<const std::byte> bytes, std::size_t at, std::string_view magic) {
  return std::memcmp(bytes.data() + at, magic.data(), magic.size()) == 0;
}

}  // namespace

HeaderBytes header_bytes(const SnapshotHeader& header) {
  HeaderBytes bytes{};
  std::memcpy(bytes.data(), kHeaderMagic.data(), kHeaderMagic.size());
  store(bytes, kVersionAt, kSnapshotFormatVersion);
  store(bytes, kSchemaAt, header.state_schema_version);
  store(bytes, kPositionAt, header.position);
  store(bytes, kHashAt, header.journal_hash);
  store(bytes, kJournalAt, header.journal_id);
  store(bytes, kChunkBytesAt, static_cast<std::uint32_t>(kSnapshotChunkBytes));
  store(bytes, kHeaderChecksumAt, std::uint64_t{XXH3_64bits(bytes.data(), kHeaderChecksumAt)});
  return bytes;
}

std::uint64_t header_checksum(const HeaderBytes& bytes) {
  return fetch<std::uint64_t>(bytes, kHeaderChecksumAt);
}

IoResult<SnapshotHeader> parse_header(const HeaderBytes& bytes, const std::string& path) {
  if (!has_magic(bytes, 0, kHeaderMagic)) {
    return IoError{"snapshot.foreign", path + " is not a snapshot of Firebreak"};
  }
  const auto version = fetch<std::uint32_t>(bytes, kVersionAt);
  if (header_checksum(bytes) != XXH3_64bits(bytes.data(), kHeaderChecksumAt)) {
    return IoError{"snapshot.damaged", path + ": the header (bytes 0 to 4095) is damaged"};
  }
  if (version != kSnapshotFormatVersion ||
      fetch<std::uint32_t>(bytes, kChunkBytesAt) != kSnapshotChunkBytes) {
    return IoError{"snapshot.newer_format",
                   fmt::format("{} has format {}, this program knows format {}", path, version,
                               kSnapshotFormatVersion)};
  }
  return SnapshotHeader{.journal_id = fetch<JournalId>(bytes, kJournalAt),
                        .position = fetch<Position>(bytes, kPositionAt),
                        .journal_hash = fetch<Hash>(bytes, kHashAt),
                        .state_schema_version = fetch<std::uint32_t>(bytes, kSchemaAt)};
}

TrailerBytes trailer_bytes(const SnapshotTrailer& trailer) {
  TrailerBytes bytes{};
  store(bytes, 0, trailer.payload_bytes);
  store(bytes, 8, trailer.chunk_count);
  store(bytes, 16, trailer.checksum);
  std::memcpy(bytes.data() + 24, kTrailerMagic.data(), kTrailerMagic.size());
  return bytes;
}

IoResult<SnapshotTrailer> parse_trailer(const TrailerBytes& bytes, const std::string& path) {
  if (!has_magic(bytes, 24, kTrailerMagic)) {
    return IoError{"snapshot.torn", path + " ends before its footer"};
  }
  return SnapshotTrailer{.payload_bytes = fetch<std::uint64_t>(bytes, 0),
                         .chunk_count = fetch<std::uint64_t>(bytes, 8),
                         .checksum = fetch<std::uint64_t>(bytes, 16)};
}

std::uint64_t footer_checksum(std::uint64_t header_checksum,
                              std::span<const std::uint64_t> chunk_checksums,
                              std::uint64_t payload_bytes) {
  std::vector<std::uint64_t> numbers{header_checksum, payload_bytes, chunk_checksums.size()};
  numbers.insert(numbers.end(), chunk_checksums.begin(), chunk_checksums.end());
  return XXH3_64bits(numbers.data(), numbers.size() * sizeof(std::uint64_t));
}

}  // namespace firebreak::journal
