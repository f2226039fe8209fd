#include "platform/journal/snapshot.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include <fmt/format.h>
#include <xxhash.h>

#include "base/check.h"
#include "platform/journal/snapshot_layout.h"
#include "platform/journal/snapshot_shelf.h"

namespace firebreak::journal {
namespace {

constexpr const char* kPartial = ".partial";

std::span<const std::byte> bytes_of(std::span<const std::uint64_t> numbers) {
  return std::as_bytes(numbers);
}

}  // namespace

SnapshotWriter::SnapshotWriter(io::Files& files, std::string path,
                               std::unique_ptr<io::FileWriter> file)
    : files_(files), path_(std::move(path)), file_(std::move(file)) {
  chunk_.reserve(kSnapshotChunkBytes);
}

IoResult<std::unique_ptr<SnapshotWriter>> SnapshotWriter::begin(io::Files& files,
                                                                const std::string& directory,
                                                                const SnapshotHeader& header) {
  const std::string path = directory + "/" + snapshot_name(header.position);
  auto file = files.create(path + kPartial);
  if (!file) return file.error();
  std::unique_ptr<SnapshotWriter> writer(new SnapshotWriter(files, path, std::move(*file)));
  const HeaderBytes bytes = header_bytes(header);
  writer->header_checksum_ = header_checksum(bytes);
  writer->put(bytes);
  return writer;
}

SnapshotWriter::~SnapshotWriter() {
  if (finished_) return;
  file_.reset();
  static_cast<void>(files_.remove(path_ + kPartial));
}

void SnapshotWriter::write(std::span<const std::byte> bytes) {
  CHECK(!finished_);
  payload_bytes_ += bytes.size();
  while (!bytes.empty() && !error_) {
    // A whole chunk of a large column goes out from where it lies.
    if (chunk_.empty() && bytes.size() >= kSnapshotChunkBytes) {
      put_chunk(bytes.first(kSnapshotChunkBytes));
      bytes = bytes.subspan(kSnapshotChunkBytes);
      continue;
    }
    const std::size_t count = std::min(bytes.size(), kSnapshotChunkBytes - chunk_.size());
    chunk_.insert(chunk_.end(), bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(count));
    bytes = bytes.subspan(count);
    if (chunk_.size() == kSnapshotChunkBytes) {
      put_chunk(chunk_);
      chunk_.clear();
    }
  }
}

void SnapshotWriter::put_chunk(std::span<const std::byte> chunk) {
  checksums_.push_back(XXH3_64bits(chunk.data(), chunk.size()));
  put(chunk);
}

void SnapshotWriter::put(std::span<const std::byte> bytes) {
  if (error_) return;
  const IoResult<void> written = file_->append(bytes);
  if (!written) error_ = written.error();
}

IoResult<std::string> SnapshotWriter::finish() {
  CHECK(!finished_);
  if (!chunk_.empty()) put_chunk(chunk_);
  put(bytes_of(checksums_));
  put(trailer_bytes({.payload_bytes = payload_bytes_,
                     .chunk_count = checksums_.size(),
                     .checksum = footer_checksum(header_checksum_, checksums_, payload_bytes_)}));
  if (error_) return *error_;
  IoResult<void> done = file_->sync();
  file_.reset();
  if (done) done = files_.rename(path_ + kPartial, path_);
  if (!done) return done.error();
  finished_ = true;
  return path_;
}

IoResult<std::unique_ptr<SnapshotReader>> SnapshotReader::open(const io::Files& files,
                                                               const std::string& path) {
  auto file = files.open(path);
  if (!file) return file.error();
  const std::uint64_t size = (*file)->size();
  if (size < kSnapshotHeaderBytes + kSnapshotTrailerBytes) {
    return IoError{"snapshot.torn", fmt::format("{} has only {} bytes", path, size)};
  }
  HeaderBytes head;
  TrailerBytes tail;
  IoResult<std::size_t> got = (*file)->read_at(0, head);
  if (got) got = (*file)->read_at(size - tail.size(), tail);
  if (!got) return got.error();
  const IoResult<SnapshotHeader> header = parse_header(head, path);
  if (!header) return header.error();
  const IoResult<SnapshotTrailer> trailer = parse_trailer(tail, path);
  if (!trailer) return trailer.error();
  const std::uint64_t payload = trailer->payload_bytes;
  const std::uint64_t chunks = payload / kSnapshotChunkBytes + (payload % kSnapshotChunkBytes != 0);
  if (payload > kSnapshotBytesMax || trailer->chunk_count != chunks ||
      size != kSnapshotHeaderBytes + payload + chunks * 8 + kSnapshotTrailerBytes) {
    return IoError{"snapshot.damaged", path + ": the footer does not fit the file's length"};
  }
  std::unique_ptr<SnapshotReader> reader(new SnapshotReader(path, std::move(*file)));
  reader->header_ = *header;
  reader->payload_bytes_ = payload;
  reader->checksums_.resize(chunks);
  got = reader->file_->read_at(kSnapshotHeaderBytes + payload,
                               std::as_writable_bytes(std::span(reader->checksums_)));
  if (!got) return got.error();
  if (trailer->checksum != footer_checksum(header_checksum(head), reader->checksums_, payload)) {
    return IoError{"snapshot.damaged", fmt::format("{}: the footer (bytes {} to {}) is damaged",
                                                   path, kSnapshotHeaderBytes + payload, size - 1)};
  }
  return reader;
}

std::size_t SnapshotReader::chunk_size(std::uint64_t chunk) const {
  return std::min<std::uint64_t>(kSnapshotChunkBytes, payload_bytes_ - chunk * kSnapshotChunkBytes);
}

bool SnapshotReader::read_chunk(std::uint64_t chunk, std::span<std::byte> into) {
  const std::uint64_t offset = kSnapshotHeaderBytes + chunk * kSnapshotChunkBytes;
  const IoResult<std::size_t> got = file_->read_at(offset, into);
  if (!got) {
    error_ = got.error();
  } else if (*got != into.size()) {
    error_ = IoError{"snapshot.torn", path_ + " became shorter while it was read"};
  } else if (XXH3_64bits(into.data(), into.size()) != checksums_[chunk]) {
    error_ =
        IoError{"snapshot.damaged", fmt::format("{}: chunk {} (bytes {} to {}) is damaged", path_,
                                                chunk, offset, offset + into.size() - 1)};
  }
  return !error_;
}

bool SnapshotReader::read(std::span<std::byte> bytes) {
  if (error_ || bytes.size() > remaining()) return false;
  while (!bytes.empty()) {
    const std::uint64_t chunk = position_ / kSnapshotChunkBytes;
    const std::size_t within = position_ % kSnapshotChunkBytes;
    const std::size_t size = chunk_size(chunk);
    std::size_t count = std::min(bytes.size(), size - within);
    if (count == size && buffered_chunk_ != chunk) {
      // All of the chunk is wanted in one place: read and checked where it belongs.
      if (!read_chunk(chunk, bytes.first(size))) return false;
    } else {
      if (buffered_chunk_ != chunk) {
        buffer_.resize(size);
        buffered_chunk_.reset();
        if (!read_chunk(chunk, buffer_)) return false;
        buffered_chunk_ = chunk;
      }
      std::memcpy(bytes.data(), buffer_.data() + within, count);
    }
    bytes = bytes.subspan(count);
    position_ += count;
  }
  return true;
}

IoResult<SnapshotHeader> verify_snapshot(const io::Files& files, const std::string& path) {
  auto reader = SnapshotReader::open(files, path);
  if (!reader) return reader.error();
  std::vector<std::byte> chunk(kSnapshotChunkBytes);
  while ((*reader)->remaining() > 0) {
    const std::size_t count = std::min<std::uint64_t>(chunk.size(), (*reader)->remaining());
    if (!(*reader)->read(std::span(chunk).first(count))) return *(*reader)->error();
  }
  return (*reader)->header();
}

}  // namespace firebreak::journal
