# cmake -DIN=states.tsv -DOUT=states.c -P names.cmake: codes and English names of states as a table of C, for the names of
# conflicts
file(STRINGS ${IN} lines REGEX "^[A-Z][A-Z][A-Z]\t" ENCODING UTF-8)
set(rows "")
foreach(line IN LISTS lines)
  string(REGEX MATCH "^([A-Z]+)\t([^\t]+)" ignored "${line}")
  string(APPEND rows "    {\"${CMAKE_MATCH_1}\", \"${CMAKE_MATCH_2}\"},\n")
endforeach()
file(WRITE ${OUT} "#include <stddef.h>\n\nextern const char *const trv_states[][2];\n"
                  "const char *const trv_states[][2] = {\n${rows}    {NULL, NULL},\n};\n")
