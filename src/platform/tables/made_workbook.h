// Workbooks made by hand for tests and fuzzers: parts of XML put into a zip in memory.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <zip.h>

#include "base/check.h"

namespace firebreak::tables {

using ZipParts = std::vector<std::pair<std::string, std::string>>;

inline constexpr std::size_t kPackedFromBytes = 1 << 16;

inline std::string made_zip(const ZipParts& parts) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, &error);
  CHECK(target != nullptr);
  zip_source_keep(target);
  zip_t* archive = zip_open_from_source(target, ZIP_TRUNCATE, &error);
  CHECK(archive != nullptr);
  for (const auto& [name, content] : parts) {
    zip_source_t* source = zip_source_buffer(archive, content.data(), content.size(), 0);
    const zip_int64_t index = zip_file_add(archive, name.c_str(), source, ZIP_FL_OVERWRITE);
    CHECK(index >= 0);
    // Small parts are only stored, which fuzzes faster.
    const auto method = content.size() < kPackedFromBytes ? ZIP_CM_STORE : ZIP_CM_DEFLATE;
    CHECK(zip_set_file_compression(archive, static_cast<zip_uint64_t>(index), method, 0) == 0);
  }
  CHECK(zip_close(archive) == 0);
  CHECK(zip_source_open(target) == 0);
  zip_source_seek(target, 0, SEEK_END);
  std::string bytes(static_cast<std::size_t>(zip_source_tell(target)), '\0');
  zip_source_seek(target, 0, SEEK_SET);
  CHECK(zip_source_read(target, bytes.data(), bytes.size()) ==
        static_cast<zip_int64_t>(bytes.size()));
  zip_source_close(target);
  zip_source_free(target);
  return bytes;
}

struct MadeWorkbook {
  std::string sheet_data;  // What stands within <sheetData>.
  std::string after_data;  // What stands behind it.
  std::string shared_strings;
  std::string formats;  // <numFmt> elements.
  std::string styles;   // <xf> elements.
  bool date1904 = false;

  ZipParts parts() const {
    const std::string type = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    const auto relation = [&](std::string_view id, std::string_view kind, std::string_view target) {
      return "<Relationship Id=\"" + std::string(id) + "\" Type=\"" + type + std::string(kind) +
             "\" Target=\"" + std::string(target) + "\"/>";
    };
    return {
        {"_rels/.rels", "<Relationships>" + relation("r1", "officeDocument", "xl/workbook.xml") +
                            "</Relationships>"},
        {"xl/_rels/workbook.xml.rels",
         "<Relationships>" + relation("s1", "worksheet", "worksheets/sheet1.xml") +
             relation("s2", "worksheet", "/xl/worksheets/sheet2.xml") +
             relation("s3", "sharedStrings", "sharedStrings.xml") +
             relation("s4", "styles", "styles.xml") + "</Relationships>"},
        {"xl/workbook.xml", std::string("<workbook><workbookPr date1904=\"") +
                                (date1904 ? "1" : "0") +
                                "\"/><sheets><sheet name=\"藏\" state=\"hidden\" r:id=\"s2\"/>"
                                "<sheet name=\"名单\" r:id=\"s1\"/></sheets></workbook>"},
        {"xl/worksheets/sheet1.xml", "<?xml version=\"1.0\"?><worksheet><sheetData>" + sheet_data +
                                         "</sheetData>" + after_data + "</worksheet>"},
        {"xl/worksheets/sheet2.xml",
         "<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>hidden</t></is></c></row>"
         "</sheetData></worksheet>"},
        {"xl/sharedStrings.xml", "<sst>" + shared_strings + "</sst>"},
        {"xl/styles.xml", "<styleSheet><numFmts>" + formats + "</numFmts><cellXfs>" + styles +
                              "</cellXfs></styleSheet>"}};
  }
  std::string bytes() const { return made_zip(parts()); }
};

}  // namespace firebreak::tables
