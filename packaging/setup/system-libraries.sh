#!/bin/sh
# Sees to it that the system's own libraries are there: looks for each itself, and installs the packages of those missing.
# Usage: system-libraries.sh PYTHON run|dev      (dev adds what the tests need)
# Installs only as root or where sudo asks for no password; else it prints the command and fails.
set -eu

python=$1
kind=$2

# What Qt's libraries and its xcb, wayland, offscreen and vnc platforms link to
# | packages, the newest name first.
libraries='
libEGL.so.1|libegl1
libGL.so.1|libgl1
libX11.so.6|libx11-6
libX11-xcb.so.1|libx11-xcb1
libbrotlidec.so.1|libbrotli1
libdbus-1.so.3|libdbus-1-3
libfontconfig.so.1|libfontconfig1
libfreetype.so.6|libfreetype6
libglib-2.0.so.0|libglib2.0-0t64 libglib2.0-0
libgthread-2.0.so.0|libglib2.0-0t64 libglib2.0-0
libgssapi_krb5.so.2|libgssapi-krb5-2
libwayland-client.so.0|libwayland-client0
libwayland-cursor.so.0|libwayland-cursor0
libwayland-egl.so.1|libwayland-egl1
libxcb-cursor.so.0|libxcb-cursor0
libxcb-glx.so.0|libxcb-glx0
libxcb-icccm.so.4|libxcb-icccm4
libxcb-image.so.0|libxcb-image0
libxcb-keysyms.so.1|libxcb-keysyms1
libxcb-randr.so.0|libxcb-randr0
libxcb-render-util.so.0|libxcb-render-util0
libxcb-render.so.0|libxcb-render0
libxcb-shape.so.0|libxcb-shape0
libxcb-shm.so.0|libxcb-shm0
libxcb-sync.so.1|libxcb-sync1
libxcb-util.so.1|libxcb-util1
libxcb-xfixes.so.0|libxcb-xfixes0
libxcb-xkb.so.1|libxcb-xkb1
libxcb.so.1|libxcb1
libxkbcommon-x11.so.0|libxkbcommon-x11-0
libxkbcommon.so.0|libxkbcommon0
libz.so.1|zlib1g
libzstd.so.1|libzstd1
'

# Prints the lines of the table whose library this very Python cannot load.
unloadable() {
    printf '%s' "$libraries" | "$python" -c '
import ctypes, sys
for line in filter(None, map(str.strip, sys.stdin)):
    try:
        ctypes.CDLL(line.partition("|")[0])
    except OSError:
        print(line)
'
}

# Prints what is missing, a line each: thing|packages.
missing() {
    "$python" -c 'import ctypes' 2>/dev/null && unloadable || printf '%s' "$libraries" | sed '/^$/d'
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        echo "the Python module venv|$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"
    fi
    [ "$kind" = dev ] || return 0
    command -v Xvfb >/dev/null || echo "Xvfb|xvfb"
    "$python" -c 'import ctypes; ctypes.CDLL("libXtst.so.6")' 2>/dev/null || echo "libXtst.so.6|libxtst6"
    command -v xauth >/dev/null || echo "xauth|xauth"
}

# Prints the first of the package names that this release has, or else the last.
package() {
    for name; do
        if apt-cache show "$name" >/dev/null 2>&1; then break; fi
    done
    echo "$name"
}

packages() {
    echo "$1" | cut -d'|' -f2 | sort -u | while read -r names; do
        # shellcheck disable=SC2086  # the names are several words
        package $names
    done | sort -u | tr '\n' ' ' | sed 's/ $//'
}

things() {
    echo "$1" | cut -d'|' -f1 | tr '\n' ',' | sed 's/,$//; s/,/, /g'
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi
}

may_install() {
    [ "$(id -u)" -eq 0 ] || sudo -n true 2>/dev/null
}

install() {
    # shellcheck disable=SC2086  # the packages are several words
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $1 >/dev/null
}

# Welcome, no more: what joins Arabic letters on badges, and a printer to test with. Tests that miss them say so.
welcome() {
    command -v apt-get >/dev/null && may_install || return 0
    "$python" -c 'import ctypes; ctypes.CDLL("libfribidi.so.0")' 2>/dev/null || install libfribidi0 2>/dev/null || :
    [ "$kind" = dev ] || return 0
    command -v ippeveprinter >/dev/null || [ -x /usr/sbin/ippeveprinter ] || install cups-ipp-utils 2>/dev/null || :
    "$python" -c 'import ctypes; ctypes.CDLL("libzbar.so.0")' 2>/dev/null || install libzbar0 2>/dev/null || : # reads codes
    command -v dbus-daemon >/dev/null || install dbus-daemon 2>/dev/null || : # without a bus it does not start
}

[ "$(uname -s)" = Linux ] || exit 0
welcome
lines=$(missing)
[ -n "$lines" ] || exit 0

if ! command -v apt-get >/dev/null; then
    echo "Missing on this system: $(things "$lines"). Install them with its package manager, then run this again." >&2
    exit 1
fi
if ! may_install; then
    echo "Missing on this system: $(things "$lines"). Install them, then run this again:" >&2
    echo "    sudo apt-get update && sudo apt-get install --no-install-recommends $(packages "$lines")" >&2
    exit 1
fi

echo "Installing what is missing on this system: $(things "$lines")" >&2
apt-cache show libegl1 >/dev/null 2>&1 || as_root apt-get update -qq >/dev/null
if ! install "$(packages "$lines")"; then
    as_root apt-get update -qq >/dev/null # the lists may be older than the archive
    install "$(packages "$lines")"
fi
lines=$(missing)
[ -z "$lines" ] && exit 0
echo "Still missing after apt-get install: $(things "$lines"). Install them by hand, then run this again." >&2
exit 1
