#!/usr/bin/env bash
# Builds the Debian packages smartpush and smartpush-sim, and says how large they are.
# They are in the folder `package` below the build folder.
# shellcheck source=packaging/common.sh
. "$(dirname "$0")/common.sh"

need_to_build
need_packages debhelper dpkg-dev lintian man-db mandoc

package_folder=$build_folder/package
tree=$package_folder/tree
programs=(smartpush smartpushd smartpush-sim)

# The version has two places: the programs say it, and so does the package.
version=$(dpkg-parsechangelog --file packaging/debian/changelog --show-field Version)
grep -q "current = \"$version\"" Sources/LocalAPI/SmartpushVersion.swift ||
    fail "packaging/debian/changelog says version $version, and Sources/LocalAPI/SmartpushVersion.swift another"

say "checking the manual pages"
for page in packaging/man/*; do
    # Not of interest is whether the pages that it refers to are installed here.
    warnings=$(mandoc -T lint -W style "$page" 2>/dev/null | grep -v 'referenced manual not found' || true)
    warnings+=$(LC_ALL=C.UTF-8 MANROFFSEQ='' man --warnings -E UTF-8 -l -Tutf8 -Z "$page" 2>&1 >/dev/null)
    [ -z "$warnings" ] || fail "$page: $warnings"
done

say "building the programs (the first time takes ten minutes)"
rm -rf "$package_folder"
build_release "$tree/programs" "${programs[@]}"

say "building the packages"
cp -r packaging/debian packaging/man systemd packaging/config.json "$tree"
mkdir -p "$tree"/completions/{bash,fish,zsh}
for program in "${programs[@]}"; do
    complete=("$tree/programs/$program" --generate-completion-script)
    # It is read by a shell, never run, so it has no interpreter.
    "${complete[@]}" bash | sed '1{/^#!/d}' >"$tree/completions/bash/$program"
    "${complete[@]}" fish >"$tree/completions/fish/$program.fish"
    "${complete[@]}" zsh >"$tree/completions/zsh/_$program"
done
# install_if_there FILE FOLDER: packages a file that not every version has.
install_if_there() {
    [ -f "$1" ] || return 0
    cp "$1" "$tree"
    echo "$(basename "$1") $2" >>"$tree/debian/smartpush.install"
}
install_if_there Sources/LocalAPIServer/openapi.yaml usr/share/doc/smartpush
install_if_there systemd/smartpush.catalog usr/lib/systemd/catalog
(cd "$tree" && dpkg-buildpackage --build=binary --no-sign >"$package_folder/log" 2>&1) ||
    fail "the packages can't be built: $(cat "$package_folder/log")"

say "checking the packages"
lintian --fail-on error,warning --tag-display-limit 0 --profile debian --allow-root "$package_folder"/*.changes

say "their sizes, in bytes: of the package, and of each program"
stat --format '%s %n' "$package_folder"/*.deb "$tree"/programs/* |
    awk '{ sub(".*/", "", $2); printf "%12d  %s\n", $1, $2 }'
