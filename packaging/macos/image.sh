#!/bin/sh
# A disk image with the app for macOS 13 and later, of the kind of machine that it runs on: build/dist/room-kiosk-VERSION.dmg
# Usage: packaging/macos/image.sh      (after `make bundle`)
# IDENTITY="Developer ID Application: …" signs it for other machines; without one it is signed for this machine alone.
# NOTARY=PROFILE has Apple notarize it, by a profile that `xcrun notarytool store-credentials PROFILE` has kept.
set -eu

root=$(cd -- "$(dirname -- "$0")/../.." && pwd)
app="$root/build/bundle/Room Kiosk.app"
[ -d "$app" ] || { echo "$app: there is none; \`make bundle\` builds it on a Mac" >&2; exit 1; }

version=$("$app/Contents/MacOS/kiosk" --version | cut -d' ' -f2)
image=$root/build/dist/room-kiosk-$version.dmg
mkdir -p "$root/build/dist"

if [ -n "${IDENTITY:-}" ]; then
    codesign --force --deep --timestamp --options runtime --entitlements "$root/packaging/macos/entitlements.plist" \
        --sign "$IDENTITY" "$app"
else
    codesign --force --deep --sign - "$app"
fi
codesign --verify --deep --strict "$app"

hdiutil create -volname "Room Kiosk" -srcfolder "$app" -format UDZO -ov "$image"
if [ -n "${NOTARY:-}" ]; then
    xcrun notarytool submit "$image" --keychain-profile "$NOTARY" --wait
    xcrun stapler staple "$image"
fi
echo "$image"
