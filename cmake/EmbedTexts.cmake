# cmake -DOUT=FILE -DHEADER=FILE -DNAMESPACE=A::B -DTEXTS="name=file;name=file" -P EmbedTexts.cmake
# Writes a source file that defines a std::string_view of each name with the file's bytes.
set(code "#include \"${HEADER}\"\n\nnamespace ${NAMESPACE} {\n\n")
foreach(text IN LISTS TEXTS)
  string(FIND "${text}" "=" at)
  string(SUBSTRING "${text}" 0 ${at} name)
  math(EXPR at "${at} + 1")
  string(SUBSTRING "${text}" ${at} -1 file)
  file(READ "${file}" bytes HEX)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${bytes}")
  string(APPEND code "static const char ${name}Bytes[] = {${bytes}'\\0'};\nconst std::string_view ${name}(${name}Bytes, sizeof ${name}Bytes - 1);\n\n")
endforeach()
string(APPEND code "}  // namespace ${NAMESPACE}\n")
file(WRITE "${OUT}" "${code}")
