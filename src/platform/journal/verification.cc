#include "platform/journal/verification.h"

namespace firebreak::journal {

VerifyReport verify_chain(Log& log, const Progress& progress) {
  VerifyReport report;
  const Position total = log.head().position;
  const IoResult<void> read = log.read(0, [&](const BatchRow& row) {
    ++report.batches;
    report.head = {row.position, row.hash, row.recorded_at};
    if (progress) progress(row.position, total);
    return true;
  });
  if (!read) {
    report.broken = {report.head.position + 1, read.error()};
  } else if (report.head.position < total) {
    report.broken = {report.head.position + 1,
                     {"journal.gap", "the last batches are no longer there"}};
  }
  return report;
}

VerifyReport verify(Journal& journal, const Progress& progress) {
  VerifyReport report = verify_chain(journal, progress);
  if (report.batches == 0) report.head = journal.head();
  if (report.broken) return report;
  const IoResult<std::string> problem = journal.structure_problem();
  if (!problem) {
    report.broken = {0, problem.error()};
  } else if (!problem->empty()) {
    report.broken = {0, {"journal.damaged", *problem}};
  }
  return report;
}

}  // namespace firebreak::journal
