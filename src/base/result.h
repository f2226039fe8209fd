// Errors as values that must be looked at.
//
// Refusal: somebody asked for what cannot be done; it names a dotted code, the field, and the
// values, and is rendered in zh and en from messages/*.json. IoError: the machine failed. A
// programmer's error is neither: see check.h.
#pragma once

#include <expected>
#include <string>
#include <utility>
#include <vector>

namespace firebreak {

struct RefusalValue {
  std::string name;  // As in the message's {name}.
  std::string value;
  friend bool operator==(const RefusalValue&, const RefusalValue&) = default;
};

struct Refusal {
  std::string code;     // Dotted: "tube.full". Every code has a message in zh and en.
  std::string field{};  // Of the request, empty where none is to blame.
  std::vector<RefusalValue> values{};
  friend bool operator==(const Refusal&, const Refusal&) = default;
};

struct IoError {
  std::string code;     // Dotted: "journal.torn".
  std::string message;  // What happened and where, for an operator.
  friend bool operator==(const IoError&, const IoError&) = default;
};

template <class T, class E>
class [[nodiscard]] Outcome : public std::expected<T, E> {
 public:
  using std::expected<T, E>::expected;
  Outcome(E error) : std::expected<T, E>(std::unexpected(std::move(error))) {}
};

template <class T>
using Result = Outcome<T, Refusal>;
template <class T>
using IoResult = Outcome<T, IoError>;

}  // namespace firebreak
