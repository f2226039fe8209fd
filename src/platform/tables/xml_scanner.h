// Pulls tags and text out of a stream of XML, holding one token at a time.
//
// Only what spreadsheets need: no document type (refused: entities that grow), no checking of
// nesting, prefixes of names are dropped. Tokens are at most kTokenBytesMax.
// Refuses `table.damaged_workbook`.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

namespace firebreak::tables {

inline constexpr std::size_t kTokenBytesMax = 1 << 20;

enum class XmlKind : unsigned char { open, close, text, end };

struct XmlToken {
  XmlKind kind;
  std::string_view name;     // Of a tag, without its prefix.
  std::string_view content;  // Attributes as they stand, or text.
  bool self_closing = false;
  bool literal = false;  // Text of CDATA: nothing in it is an entity.
};

// The value as it stands, without its quotes; absent when there is no such attribute.
std::optional<std::string_view> attribute(const XmlToken& open, std::string_view name);

// Appends text with its entities resolved; false for an entity that is not XML's or no character.
bool append_xml_text(const XmlToken& text, std::string& out);

class XmlScanner {
 public:
  using Read = std::function<Result<std::size_t>(std::span<char>)>;  // 0 at the end.

  XmlScanner(std::string part, Read read) : part_(std::move(part)), read_(std::move(read)) {}
  Result<XmlToken> next();  // Valid until the next call.
  Refusal damaged(std::string_view reason) const;

 private:
  Result<bool> refill();
  Result<std::size_t> find_end(std::string_view mark);  // Offset from `begin_` behind `mark`.
  Result<std::size_t> find_tag_end();
  Result<XmlToken> take_text();
  Result<XmlToken> take_tag();

  std::string part_;
  Read read_;
  std::string text_;
  std::size_t begin_ = 0;
  bool ended_ = false;
};

}  // namespace firebreak::tables
