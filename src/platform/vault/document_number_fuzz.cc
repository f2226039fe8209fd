// Any bytes as a document number or a phone: never a crash, and a normal form that stays normal.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "platform/vault/document_number.h"
#include "platform/vault/phone_number.h"
#include "platform/vault/text_fold.h"

using namespace firebreak;
using namespace firebreak::vault;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  if (size == 0 || size > 4096) return 0;
  const auto kind = static_cast<DocumentKind>(bytes[0] % kDocumentKinds);
  const std::string_view text(reinterpret_cast<const char*>(bytes + 1), size - 1);
  const Day today{20000};
  if (const auto checked = check_document(kind, text, today)) {
    CHECK(normal_document_number(kind, checked->number) == checked->number);
    const auto again = check_document(kind, checked->number, today);
    CHECK(again && again->number == checked->number && again->birth == checked->birth);
    CHECK(checked->number.size() <= kDocumentNumberBytesMax);
  }
  if (const auto phone = check_phone(text)) CHECK(check_phone(*phone).value() == *phone);
  CHECK(normal_phone(normal_phone(text)) == normal_phone(text));
  CHECK(fold_name(fold_name(text)) == fold_name(text));
  return 0;
}
