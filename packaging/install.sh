#!/bin/sh
# Installs this unpacked folder as a systemd service: user zhanggui, program in /opt/zhanggui, data in /var/lib/zhanggui.
# usage (as root, in the unpacked folder): ./install.sh            Running it again upgrades the program and keeps data and settings.
#                                          ./install.sh --remove   Stops the service and takes the program away; data and settings stay.
# With DESTDIR=/some/root everything goes below that folder and the running system is not touched (for images and tests).
set -eu
root=${DESTDIR:-}
program=$root/opt/zhanggui settings=$root/etc/zhanggui unit=$root/etc/systemd/system/zhanggui.service
live() { [ -z "$root" ]; }
[ "$(id -u)" = 0 ] || ! live || { echo "Run it as root." >&2; exit 1; }

case ${1:-} in
  '') ;;
  --remove)
    if live; then systemctl disable --now zhanggui 2>/dev/null || true; fi
    rm -rf "$program" "$program.old" "$program.new" "$unit"
    if live; then systemctl daemon-reload; fi
    echo "Removed. Data stay in $root/var/lib/zhanggui, settings in $settings, the user zhanggui stays their owner."
    exit 0 ;;
  *) sed -n '2,5s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
esac

here=$(cd "$(dirname "$0")" && pwd)
[ -x "$here/zhanggui" ] || { echo "$here holds no zhanggui program." >&2; exit 1; }
if live; then id zhanggui >/dev/null 2>&1 || useradd --system --home-dir /var/lib/zhanggui --shell /usr/sbin/nologin zhanggui; fi

# The new program is complete before the old one stops; the old one stays beside it until the next upgrade.
rm -rf "$program.new"
mkdir -p "$program.new" "$settings" "$(dirname "$unit")"
for item in "$here"/*; do
  # What ./start.sh made here while somebody looked around is not part of the program, and holds keys.
  [ "$(basename "$item")" = data ] || cp -R "$item" "$program.new/"
done
chmod -R u=rwX,go=rX "$program.new"
if live; then
  chown -R root:root "$program.new"
  systemctl stop zhanggui 2>/dev/null || true
fi
rm -rf "$program.old"
[ ! -d "$program" ] || mv "$program" "$program.old"
mv "$program.new" "$program"
chmod 755 "$settings"
[ -f "$settings/zhanggui.env" ] || install -m 600 "$program/zhanggui.env" "$settings/zhanggui.env"
install -m 644 "$program/zhanggui.service" "$unit"
if live; then
  systemctl daemon-reload
  systemctl enable --now zhanggui
  echo "Installed. Status: systemctl status zhanggui; log and set-up code: journalctl -u zhanggui"
else
  echo "Installed below $root."
fi
if [ -f "$here/data/zhanggui.db" ] && [ ! -f "$root/var/lib/zhanggui/zhanggui.db" ]; then
  echo "The data of $here/data were not moved. To take them along: zhanggui backup FILE --data $here/data, then restore FILE --data /var/lib/zhanggui as the user zhanggui, while both are stopped."
fi
