#include "platform/tables/xml_scanner.h"

#include <charconv>
#include <cstdint>

#include "platform/tables/multibyte.h"
#include "platform/tables/zip_archive.h"

namespace firebreak::tables {
namespace {

constexpr std::size_t kChunkBytes = 1 << 16;
constexpr std::string_view kSpaces = " \t\r\n";

std::string_view without_prefix(std::string_view name) {
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

// "#x4E2D" or "#20013".
bool append_numbered(std::string_view entity, std::string& out) {
  entity.remove_prefix(1);
  const bool hexadecimal = entity.starts_with('x') || entity.starts_with('X');
  if (hexadecimal) entity.remove_prefix(1);
  std::uint32_t code_point = 0;
  const char* const end = entity.data() + entity.size();
  const auto [stop, error] = std::from_chars(entity.data(), end, code_point, hexadecimal ? 16 : 10);
  if (error != std::errc() || stop != end || code_point == 0 || code_point > 0x10FFFF) return false;
  if (code_point >= 0xD800 && code_point <= 0xDFFF) return false;
  append_utf8(out, code_point);
  return true;
}

bool append_entity(std::string_view entity, std::string& out) {
  if (entity == "amp") return out.push_back('&'), true;
  if (entity == "lt") return out.push_back('<'), true;
  if (entity == "gt") return out.push_back('>'), true;
  if (entity == "quot") return out.push_back('"'), true;
  if (entity == "apos") return out.push_back('\''), true;
  return entity.starts_with('#') && append_numbered(entity, out);
}

}  // namespace

std::optional<std::string_view> attribute(const XmlToken& open, std::string_view name) {
  std::string_view rest = open.content;
  for (;;) {
    const std::size_t start = rest.find_first_not_of(kSpaces);
    if (start == std::string_view::npos) return std::nullopt;
    rest.remove_prefix(start);
    const std::size_t equals = rest.find('=');
    if (equals == std::string_view::npos) return std::nullopt;
    std::string_view key = rest.substr(0, equals);
    key = key.substr(0, key.find_last_not_of(kSpaces) + 1);
    rest.remove_prefix(equals + 1);
    const std::size_t quote = rest.find_first_of("\"'");
    if (quote == std::string_view::npos) return std::nullopt;
    const std::size_t close = rest.find(rest[quote], quote + 1);
    if (close == std::string_view::npos) return std::nullopt;
    if (key == name) return rest.substr(quote + 1, close - quote - 1);
    rest.remove_prefix(close + 1);
  }
}

bool append_xml_text(const XmlToken& text, std::string& out) {
  std::string_view rest = text.content;
  if (text.literal) {
    out.append(rest);
    return true;
  }
  for (;;) {
    const std::size_t at = rest.find('&');
    out.append(rest.substr(0, at));
    if (at == std::string_view::npos) return true;
    rest.remove_prefix(at + 1);
    const std::size_t end = rest.find(';');
    if (end == std::string_view::npos || !append_entity(rest.substr(0, end), out)) return false;
    rest.remove_prefix(end + 1);
  }
}

Refusal XmlScanner::damaged(std::string_view reason) const {
  return damaged_workbook(part_, reason);
}

Result<bool> XmlScanner::refill() {
  if (ended_) return false;
  if (text_.size() - begin_ > kTokenBytesMax) return damaged("a tag or text is too long");
  text_.erase(0, begin_);
  begin_ = 0;
  const std::size_t size = text_.size();
  text_.resize(size + kChunkBytes);
  const auto taken = read_(std::span(text_).subspan(size));
  if (!taken) return taken.error();
  text_.resize(size + *taken);
  ended_ = *taken == 0;
  return !ended_;
}

Result<std::size_t> XmlScanner::find_end(std::string_view mark) {
  std::size_t from = 0;
  for (;;) {
    const std::size_t at = text_.find(mark, begin_ + from);
    if (at != std::string::npos) return at - begin_ + mark.size();
    const std::size_t size = text_.size() - begin_;
    from = size >= mark.size() ? size - mark.size() + 1 : 0;
    const auto more = refill();
    if (!more) return more.error();
    if (!*more) return damaged("it ends within a tag");
  }
}

// A ">" within quotes belongs to an attribute.
Result<std::size_t> XmlScanner::find_tag_end() {
  char quote = 0;
  std::size_t index = 1;
  for (;;) {
    for (; begin_ + index < text_.size(); ++index) {
      const char byte = text_[begin_ + index];
      if (quote != 0) {
        if (byte == quote) quote = 0;
      } else if (byte == '"' || byte == '\'') {
        quote = byte;
      } else if (byte == '>') {
        return index + 1;
      }
    }
    const auto more = refill();
    if (!more) return more.error();
    if (!*more) return damaged("it ends within a tag");
  }
}

Result<XmlToken> XmlScanner::take_text() {
  std::size_t from = 0;
  for (;;) {
    const std::size_t at = text_.find('<', begin_ + from);
    const bool found = at != std::string::npos;
    if (!found && !ended_) {
      from = text_.size() - begin_;
      if (const auto more = refill(); !more) return more.error();
      continue;
    }
    const std::size_t end = found ? at : text_.size();
    const auto content = std::string_view(text_).substr(begin_, end - begin_);
    begin_ = end;
    return XmlToken{.kind = XmlKind::text, .name = {}, .content = content};
  }
}

Result<XmlToken> XmlScanner::take_tag() {
  const auto end = find_tag_end();
  if (!end) return end.error();
  std::string_view tag = std::string_view(text_).substr(begin_ + 1, *end - 2);
  begin_ += *end;
  const bool closes = tag.starts_with('/');
  if (closes) tag.remove_prefix(1);
  const bool self_closing = !closes && tag.ends_with('/');
  if (self_closing) tag.remove_suffix(1);
  const std::size_t name_end = std::min(tag.find_first_of(kSpaces), tag.size());
  if (name_end == 0) return damaged("a tag without a name");
  return XmlToken{.kind = closes ? XmlKind::close : XmlKind::open,
                  .name = without_prefix(tag.substr(0, name_end)),
                  .content = tag.substr(name_end),
                  .self_closing = self_closing};
}

Result<XmlToken> XmlScanner::next() {
  constexpr std::string_view kLiteralOpen = "<![CDATA[";
  constexpr std::string_view kLiteralClose = "]]>";
  for (;;) {
    while (text_.size() - begin_ < kLiteralOpen.size() && !ended_) {
      if (const auto more = refill(); !more) return more.error();
    }
    const std::string_view rest = std::string_view(text_).substr(begin_);
    if (rest.empty()) return XmlToken{.kind = XmlKind::end, .name = {}, .content = {}};
    if (rest.front() != '<') return take_text();
    if (rest.starts_with("<!--") || rest.starts_with("<?")) {
      const auto end = find_end(rest[1] == '?' ? "?>" : "-->");
      if (!end) return end.error();
      begin_ += *end;
      continue;
    }
    if (rest.starts_with(kLiteralOpen)) {
      const auto end = find_end(kLiteralClose);
      if (!end) return end.error();
      const std::size_t length = *end - kLiteralOpen.size() - kLiteralClose.size();
      const auto content = std::string_view(text_).substr(begin_ + kLiteralOpen.size(), length);
      begin_ += *end;
      return XmlToken{.kind = XmlKind::text, .name = {}, .content = content, .literal = true};
    }
    if (rest.starts_with("<!")) return damaged("a document type");
    return take_tag();
  }
}

}  // namespace firebreak::tables
