# messages/zh.json and en.json become string literals in messages_embedded.h.
function(firebreak_messages)
  set(header ${PROJECT_BINARY_DIR}/generated/messages_embedded.h)
  set(text "// Made from messages/*.json; do not edit.\n#pragma once\n\n#include <string_view>\n\n")
  foreach(language zh en)
    set(file ${PROJECT_SOURCE_DIR}/messages/${language}.json)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
    file(READ ${file} json)
    string(SUBSTRING ${language} 0 1 first)
    string(TOUPPER ${first} first)
    string(SUBSTRING ${language} 1 1 second)
    # A literal may not be longer than 64 KiB everywhere; ours are far below it.
    string(APPEND text
      "inline constexpr std::string_view kMessages${first}${second} = R\"messages(${json})messages\";\n")
  endforeach()
  file(GENERATE OUTPUT ${header} CONTENT "${text}")
endfunction()
