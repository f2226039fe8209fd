#include "engine/service/register_row.h"

#include <algorithm>

#include "platform/tables/cell_value.h"
#include "platform/vault/phone_number.h"

namespace firebreak::service {
namespace {

using registry::PresenceLayer;
using registry::Sex;

Refusal at(std::string code, std::string_view column, std::string_view value = {}) {
  Refusal refusal{.code = std::move(code), .field = std::string(column)};
  if (!value.empty()) refusal.values.push_back({.name = "value", .value = std::string(value)});
  return refusal;
}

class Cells {
 public:
  Cells(const tables::Row& row, const tables::HeaderMatch& match) : row_(row), match_(match) {}

  std::string text(RegisterColumn column) const {
    const auto index = match_.columns[static_cast<std::size_t>(column)];
    if (!index || *index >= row_.cells.size()) return {};
    return tables::plain_cell(row_.cells[*index]);
  }
  // What the spreadsheet did to this cell, if anything.
  const tables::CellNote* note(RegisterColumn column) const {
    const auto index = match_.columns[static_cast<std::size_t>(column)];
    if (!index) return nullptr;
    const auto found = std::ranges::find(row_.notes, *index, &tables::CellNote::column);
    return found == row_.notes.end() ? nullptr : &*found;
  }

 private:
  const tables::Row& row_;
  const tables::HeaderMatch& match_;
};

std::optional<Sex> read_sex(const std::string& text) {
  if (text.empty()) return Sex::unknown;
  if (text == "男" || text == "男性" || text == "M" || text == "m" || text == "male" || text == "1") {
    return Sex::male;
  }
  if (text == "女" || text == "女性" || text == "F" || text == "f" || text == "female" ||
      text == "2") {
    return Sex::female;
  }
  return std::nullopt;
}

std::optional<std::uint8_t> read_presence(const std::string& text) {
  if (text.empty() || text == "户籍" || text == "household_register") {
    return static_cast<std::uint8_t>(PresenceLayer::household_register);
  }
  if (text == "居住登记" || text == "居住证" || text == "residence_register") {
    return static_cast<std::uint8_t>(PresenceLayer::residence_register);
  }
  if (text == "申报在住" || text == "在住" || text == "declared_present") {
    return static_cast<std::uint8_t>(PresenceLayer::declared_present);
  }
  if (text == "扫码" || text == "seen_by_scan") {
    return static_cast<std::uint8_t>(PresenceLayer::seen_by_scan);
  }
  return std::nullopt;
}

// The document, and birth and sex where the number tells them.
Result<void> read_identity(const Cells& cells, Day today, RegisterRow& row) {
  const std::string kind = cells.text(RegisterColumn::document_kind);
  if (!kind.empty()) {
    const auto known = vault::parse_document_kind(kind);
    if (!known) return at("document.kind_unknown", "document_kind", kind);
    row.document_kind = *known;
  }
  const auto sex = read_sex(cells.text(RegisterColumn::sex));
  if (!sex) return at("row.sex", "sex", cells.text(RegisterColumn::sex));
  row.sex = *sex;
  const std::string birth = cells.text(RegisterColumn::birth_date);
  std::optional<Day> birth_day;
  if (!birth.empty()) {
    const auto day = tables::read_day(birth);
    if (!day) return at(day.error().code, "birth_date", birth);
    birth_day = *day;
  }
  const std::string number = cells.text(RegisterColumn::document_number);
  if (const auto* note = cells.note(RegisterColumn::document_number);
      note != nullptr && note->kind == tables::CellNoteKind::lost_digits) {
    return at("row.lost_digits", "document_number");
  }
  if (!number.empty()) {
    auto document = vault::check_document(row.document_kind, number, today);
    if (!document) return at(document.error().code, "document_number");
    row.document_number = std::move(document->number);
    if (document->birth) {
      if (birth_day && *birth_day != *document->birth) return at("row.birth_differs", "birth_date");
      birth_day = document->birth;
    }
    if (document->sex) {
      const Sex told = *document->sex == vault::Sex::male ? Sex::male : Sex::female;
      if (row.sex != Sex::unknown && row.sex != told) return at("row.sex_differs", "sex");
      row.sex = told;
    }
  }
  if (!birth_day) return at("row.birth_missing", "birth_date");
  row.birth_day = *birth_day;
  return {};
}

Result<void> read_address(const Cells& cells, RegisterRow& row) {
  row.neighbourhood_code = cells.text(RegisterColumn::neighbourhood_code);
  for (std::size_t i = 0; i < row.address.size(); ++i) {
    row.address[i] =
        cells.text(static_cast<RegisterColumn>(static_cast<std::size_t>(RegisterColumn::district) + i));
  }
  if (row.neighbourhood_code.empty() && row.address[2].empty()) {
    return at("row.address_missing", "neighbourhood");
  }
  const std::string floor = cells.text(RegisterColumn::floor);
  if (!floor.empty()) {
    const auto number = tables::read_whole(floor);
    if (!number || *number < -9 || *number > 120) return at("row.floor", "floor", floor);
    row.floor = static_cast<int>(*number);
  }
  return {};
}

}  // namespace

std::span<const tables::KnownColumn> register_columns() {
  static const std::vector<tables::KnownColumn> columns{
      {"name", {"姓名", "full name"}, true},
      {"document_kind", {"证件类型", "证件种类", "document type"}},
      {"document_number", {"证件号码", "证件号", "身份证号", "身份证号码", "identity number", "id number"}},
      {"phone", {"手机", "手机号", "手机号码", "联系电话", "电话", "mobile"}},
      {"sex", {"性别", "gender"}},
      {"birth_date", {"出生日期", "出生年月日", "date of birth", "birthday"}},
      {"neighbourhood_code", {"社区代码", "村居代码", "community code"}},
      {"district", {"区", "县区", "区县", "所在区"}},
      {"subdistrict", {"街道", "镇街", "乡镇", "street", "town"}},
      {"neighbourhood", {"社区", "村居", "居委会", "村委会", "community"}},
      {"grid", {"网格"}},
      {"compound", {"小区", "自然村", "园区"}},
      {"section", {"片区", "分区"}},
      {"building", {"楼栋", "幢", "楼号", "栋"}},
      {"stairwell", {"单元", "单元号", "unit"}},
      {"door", {"门牌", "户号", "室", "房号", "门牌号", "room"}},
      {"floor", {"楼层", "层"}},
      {"presence", {"登记类型", "人口类型", "presence layer"}},
      {"workplace", {"工作单位", "单位", "学校", "employer", "school"}},
  };
  return columns;
}

Result<RegisterRow> read_register_row(const tables::Row& row, const tables::HeaderMatch& match,
                                      Day today) {
  if (row.fault) return *row.fault;
  const Cells cells(row, match);
  RegisterRow read{.line = row.line};
  read.name = cells.text(RegisterColumn::name);
  if (read.name.empty()) return at("row.name_missing", "name");
  if (auto identity = read_identity(cells, today, read); !identity) return identity.error();
  const std::string phone = cells.text(RegisterColumn::phone);
  if (!phone.empty()) {
    auto checked = vault::check_phone(phone);
    if (!checked) return at(checked.error().code, "phone");
    read.phone = std::move(*checked);
  }
  const auto presence = read_presence(cells.text(RegisterColumn::presence));
  if (!presence) return at("row.presence", "presence", cells.text(RegisterColumn::presence));
  read.presence = *presence;
  if (auto address = read_address(cells, read); !address) return address.error();
  return read;
}

}  // namespace firebreak::service
