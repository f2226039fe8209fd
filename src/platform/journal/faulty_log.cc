#include "platform/journal/faulty_log.h"

#include "base/reached.h"
#include "platform/journal/chain.h"

namespace firebreak::journal {

IoResult<Head> FaultyLog::append(const NewBatch& batch) {
  if (stopped_) return IoError{"journal.stopped", "an append failed before, on purpose"};
  const IoResult<void> accepted = acceptable(head_, batch);
  if (!accepted) return accepted.error();
  if (!random_.chance(plan_.failure_chance)) {
    const IoResult<Head> appended = inner_.append(batch);
    if (appended) head_ = *appended;
    if (!appended) stopped_ = true;
    return appended;
  }
  stopped_ = true;
  if (random_.chance(plan_.kept_chance)) {
    REACHED("journal.failed_append_was_kept");
    static_cast<void>(inner_.append(batch));
  }
  return IoError{"journal.failed", "a fault put there on purpose: append"};
}

void FaultyLog::reopen() {
  head_ = inner_.head();
  stopped_ = false;
}

}  // namespace firebreak::journal
