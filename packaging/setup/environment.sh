#!/bin/sh
# Makes a virtual environment from the hashed lock; quick where nothing is to be done.
# Usage: environment.sh run|dev FOLDER      (the folder is below the checkout)
set -eu

kind=$1
here=$(dirname -- "$0")
root=$(cd -- "$here/../.." && pwd)
venv=$root/$2
lock=$root/requirements/$kind.txt

python=$("$here/python.sh")
"$here/system-libraries.sh" "$python" "$kind"

if ! "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
    echo "Making the virtual environment $2 with $("$python" --version)" >&2
    "$python" -m venv --clear "$venv"
fi
echo "Installing the locked packages of requirements/$kind.txt (once; some 100 MB)" >&2
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-input --require-hashes -r "$lock" >&2

# The command `kiosk` of this checkout; the project itself is not installed, so that no build tool is needed.
cat >"$venv/bin/kiosk" <<EOF
#!/bin/sh
PYTHONPATH="$root\${PYTHONPATH:+:\$PYTHONPATH}" exec "$venv/bin/python" -m kiosk "\$@"
EOF
chmod +x "$venv/bin/kiosk"
touch "$venv/$kind.stamp"
