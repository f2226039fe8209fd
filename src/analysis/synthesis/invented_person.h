// A name, a document number and a phone for a synthetic person, each plainly invented.
//
// The document number has the form and the check digit of GB 11643-1999, but begins with 99 or 90:
// no province has these codes (GB/T 2260), and the identity numbers of foreign residents, which
// begin with 9, go on with a province's code. It is unique by person and agrees with birth and sex.
// The phone begins with 160, which no operator has been given. Names are common surnames and
// given-name characters put together at random.
#pragma once

#include <cstdint>
#include <string>

#include "analysis/synthesis/city.h"
#include "base/instant.h"

namespace firebreak::synthesis {

struct InventedPerson {
  std::string name;
  std::string document_number;  // 18 characters.
  std::string phone;            // 11 digits.
};

// `person` is below kPeopleMax; birth between 1900 and 2099.
InventedPerson invented_person(std::uint64_t seed, std::uint32_t person, Sex sex, Day birth);

// The eighteenth character for the seventeen digits (ISO 7064 MOD 11-2).
char document_check_digit(const char* seventeen_digits);

}  // namespace firebreak::synthesis
