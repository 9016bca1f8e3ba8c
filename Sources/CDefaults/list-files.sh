#!/bin/sh
# Writes files.inc and table.inc: what of Templates/ goes into the program. Run it when a file there comes or goes
# (make defaults); a test says so when it is needed.
set -eu
cd "$(dirname "$0")/../../Templates"
here=../Sources/CDefaults
find . -type f ! -name '.*' ! -name '*~' | LC_ALL=C sort | sed 's|^\./||' > "$here/.names"
{
  echo "// Made by list-files.sh."
  n=0
  while IFS= read -r name; do
    printf 'static const unsigned char file_%d[] = {\n#embed "../../Templates/%s"\n};\n' "$n" "$name"
    n=$((n + 1))
  done < "$here/.names"
} > "$here/.files"
{
  echo "// Made by list-files.sh."
  n=0
  while IFS= read -r name; do
    printf '{"%s", file_%d, sizeof file_%d},\n' "$name" "$n" "$n"
    n=$((n + 1))
  done < "$here/.names"
} > "$here/.table"
# A file that stays as it is keeps its time, so that nothing is compiled anew for it.
for name in files table; do
  cmp -s "$here/.$name" "$here/$name.inc" || cp "$here/.$name" "$here/$name.inc"
done
rm -f "$here/.names" "$here/.files" "$here/.table"
