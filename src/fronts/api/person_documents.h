// Documents in a body become people, by the vault, before anything is decided.
//
// Every object of the body that has a `document` and no `person` (itself, and the rows of `items`)
// gets the `person` whom the vault knows by it. With Documents::admit a person not known there gets
// an id and is written to the vault, if the number is sound; the poster puts whoever is not on the
// register there. Runs before the State is read: the vault waits for a disk.
#pragma once

#include <optional>

#include "domain/registry/person.h"
#include "fronts/api/router.h"

namespace firebreak::api {

// A reply (a problem) when the vault failed; else nothing, and `body` has its people.
std::optional<Reply> resolve_documents(vault::Vault* vault, Documents how, Day today, Body& body);

// The person of a row: `person`, or whoever was found by its `document`. Blames the row when there
// is none.
PersonId person_of(Body& row);

// Who was met and is not on the register, as it shall be put there; what is known of them is what
// their document says. Refuses what check_document refuses.
Result<registry::PersonRow> newcomer_row(Body& row, PersonId person, UnitId where, Day today);

}  // namespace firebreak::api
