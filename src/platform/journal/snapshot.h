// A State as of a position, in one file: header, checksummed chunks, footer.
//
// Format: docs/formats/snapshot.md. A snapshot is a copy of what the journal gives, never the only
// one: whatever is wrong with it, throw it away and replay. Written aside, synced and renamed, so a
// name never shows half of one. Nothing is handed out before its chunk's checksum held. Refuses
// snapshot.torn, snapshot.damaged (naming the bytes), snapshot.foreign, snapshot.newer_format.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/archive.h"
#include "platform/io/files.h"
#include "platform/journal/log.h"

namespace firebreak::journal {

inline constexpr std::uint32_t kSnapshotFormatVersion = 1;
inline constexpr std::size_t kSnapshotChunkBytes = std::size_t{4} << 20;
inline constexpr std::uint64_t kSnapshotBytesMax = std::uint64_t{1} << 40;

struct SnapshotHeader {
  JournalId journal_id{};
  Position position = 0;
  Hash journal_hash{};                     // Of the journal at that position.
  std::uint32_t state_schema_version = 0;  // Of the columns; the caller's.
  friend bool operator==(const SnapshotHeader&, const SnapshotHeader&) = default;
};

// Give it to a SaveArchive, then finish(). Destroyed unfinished, it leaves nothing.
class SnapshotWriter : public ByteSink {
 public:
  static IoResult<std::unique_ptr<SnapshotWriter>> begin(io::Files& files,
                                                         const std::string& directory,
                                                         const SnapshotHeader& header);
  ~SnapshotWriter() override;
  SnapshotWriter(const SnapshotWriter&) = delete;
  SnapshotWriter& operator=(const SnapshotWriter&) = delete;

  void write(std::span<const std::byte> bytes) override;  // Errors wait for finish().
  IoResult<std::string> finish();                         // The path of the snapshot.

 private:
  SnapshotWriter(io::Files& files, std::string path, std::unique_ptr<io::FileWriter> file);
  void put(std::span<const std::byte> bytes);
  void put_chunk(std::span<const std::byte> chunk);

  io::Files& files_;
  std::string path_;
  std::unique_ptr<io::FileWriter> file_;
  std::vector<std::byte> chunk_;
  std::vector<std::uint64_t> checksums_;
  std::uint64_t header_checksum_ = 0;
  std::uint64_t payload_bytes_ = 0;
  std::optional<IoError> error_;
  bool finished_ = false;
};

// Give it to a LoadArchive. When read() answers false, error() says why.
class SnapshotReader : public ByteSource {
 public:
  static IoResult<std::unique_ptr<SnapshotReader>> open(const io::Files& files,
                                                        const std::string& path);

  const SnapshotHeader& header() const { return header_; }
  bool read(std::span<std::byte> bytes) override;
  std::uint64_t remaining() const override { return payload_bytes_ - position_; }
  const std::optional<IoError>& error() const { return error_; }

 private:
  SnapshotReader(std::string path, std::unique_ptr<io::FileReader> file)
      : path_(std::move(path)), file_(std::move(file)) {}
  std::size_t chunk_size(std::uint64_t chunk) const;
  bool read_chunk(std::uint64_t chunk, std::span<std::byte> into);

  std::string path_;
  std::unique_ptr<io::FileReader> file_;
  SnapshotHeader header_;
  std::uint64_t payload_bytes_ = 0;
  std::vector<std::uint64_t> checksums_;
  std::vector<std::byte> buffer_;
  std::optional<std::uint64_t> buffered_chunk_;
  std::uint64_t position_ = 0;
  std::optional<IoError> error_;
};

// Reads all of it, as a load would; the header where everything holds.
IoResult<SnapshotHeader> verify_snapshot(const io::Files& files, const std::string& path);

}  // namespace firebreak::journal
