#include "platform/tables/zip_archive.h"

#include <zip.h>

namespace firebreak::tables {
namespace {

Result<zip_t*> open_zip(const TableInput& input) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = nullptr;
  if (const auto* file = std::get_if<FilePath>(&input)) {
    source = zip_source_file_create(file->path.c_str(), 0, -1, &error);
  } else {
    const auto bytes = std::get<std::string_view>(input);
    source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  }
  zip_t* handle = source == nullptr ? nullptr : zip_open_from_source(source, ZIP_RDONLY, &error);
  if (handle != nullptr) {
    zip_error_fini(&error);
    return handle;
  }
  const std::string reason = zip_error_strerror(&error);
  zip_error_fini(&error);
  if (source != nullptr) zip_source_free(source);
  return damaged_workbook("zip", reason);
}

Refusal zip_bomb(std::string_view part, std::string_view what, std::uint64_t limit) {
  return Refusal{
      "table.zip_bomb",
      "file",
      {{"part", std::string(part)}, {"what", std::string(what)}, {"limit", std::to_string(limit)}}};
}

}  // namespace

Refusal damaged_workbook(std::string_view part, std::string_view reason) {
  return Refusal{"table.damaged_workbook",
                 "file",
                 {{"part", std::string(part)}, {"reason", std::string(reason)}}};
}

ZipPart::ZipPart(zip_file* handle, std::string name, std::uint64_t size)
    : handle_(handle), name_(std::move(name)), size_(size) {}
ZipPart::~ZipPart() { zip_fclose(handle_); }

Result<std::size_t> ZipPart::read(std::span<char> out) {
  const zip_int64_t taken = zip_fread(handle_, out.data(), out.size());
  if (taken < 0) return damaged_workbook(name_, zip_file_strerror(handle_));
  bytes_read_ += static_cast<std::uint64_t>(taken);
  const bool longer = bytes_read_ > size_;
  const bool shorter = taken == 0 && bytes_read_ < size_ && !out.empty();
  if (longer || shorter) return damaged_workbook(name_, "not as long as it says");
  return static_cast<std::size_t>(taken);
}

Result<std::unique_ptr<ZipArchive>> ZipArchive::open(const TableInput& input) {
  auto handle = open_zip(input);
  if (!handle) return handle.error();
  std::unique_ptr<ZipArchive> archive(new ZipArchive(*handle));
  if (zip_get_num_entries(*handle, 0) > kZipPartsMax) {
    return zip_bomb("zip", "parts", kZipPartsMax);
  }
  return archive;
}

ZipArchive::~ZipArchive() { zip_discard(handle_); }

bool ZipArchive::has(const std::string& name) const {
  return zip_name_locate(handle_, name.c_str(), ZIP_FL_NOCASE) >= 0;
}

Result<std::unique_ptr<ZipPart>> ZipArchive::part(const std::string& name) const {
  const zip_int64_t index = zip_name_locate(handle_, name.c_str(), ZIP_FL_NOCASE);
  if (index < 0) return damaged_workbook(name, "missing");
  zip_stat_t status;
  const auto number = static_cast<zip_uint64_t>(index);
  constexpr zip_uint64_t kNeeded = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE;
  if (zip_stat_index(handle_, number, 0, &status) != 0 || (status.valid & kNeeded) != kNeeded) {
    return damaged_workbook(name, "without a length");
  }
  if ((status.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && status.encryption_method != ZIP_EM_NONE) {
    return Refusal{"table.password_protected", "file"};
  }
  if (status.size > kPartBytesMax) return zip_bomb(name, "bytes", kPartBytesMax);
  if (status.size > kRatioFreeBytes && status.size / kUnpackRatioMax > status.comp_size) {
    return zip_bomb(name, "ratio", kUnpackRatioMax);
  }
  zip_file_t* file = zip_fopen_index(handle_, number, 0);
  if (file == nullptr) return damaged_workbook(name, zip_strerror(handle_));
  return std::make_unique<ZipPart>(file, name, status.size);
}

Result<std::string> ZipArchive::small_part(const std::string& name) const {
  auto opened = part(name);
  if (!opened) return opened.error();
  ZipPart& stream = **opened;
  if (stream.size() > kSmallPartBytesMax) return zip_bomb(name, "bytes", kSmallPartBytesMax);
  std::string bytes(stream.size() + 1, '\0');  // One more, so that the end is seen and checked.
  std::size_t filled = 0;
  for (;;) {
    const auto taken = stream.read(std::span(bytes).subspan(filled));
    if (!taken) return taken.error();
    if (*taken == 0) break;
    filled += *taken;
  }
  bytes.resize(filled);
  return bytes;
}

}  // namespace firebreak::tables
