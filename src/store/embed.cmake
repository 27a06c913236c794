# cmake -DIN=schema.sql -DOUT=schema.c -P embed.cmake: the bytes of a file as a string of C
file(READ ${IN} bytes HEX)
string(REGEX REPLACE "(................................)" "\\1\n" bytes "${bytes}")
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
file(WRITE ${OUT} "extern const char trv_schema_sql[];\nconst char trv_schema_sql[] = {\n${bytes}0};\n")
