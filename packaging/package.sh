#!/usr/bin/env bash
# Builds the Debian packages smartpush and smartpush-sim in the folder `package` below the build folder, and prints their
# sizes.
# shellcheck source=packaging/common.sh
. "$(dirname "$0")/common.sh"

need_to_build
need_packages debhelper dpkg-dev lintian man-db mandoc

package_folder=$build_folder/package
tree=$package_folder/tree
# The package of each program.
declare -A package_of=(
    [smartpush]=smartpush [smartpushd]=smartpush [smartpush-prompt]=smartpush [smartpush-sim]=smartpush-sim
)

# The version is in two places: the programs print it, and the package has it.
version=$(dpkg-parsechangelog --file packaging/debian/changelog --show-field Version)
grep -q "current = \"$version\"" Sources/LocalAPI/Model/SmartpushVersion.swift ||
    fail "packaging/debian/changelog says version $version, and Sources/LocalAPI/Model/SmartpushVersion.swift another"

say "checking the manual pages"
for page in packaging/man/*; do
    # The pages that it refers to need not be installed here.
    warnings=$(mandoc -T lint -W style "$page" 2>/dev/null | grep -v 'referenced manual not found' || true)
    warnings+=$(LC_ALL=C.UTF-8 MANROFFSEQ='' man --warnings -E UTF-8 -l -Tutf8 -Z "$page" 2>&1 >/dev/null)
    [ -z "$warnings" ] || fail "$page: $warnings"
done

say "building the programs (the first time takes ten minutes)"
programs=$build_folder/programs
names=("${!package_of[@]}")
build_release "$programs" "${names[@]}"

# Foundation contains ICU, 40 MB of it; FoundationEssentials does not. One import in one dependency would bring it back.
for name in "${names[@]}"; do
    if grep --quiet --text icudt "$programs/$name"; then fail "$name links Foundation and ICU"; fi
done

sizes() {
    say "their sizes, in bytes: of each package, and of each program that it installs"
    stat --format '%s %n' "$package_folder"/*.deb "${names[@]/#/$programs/}" |
        awk '{ sub(".*/", "", $2); printf "%12d  %s\n", $1, $2 }'
}

# If nothing that the packages are made of has changed, they need not be built again.
made_of=$(cat "${names[@]/#/$programs/}" packaging/package.sh packaging/debian/* packaging/man/* packaging/*.json \
    systemd/* Sources/LocalAPI/Server/openapi.yaml | sha256sum)
if [ "$(cat "$package_folder/made-of" 2>/dev/null)" = "$made_of" ]; then
    sizes
    exit 0
fi

say "building the packages"
rm -rf "$package_folder"
mkdir -p "$tree"
cp -r packaging/debian systemd packaging/*.json "$tree"
cp packaging/man/*.5 systemd/smartpush.catalog Sources/LocalAPI/Server/openapi.yaml "$tree"
for program in "${names[@]}"; do
    root=$tree/root/${package_of[$program]}
    shell=$root/usr/share
    install -D -t "$root/usr/bin" "$programs/$program"
    install -D -m 644 -t "$shell/man/man1" "packaging/man/$program.1"
    install -d "$shell"/bash-completion/completions "$shell"/fish/vendor_completions.d "$shell"/zsh/vendor-completions
    complete=(env LC_ALL=C "$programs/$program" --generate-completion-script)
    # A shell reads this file and never executes it, so it must not name an interpreter.
    "${complete[@]}" bash | sed '1{/^#!/d}' >"$shell/bash-completion/completions/$program"
    "${complete[@]}" fish >"$shell/fish/vendor_completions.d/$program.fish"
    "${complete[@]}" zsh >"$shell/zsh/vendor-completions/_$program"
done
(cd "$tree" && dpkg-buildpackage --build=binary --no-sign >"$package_folder/log" 2>&1) ||
    fail "the packages can't be built: $(cat "$package_folder/log")"

say "checking the packages"
lintian --fail-on error,warning --tag-display-limit 0 --profile debian --allow-root "$package_folder"/*.changes

printf '%s' "$made_of" >"$package_folder/made-of"
sizes
