// write_pages WIDTHxHEIGHT FOLDER: the two printed pages that bench_scan's flow is measured on, as 8-bit grey
// bytes in FOLDER/0 and FOLDER/1, for others to be measured on.
#include <cstdio>
#include <fstream>
#include <iostream>
#include <string>

#include "printed_page.hpp"

int main(int argc, char** argv) {
  gradevault::Size size;
  if (argc != 3 || std::sscanf(argv[1], "%dx%d", &size.width, &size.height) != 2) {
    std::cerr << "usage: write_pages WIDTHxHEIGHT FOLDER\n";
    return 2;
  }
  for (unsigned i = 0; i < 2; ++i) {
    const auto page = gradevault::bench::printedPage(size, 0.4 * i, 0.3 * i, i + 1);
    std::ofstream file(std::string(argv[2]) + "/" + std::to_string(i), std::ios::binary);
    file.write(reinterpret_cast<const char*>(page.pixels().data()),
               static_cast<std::streamsize>(page.pixels().size()));
    if (!file) {
      std::cerr << "write_pages: cannot write to " << argv[2] << '\n';
      return 4;
    }
  }
  return 0;
}
