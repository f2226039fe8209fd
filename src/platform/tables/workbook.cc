#include "platform/tables/workbook.h"

#include <charconv>
#include <cstdlib>
#include <map>

#include <pugixml.hpp>

#include "platform/tables/multibyte.h"
#include "platform/tables/xml_scanner.h"

namespace firebreak::tables {
namespace {

struct Relation {
  std::string type;    // The last word of its type: "worksheet".
  std::string target;  // Path in the zip.
};
using Relations = std::map<std::string, Relation>;

std::string_view local_name(const char* name) {
  const std::string_view whole = name;
  return whole.substr(whole.find(':') + 1);  // npos + 1 is 0.
}

pugi::xml_node child(const pugi::xml_node& parent, std::string_view name) {
  return parent.find_child(
      [name](const pugi::xml_node& node) { return local_name(node.name()) == name; });
}

std::string folder_of(const std::string& part) { return part.substr(0, part.rfind('/') + 1); }

// "../a" and "/a" within the zip.
std::string resolved(const std::string& folder, std::string_view target) {
  std::string path = target.starts_with('/') ? std::string() : folder;
  if (target.starts_with('/')) target.remove_prefix(1);
  while (target.starts_with("../")) {
    target.remove_prefix(3);
    if (!path.empty()) path.pop_back();
    path = folder_of(path);
  }
  if (target.starts_with("./")) target.remove_prefix(2);
  path.append(target);
  return path;
}

Result<void> load(const ZipArchive& archive, const std::string& part, pugi::xml_document& xml) {
  const auto bytes = archive.small_part(part);
  if (!bytes) return bytes.error();
  const auto parsed = xml.load_buffer(bytes->data(), bytes->size());
  if (!parsed) return damaged_workbook(part, parsed.description());
  return {};
}

Result<Relations> read_relations(const ZipArchive& archive, const std::string& part) {
  const std::string folder = folder_of(part);
  const std::string file = folder + "_rels/" + part.substr(folder.size()) + ".rels";
  pugi::xml_document xml;
  if (auto loaded = load(archive, file, xml); !loaded) return loaded.error();
  Relations relations;
  for (const auto& node : child(xml, "Relationships").children()) {
    const std::string_view type = node.attribute("Type").value();
    relations[node.attribute("Id").value()] = {
        .type = std::string(type.substr(type.rfind('/') + 1)),
        .target = resolved(folder, node.attribute("Target").value())};
  }
  return relations;
}

// The attribute is "r:id", whatever the file calls the prefix.
std::string relation_id(const pugi::xml_node& node) {
  for (const auto& attribute : node.attributes()) {
    const std::string_view name = attribute.name();
    if (name.ends_with(":id")) return attribute.value();
  }
  return {};
}

Result<std::vector<NumberMeaning>> read_styles(const ZipArchive& archive, const std::string& part) {
  pugi::xml_document xml;
  if (auto loaded = load(archive, part, xml); !loaded) return loaded.error();
  const auto root = child(xml, "styleSheet");
  std::map<unsigned, NumberMeaning> custom;
  for (const auto& node : child(root, "numFmts").children()) {
    custom[node.attribute("numFmtId").as_uint()] =
        meaning_of_format(std::string_view(node.attribute("formatCode").value()));
  }
  std::vector<NumberMeaning> styles;
  for (const auto& node : child(root, "cellXfs").children()) {
    const unsigned id = node.attribute("numFmtId").as_uint();
    const auto found = custom.find(id);
    styles.push_back(found == custom.end() ? meaning_of_format(id) : found->second);
  }
  return styles;
}

Result<std::string> workbook_part(const ZipArchive& archive) {
  if (archive.has("_rels/.rels")) {
    const auto relations = read_relations(archive, "");
    if (!relations) return relations.error();
    for (const auto& [id, relation] : *relations) {
      const bool is_workbook = relation.type == "officeDocument";
      if (is_workbook && relation.target.ends_with(".xml")) return relation.target;
    }
  }
  if (archive.has("xl/workbook.xml")) return std::string("xl/workbook.xml");
  return Refusal{"table.not_a_workbook", "file"};
}

}  // namespace

Result<Workbook> read_workbook(const ZipArchive& archive) {
  const auto part = workbook_part(archive);
  if (!part) return part.error();
  pugi::xml_document xml;
  if (auto loaded = load(archive, *part, xml); !loaded) return loaded.error();
  const auto relations = read_relations(archive, *part);
  if (!relations) return relations.error();
  const auto root = child(xml, "workbook");
  if (!root) return Refusal{"table.not_a_workbook", "file"};
  Workbook workbook;
  if (child(root, "workbookPr").attribute("date1904").as_bool()) {
    workbook.date_system = DateSystem::from_1904;
  }
  for (const auto& node : child(root, "sheets").children()) {
    const auto relation = relations->find(relation_id(node));
    if (relation == relations->end() || relation->second.type != "worksheet") continue;
    const std::string_view state = node.attribute("state").value();
    workbook.sheets.push_back({.name = node.attribute("name").value(),
                               .part = relation->second.target,
                               .visible = state.empty() || state == "visible"});
  }
  for (const auto& [id, relation] : *relations) {
    if (relation.type == "sharedStrings" && archive.has(relation.target)) {
      workbook.shared_strings_part = relation.target;
    }
    if (relation.type == "styles" && archive.has(relation.target)) {
      auto styles = read_styles(archive, relation.target);
      if (!styles) return styles.error();
      workbook.styles = std::move(*styles);
    }
  }
  return workbook;
}

Result<WorkbookSheet> choose_sheet(const Workbook& workbook, std::string_view name) {
  std::string names;
  for (const auto& sheet : workbook.sheets) {
    if (name.empty() ? sheet.visible : sheet.name == name) return sheet;
    names += (names.empty() ? "" : ", ") + sheet.name;
  }
  if (name.empty()) return Refusal{"table.no_visible_sheet", "file"};
  return Refusal{"table.no_such_sheet", "sheet", {{"sheet", std::string(name)}, {"sheets", names}}};
}

Result<StringPool> read_shared_strings(const ZipArchive& archive, const std::string& part) {
  auto stream = archive.part(part);
  if (!stream) return stream.error();
  XmlScanner scanner(part, [&](std::span<char> out) { return (*stream)->read(out); });
  StringPool strings;
  std::string text;
  std::size_t bytes = 0;
  bool in_text = false;
  bool in_phonetic = false;
  for (;;) {
    const auto token = scanner.next();
    if (!token) return token.error();
    if (token->kind == XmlKind::end) return strings;
    if (token->kind == XmlKind::text) {
      const bool wanted = in_text && !in_phonetic;
      if (wanted && !append_xml_text(*token, text)) return scanner.damaged("a wrong entity");
      if (text.size() > kTokenBytesMax) return scanner.damaged("a text is too long");
      continue;
    }
    const bool opens = token->kind == XmlKind::open && !token->self_closing;
    if (token->name == "t") in_text = opens;
    if (token->name == "rPh") in_phonetic = opens;
    if (token->name != "si" || opens) continue;
    if (!is_utf8(text)) return scanner.damaged("bytes that are not UTF-8");
    resolve_escapes(text);
    bytes += text.size();
    if (strings.size() == kSharedStringsMax || bytes > kSharedStringBytesMax) {
      return Refusal{"table.too_many_strings",
                     "file",
                     {{"limit", std::to_string(kSharedStringsMax)},
                      {"bytes", std::to_string(kSharedStringBytesMax)}}};
    }
    strings.add(text);
    text.clear();
  }
}

void resolve_escapes(std::string& text) {
  constexpr std::size_t kEscapeBytes = 7;  // "_x000D_"
  std::size_t at = text.find("_x");
  if (at == std::string::npos) return;
  std::string out = text.substr(0, at);
  while (at < text.size()) {
    const std::string_view rest = std::string_view(text).substr(at);
    std::uint32_t unit = 0;
    const char* const digits_end = rest.data() + kEscapeBytes - 1;
    const bool shaped = rest.size() >= kEscapeBytes && rest.starts_with("_x") && rest[6] == '_';
    const bool escape =
        shaped && std::from_chars(rest.data() + 2, digits_end, unit, 16).ptr == digits_end;
    // Halves of surrogate pairs stay as they are: such text has no UTF-8.
    if (escape && (unit < 0xD800 || unit > 0xDFFF)) {
      append_utf8(out, unit);
      at += kEscapeBytes;
    } else {
      out.push_back(rest.front());
      ++at;
    }
  }
  text = std::move(out);
}

}  // namespace firebreak::tables
