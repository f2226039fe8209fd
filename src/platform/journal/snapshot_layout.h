// The fixed parts of a snapshot file, byte for byte: docs/formats/snapshot.md.
//
// Parsing takes any bytes; it answers an IoError for those that Firebreak did not write.
#pragma once

#include <array>

#include "platform/journal/snapshot.h"

namespace firebreak::journal {

inline constexpr std::size_t kSnapshotHeaderBytes = 4096;  // Keeps the chunks on page boundaries.
inline constexpr std::size_t kSnapshotTrailerBytes = 32;

using HeaderBytes = std::array<std::byte, kSnapshotHeaderBytes>;
using TrailerBytes = std::array<std::byte, kSnapshotTrailerBytes>;

struct SnapshotTrailer {
  std::uint64_t payload_bytes;
  std::uint64_t chunk_count;
  std::uint64_t checksum;  // Of the header's checksum, the table, and the two numbers above.
};

HeaderBytes header_bytes(const SnapshotHeader& header);
IoResult<SnapshotHeader> parse_header(const HeaderBytes& bytes, const std::string& path);
std::uint64_t header_checksum(const HeaderBytes& bytes);  // As it stands in the bytes.

TrailerBytes trailer_bytes(const SnapshotTrailer& trailer);
IoResult<SnapshotTrailer> parse_trailer(const TrailerBytes& bytes, const std::string& path);
std::uint64_t footer_checksum(std::uint64_t header_checksum,
                              std::span<const std::uint64_t> chunk_checksums,
                              std::uint64_t payload_bytes);

}  // namespace firebreak::journal
