// One duty: a kind of work, its subject, the area and party that owe it, and its clock.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/ids.h"
#include "base/instant.h"
#include "domain/policy/pack.h"

namespace firebreak::duties {

// What a duty is about, or what gave rise to it.
enum class SubjectKind : std::uint8_t {
  none = 0,
  person = 1,
  tube = 2,
  case_record = 3,
  zone = 4,
  unit = 5,
  order = 6,
};

struct Subject {
  SubjectKind kind = SubjectKind::none;
  std::uint32_t id = 0;
  friend bool operator==(Subject, Subject) = default;
};

enum class DutyStatus : std::uint8_t { open = 0, done = 1, withdrawn = 2 };

inline constexpr int kEscalationLevelMax = 3;

struct Duty {
  policy::DutyKind kind{};
  policy::Party party{};
  Subject subject{};
  Subject cause{};
  UnitId unit{};
  Instant opened_at{};
  Instant due_at{};
  Instant escalate_at{};  // Of the next level, while one is left.
  DutyStatus status = DutyStatus::open;
  std::uint8_t escalation_level = 0;
  Instant ended_at{};  // Done or withdrawn; meaningless while open.
  std::string evidence{};

  bool open() const { return status == DutyStatus::open; }
  bool overdue(Instant now) const { return open() && now > due_at; }
  // How late it is, or was when it ended; zero when in time.
  Duration late_by(Instant now) const {
    const Instant end = open() ? now : ended_at;
    return end > due_at ? end - due_at : Duration{};
  }

  template <class Archive>
  void columns(Archive& archive) {
    archive("kind", kind);
    archive("party", party);
    archive("subject_kind", subject.kind);
    archive("subject", subject.id);
    archive("cause_kind", cause.kind);
    archive("cause", cause.id);
    archive("unit", unit);
    archive("opened_at", opened_at);
    archive("due_at", due_at);
    archive("escalate_at", escalate_at);
    archive("status", status);
    archive("escalation_level", escalation_level);
    archive("ended_at", ended_at);
    archive("evidence", evidence);
  }
};

// The role that does this kind of work: "sampling_team", "community", "police", ...
std::string_view owner_of(policy::DutyKind kind);
std::string_view code_of(SubjectKind kind);

}  // namespace firebreak::duties
