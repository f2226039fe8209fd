#include "platform/journal/write_ahead_log.h"

#include <algorithm>
#include <array>
#include <bit>

#include <fmt/format.h>

namespace firebreak::journal {
namespace {

constexpr std::size_t kHeaderBytes = 32;
constexpr std::size_t kFrameHeaderBytes = 24;
constexpr std::uint32_t kMagic = 0x377f0682;  // The last bit says big-endian checksums.
constexpr std::uint32_t kPageBytesMax = 65536;

std::uint32_t big_endian(std::span<const std::byte> bytes, std::size_t at) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    value = value << 8 | std::to_integer<std::uint32_t>(bytes[at + i]);
  }
  return value;
}

struct Checksum {
  std::uint32_t first = 0;
  std::uint32_t second = 0;
  bool big = false;

  void add(std::span<const std::byte> bytes) {
    for (std::size_t at = 0; at + 8 <= bytes.size(); at += 8) {
      first += word(bytes, at) + second;
      second += word(bytes, at + 4) + first;
    }
  }
  bool stands_at(std::span<const std::byte> bytes, std::size_t at) const {
    return big_endian(bytes, at) == first && big_endian(bytes, at + 4) == second;
  }

 private:
  std::uint32_t word(std::span<const std::byte> bytes, std::size_t at) const {
    const std::uint32_t value = big_endian(bytes, at);
    return big ? value : __builtin_bswap32(value);
  }
};

struct Scan {
  bool good = true;
  std::uint64_t bad_at = 0;            // Offset of the first bad frame.
  std::uint64_t commits_from_bad = 0;  // Of this generation of the log, by their salts.
};

// Frames of an earlier generation, with other salts, lie behind the end of the log and are old.
IoResult<Scan> scan_frames(const io::FileReader& file, std::span<const std::byte> header,
                           Checksum checksum) {
  const std::uint32_t page_bytes = big_endian(header, 8);
  std::vector<std::byte> frame(kFrameHeaderBytes + page_bytes);
  Scan scan;
  for (std::uint64_t at = kHeaderBytes; at + frame.size() <= file.size(); at += frame.size()) {
    const IoResult<std::size_t> got = file.read_at(at, frame);
    if (!got) return got.error();
    const bool same_generation =
        std::equal(frame.begin() + 8, frame.begin() + 16, header.begin() + 16, header.begin() + 24);
    if (scan.good) {
      checksum.add(std::span(frame).first(8));
      checksum.add(std::span(frame).subspan(kFrameHeaderBytes));
      scan.good = same_generation && checksum.stands_at(frame, 16);
      scan.bad_at = at;
    }
    if (!scan.good && same_generation && big_endian(frame, 4) != 0) ++scan.commits_from_bad;
  }
  return scan;
}

}  // namespace

IoResult<void> check_write_ahead_log(const io::Files& files, const std::string& journal_path) {
  const std::string path = journal_path + "-wal";
  const auto file = files.open(path);
  if (!file) return file.error().code == "io.not_found" ? IoResult<void>() : file.error();
  std::array<std::byte, kHeaderBytes> header{};
  if ((*file)->size() < header.size()) return {};
  const IoResult<std::size_t> got = (*file)->read_at(0, header);
  if (!got) return got.error();
  // Space that was given to the file before a crash, and never written.
  if (std::all_of(header.begin(), header.end(), [](std::byte b) { return b == std::byte{0}; })) {
    return {};
  }
  const std::uint32_t page_bytes = big_endian(header, 8);
  Checksum checksum{.big = (big_endian(header, 0) & 1U) != 0};
  checksum.add(std::span(header).first(24));
  if ((big_endian(header, 0) & ~1U) != kMagic || !checksum.stands_at(header, 24) ||
      !std::has_single_bit(page_bytes) || page_bytes > kPageBytesMax) {
    return IoError{"journal.damaged",
                   path +
                       ": the header is damaged, so the newest batches cannot be read; restore "
                       "the file, or move it away to go on without them"};
  }
  const IoResult<Scan> scan = scan_frames(**file, header, checksum);
  if (!scan) return scan.error();
  if (scan->commits_from_bad < 2) return {};
  return IoError{"journal.damaged",
                 fmt::format("{}: damaged at byte {}, and {} batches lie behind it; restore the "
                             "file, or move it away to go on without its batches",
                             path, scan->bad_at, scan->commits_from_bad)};
}

}  // namespace firebreak::journal
