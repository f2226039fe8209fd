#include "engine/imports/register_row.h"

#include "domain/registry/requests.h"
#include "platform/tables/cell_value.h"
#include "platform/vault/person_record.h"
#include "platform/vault/phone_number.h"

namespace firebreak::imports {
namespace {

using registry::PresenceLayer;
using registry::Sex;

constexpr int kAgeYearsMax = 130;  // As the register decides.
constexpr std::int64_t kFloorMin = -9;
constexpr std::int64_t kFloorMax = 120;

std::string text(const RowCells& cells, RegisterColumn column) {
  return cells.known_text(static_cast<std::size_t>(column));
}

std::optional<Sex> read_sex(const std::string& text) {
  if (text.empty()) return Sex::unknown;
  if (text == "男" || text == "男性" || text == "M" || text == "m" || text == "male" ||
      text == "1") {
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

std::optional<SamePerson> read_decision(const std::string& text) {
  if (text.empty()) return SamePerson::undecided;
  if (text == "同一人" || text == "same" || text == "same person") return SamePerson::same;
  if (text == "另一人" || text == "新人" || text == "another" || text == "new") {
    return SamePerson::another;
  }
  return std::nullopt;
}

// Takes over what a document number says of its holder; refuses what the row says otherwise.
Result<void> read_document(const RowCells& cells, Day today, RegisterRow& row,
                           std::optional<Day>& birth_day) {
  const std::string kind = text(cells, RegisterColumn::document_kind);
  if (!kind.empty()) {
    const auto known = vault::parse_document_kind(kind);
    if (!known) return refusal_at("document.kind_unknown", "document_kind", kind);
    row.document_kind = *known;
  }
  if (cells.lost_digits(static_cast<std::size_t>(RegisterColumn::document_number))) {
    return refusal_at("row.lost_digits", "document_number");
  }
  const std::string number = text(cells, RegisterColumn::document_number);
  if (number.empty()) return {};
  auto document = vault::check_document(row.document_kind, number, today);
  if (!document) {
    Refusal refusal = document.error();
    refusal.field = "document_number";
    return refusal;
  }
  row.document_number = std::move(document->number);
  if (document->birth) {
    if (birth_day && *birth_day != *document->birth) {
      return refusal_at("row.birth_differs", "birth_date");
    }
    birth_day = document->birth;
  }
  if (document->sex) {
    const Sex told = *document->sex == vault::Sex::male ? Sex::male : Sex::female;
    if (row.sex != Sex::unknown && row.sex != told) return refusal_at("row.sex_differs", "sex");
    row.sex = told;
  }
  return {};
}

// The document, and birth and sex by it or by columns of their own.
Result<void> read_identity(const RowCells& cells, Day today, RegisterRow& row) {
  const std::string sex_text = text(cells, RegisterColumn::sex);
  const auto sex = read_sex(sex_text);
  if (!sex) return refusal_at("row.sex", "sex", sex_text);
  row.sex = *sex;
  const std::string birth = text(cells, RegisterColumn::birth_date);
  std::optional<Day> birth_day;
  if (!birth.empty()) {
    const auto day = tables::read_day(birth);
    if (!day) return refusal_at(day.error().code, "birth_date", birth);
    birth_day = *day;
  }
  if (auto document = read_document(cells, today, row, birth_day); !document) return document;
  if (!birth_day) return refusal_at("row.birth_missing", "birth_date");
  if (*birth_day > today || today - *birth_day > kAgeYearsMax * 366) {
    return refusal_at("person.birth_day", "birth_date");
  }
  row.birth_day = *birth_day;
  return {};
}

Result<void> read_address(const RowCells& cells, RegisterRow& row) {
  row.neighbourhood_code = text(cells, RegisterColumn::neighbourhood_code);
  for (std::size_t i = 0; i < row.address.size(); ++i) {
    const std::size_t column = static_cast<std::size_t>(RegisterColumn::district) + i;
    row.address[i] = cells.known_text(column);
    if (row.address[i].size() > registry::kNameBytesMax) {
      return refusal_at("row.unit_name_too_long", register_columns()[column].name);
    }
  }
  if (row.neighbourhood_code.empty() && row.address[2].empty()) {
    return refusal_at("row.address_missing", "neighbourhood");
  }
  const std::string floor = text(cells, RegisterColumn::floor);
  if (!floor.empty()) {
    const auto number = tables::read_whole(floor);
    if (!number || *number < kFloorMin || *number > kFloorMax) {
      return refusal_at("row.floor", "floor", floor);
    }
    row.floor = static_cast<int>(*number);
  }
  return {};
}

Result<void> read_person(const RowCells& cells, Day today, RegisterRow& row) {
  row.name = text(cells, RegisterColumn::name);
  if (row.name.empty()) return refusal_at("row.name_missing", "name");
  if (row.name.size() > vault::kNameBytesMax) return refusal_at("row.name_too_long", "name");
  if (auto identity = read_identity(cells, today, row); !identity) return identity;
  const std::string phone = text(cells, RegisterColumn::phone);
  if (phone.empty()) return {};
  if (cells.lost_digits(static_cast<std::size_t>(RegisterColumn::phone))) {
    return refusal_at("row.lost_digits", "phone");
  }
  auto checked = vault::check_phone(phone);
  if (!checked) return refusal_at(checked.error().code, "phone");
  row.phone = std::move(*checked);
  return {};
}

}  // namespace

std::span<const tables::KnownColumn> register_columns() {
  static const std::vector<tables::KnownColumn> columns{
      {"name", {"姓名", "full name"}, true},
      {"document_kind", {"证件类型", "证件种类", "document type"}},
      {"document_number",
       {"证件号码", "证件号", "身份证号", "身份证号码", "identity number", "id number"}},
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
      {"workplace", {"工作单位", "单位名称", "学校", "employer", "school"}},
      {"decision", {"处理", "核对结果", "same person"}},
  };
  return columns;
}

Result<RegisterRow> read_register_row(const RowCells& cells, Day today) {
  RegisterRow row;
  if (auto person = read_person(cells, today, row); !person) return person.error();
  const std::string presence_text = text(cells, RegisterColumn::presence);
  const auto presence = read_presence(presence_text);
  if (!presence) return refusal_at("row.presence", "presence", presence_text);
  row.presence = *presence;
  if (auto address = read_address(cells, row); !address) return address.error();
  row.workplace = text(cells, RegisterColumn::workplace);
  const std::string decision_text = text(cells, RegisterColumn::decision);
  const auto decision = read_decision(decision_text);
  if (!decision) return refusal_at("row.decision", "decision", decision_text);
  row.decision = *decision;
  return row;
}

}  // namespace firebreak::imports
