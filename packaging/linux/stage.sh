# Sourced after common.sh: `stage DIR` lays out what every package of Linux holds, under DIR/usr. Not run by itself.
# shellcheck shell=bash

# man_page FOLDER COMMAND…: the page of a command, and of those below it, from what it says of itself.
man_page() {
    local folder=$1 name help command
    shift
    name=tcdx-desk
    [ $# -eq 0 ] || name=tcdx-desk-$(IFS=- && echo "$*")
    help=$("$program" "$@" --help)
    local also=()
    [ $# -gt 0 ] || also=(--include "$root/packaging/linux/tcdx-desk.man")
    help2man --no-info --no-discard-stderr --section 1 --manual 'TCDX Desk' --source "TCDX Desk $version" \
        --version-string "$version" --name "$(head -n 1 <<<"$help" | sed 's/\.$//')" "${also[@]}" \
        "$work/bin/tcdx-desk${*:+ $*}" |
        sed -e "s/^\.TH .* \"1\" /.TH ${name^^} \"1\" /" -e "/^\.SH NAME/{n;s/^[^\\\\]* /$name /}" >"$folder/$name.1"
    # The names of the commands stand at two spaces, under their heading.
    for command in $(sed -n '/^Commands:/,/^$/s/^  \([a-z0-9-]*\)  .*/\1/p' <<<"$help"); do
        [ "$command" = help ] || man_page "$folder" "$@" "$command"
    done
}

stage() {
    local to=$1/usr linux=$root/packaging/linux
    needs help2man help2man rsvg-convert librsvg2-bin python3 python3
    install -D -m 755 "$program" "$to/bin/tcdx-desk"
    install -D -m 644 "$linux/tcdx-desk.desktop" "$to/share/applications/tcdx-desk.desktop"
    install -D -m 644 "$linux/tcdx-desk-mime.xml" "$to/share/mime/packages/tcdx-desk.xml"
    install -d "$to/share/metainfo" "$to/share/man/man1" "$to/share/icons"
    "$linux/metainfo.sh" "$version" >"$to/share/metainfo/$TCDX_DESK_APP_ID.metainfo.xml"
    "$root/packaging/icons.sh" --to "$to/share/icons"
    # It finds no home, so that it leaves nothing there. An option and its words come on one line, as help2man knows them.
    install -d "$work/bin"
    printf '#!/bin/sh\n"%s" "$@" | sed -E "/^ {2,6}[-<[]/{N;s/\\n {7,}/   /}"\n' "$program" >"$work/bin/tcdx-desk"
    chmod 755 "$work/bin/tcdx-desk"
    HOME=$work/no-home man_page "$to/share/man/man1"
    gzip --no-name --best "$to/share/man/man1"/*
    # The licences of what is linked in.
    local licences=$root/assets/licences/third-party.txt
    if [ -f "$licences" ]; then
        install -D -m 644 "$licences" "$to/share/doc/tcdx-desk/third-party.txt"
        gzip --no-name --best "$to/share/doc/tcdx-desk/third-party.txt"
    fi
    # What an administrator may want to look at.
    local examples=$to/share/doc/tcdx-desk/examples
    install -d "$examples/webhook"
    install -m 644 "$root/packaging/webhook"/* "$examples/webhook/"
    chmod 755 "$examples/webhook"/*.sh
    [ ! -f "$root/packaging/config.example.toml" ] || install -m 644 "$root/packaging/config.example.toml" "$examples/config.toml"
}
