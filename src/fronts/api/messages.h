// The words of refusals, in Chinese and English, from messages/*.json built into the program.
#pragma once

#include <string>

#include "base/result.h"

namespace firebreak::api {

enum class Language { zh, en };

// The message of the refusal's code with its {values} filled in; the code itself where no message
// is known (a test sees to it that there is one for every code).
std::string words_of(const Refusal& refusal, Language language);
bool has_message(const std::string& code);

}  // namespace firebreak::api
