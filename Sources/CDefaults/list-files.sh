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
} > "$here/files.inc"
{
  echo "// Made by list-files.sh."
  n=0
  while IFS= read -r name; do
    printf '{"%s", file_%d, sizeof file_%d},\n' "$name" "$n" "$n"
    n=$((n + 1))
  done < "$here/.names"
} > "$here/table.inc"
rm -f "$here/.names"
