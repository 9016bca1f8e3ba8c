#!/bin/sh
# Writes templates.inc, manual.inc and their tables: the files of Templates/ and Documentation/ that go into the program. Run it when
# a file there comes or goes (make defaults); a test says so when it is needed.
set -eu
here=$(cd "$(dirname "$0")" && pwd)

# list NAME FOLDER: a C array for each file of the folder, and a table of their names, arrays and sizes.
list() {
  (cd "$here/../../$2" && find -L . -type f ! -name '.*' ! -name '*~' | LC_ALL=C sort | sed 's|^\./||') |
    awk -v name="$1" -v folder="$2" -v files="$here/.$1" -v table="$here/.$1-table" '
      BEGIN { print "// Made by list-files.sh." > files; print "// Made by list-files.sh." > table }
      {
        array = name "_" $0
        gsub(/[^A-Za-z0-9]/, "_", array)
        printf "static const unsigned char %s[] = {\n#embed \"../../%s/%s\"\n};\n", array, folder, $0 > files
        printf "{\"%s\", %s, sizeof %s},\n", $0, array, array > table
      }'
  for file in "$1" "$1-table"; do
    # A list that stays as it is keeps its time, so that nothing is compiled anew for it.
    cmp -s "$here/.$file" "$here/$file.inc" || cp "$here/.$file" "$here/$file.inc"
    rm -f "$here/.$file"
  done
}
list templates Templates
list manual Documentation
